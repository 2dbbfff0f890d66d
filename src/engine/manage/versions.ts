import { N8nError } from '#src/errors.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { doneActsOf } from '#src/store/acts.ts';
import type { VersionRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findVersion, newestVersionOf, type VersionListed, versionsOf } from '#src/store/workflows.ts';
import type { EngineContext, OfN8n } from '../context.ts';

/** One version of a workflow, n8n's and ours seen as one. */
export interface Version {
  /** n8n's id, or `ours:` and the id of our row where n8n has none. */
  versionId: string;
  /** 1 is the oldest. */
  number: number;
  at: string;
  who: string;
  /** Whoever had something done from here just then: n8n keeps versions of that which differ in nothing. */
  act?: string;
}

export interface Versions {
  /** Newest first; at most 250. */
  all: Version[];
  onlyOurs: boolean;
}

type VersionContext = Pick<EngineContext, 'store'> & OfN8n<'versions'>;

const most = 250;
/** n8n's clock is another one than ours. */
const clocksDifferMs = 5_000;
const oursPrefix = 'ours:';

/** n8n's own history where it lists one, with the people who asked for what was put there from here. */
export async function listVersions(
  context: VersionContext,
  workflow: WorkflowRecord,
  language: Language,
): Promise<Versions> {
  const { somebody, someoneInN8n } = wordsIn(language).engine.answers;
  const ours = await versionsOf(context.store.fork(), workflow.id);
  const acts = await doneActsOf(context.store.fork(), workflow.id);
  const actAt = (at: number) =>
    acts.find(
      ({ startedAt, finishedAt }) =>
        at >= startedAt.getTime() - clocksDifferMs && at <= finishedAt.getTime() + clocksDifferMs,
    )?.by;
  const byN8nId = new Map(ours.flatMap((row) => (row.n8nVersionId ? [[row.n8nVersionId, row] as const] : [])));
  const kept = (rows: VersionListed[]): Omit<Version, 'number'>[] =>
    rows.map((row) => ({
      versionId: `${oursPrefix}${row.id}`,
      at: row.createdAt.toISOString(),
      who: row.requesterName,
    }));
  try {
    const { versions } = await context.n8n.versions.list(workflow.n8nId, { limit: most });
    const listed = versions.map(({ versionId, createdAt, authors }) => {
      const row = byN8nId.get(versionId);
      const who = row ? row.requesterName : someoneInN8n(authors || somebody);
      const act = row ? undefined : actAt(Date.parse(createdAt));
      return { versionId, at: createdAt, who, ...(act === undefined ? {} : { act }) };
    });
    // Of the time before n8n lost it, or of what n8n did not keep.
    const oldest = listed.at(-1)?.at;
    const ids = new Set(listed.map(({ versionId }) => versionId));
    const before = ours.filter(
      ({ n8nVersionId, createdAt }) =>
        !ids.has(n8nVersionId ?? '') && oldest !== undefined && createdAt < new Date(oldest),
    );
    return { all: numbered([...listed, ...kept(workflow.formerIds.length > 0 ? before : [])]), onlyOurs: false };
  } catch (error) {
    if (!(error instanceof N8nError) || !['n8n_api_missing', 'n8n_workflow_missing'].includes(error.code)) throw error;
    return { all: numbered(kept(ours)), onlyOurs: true };
  }
}

const numbered = (all: Omit<Version, 'number'>[]): Version[] =>
  all.slice(0, most).map((version, index, { length }) => ({ ...version, number: length - index }));

/** What a version holds; name and settings are those of now, because n8n keeps none of them. Undefined when it is gone. Of a workflow that is gone itself, what was kept here. */
export async function loadVersion(
  context: VersionContext,
  workflow: WorkflowRecord,
  versionId: string,
  current: StoredWorkflow | undefined,
): Promise<N8nWorkflow | undefined> {
  const ours = () => ourVersion(context, workflow, versionId);
  if (!current) return (await ours())?.document;
  const now = current;
  try {
    if (!versionId.startsWith(oursPrefix)) {
      const { nodes, connections } = await context.n8n.versions.get(workflow.n8nId, versionId);
      const name = await nameOf(context, workflow, { kept: await ours(), now });
      return { name, nodes: nodes as N8nWorkflow['nodes'], connections, settings: now.settings };
    }
  } catch (error) {
    if (!(error instanceof N8nError) || !['n8n_version_missing', 'n8n_api_missing'].includes(error.code)) throw error;
  }
  const kept = await ours();
  if (!kept) return undefined;
  const { nodes, connections } = kept.document;
  return { name: await nameOf(context, workflow, { kept, now }), nodes, connections, settings: now.settings };
}

/** n8n's history knows no names: what was put there from here had one. A name somebody gave it since in n8n stays. */
async function nameOf(
  { store }: Pick<VersionContext, 'store'>,
  workflow: WorkflowRecord,
  { kept, now }: { kept: VersionRecord | null; now: StoredWorkflow },
): Promise<string> {
  const newest = kept && (await newestVersionOf(store.fork(), workflow.id));
  return kept && newest?.document.name === now.name ? kept.document.name : now.name;
}

async function ourVersion(
  context: Pick<VersionContext, 'store'>,
  workflow: WorkflowRecord,
  versionId: string,
): Promise<VersionRecord | null> {
  const which = versionId.startsWith(oursPrefix)
    ? { id: versionId.slice(oursPrefix.length) }
    : { n8nVersionId: versionId };
  return findVersion(context.store.fork(), workflow.id, which);
}
