import { hasFailed } from '#src/cards/when.ts';
import type { Execution } from '#src/n8n/executions.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import { followedIn } from '#src/store/failure-wishes.ts';
import {
  type Among,
  type FailingSince,
  type FailingWorkflow,
  findFailing,
  findFailuresSince,
  type Span,
} from '#src/store/failures-since.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { placeKey } from './failure-places.ts';

/** Executions read at most, a hundred a page. */
const mostPages = 5;

/**
 * Whose failures: what these accounts asked for, and what is told in their private place besides; what is told in a place
 * of many, and nothing else, because strangers read there; everything of these tenants.
 */
export type FailureScope =
  | { kind: 'own'; accounts: readonly AccountRef[]; place?: { tenant: string; key: string } | undefined }
  | { kind: 'place'; place: { tenant: string; key: string } }
  | { kind: 'all'; tenants: string[] };

/** One workflow and kind; without a reason where only n8n's list of executions tells of it. */
export type FailureGroup = FailingWorkflow & { count: number; lastAt: Date | undefined } & Partial<
    Omit<FailingSince, keyof FailingWorkflow | 'count' | 'lastAt'>
  >;

export type FailuresContext = Pick<EngineContext, 'placeOf'> & OfN8n<'url' | 'executions'>;

/** What failed in that time, by workflow and kind, the newest first. Throws N8nError. */
export async function loadFailures(
  context: FailuresContext,
  em: EntityManager,
  span: Span,
  scope: FailureScope,
): Promise<FailureGroup[]> {
  const where = await toAmong(context.n8n.url, em, scope);
  const isIn = await belongsTo(context, em, scope);
  const counted = (await findFailuresSince(em, span, where)).filter(isIn);
  const known = new Set(counted.map(({ n8nId }) => n8nId));
  // Of those that nobody reports n8n has a list.
  const listed = Map.groupBy(
    (await failedSince(context, span)).filter(({ workflowId }) => !known.has(workflowId)),
    ({ workflowId }) => workflowId,
  );
  const others = listed.size > 0 ? (await findFailing(em, [...listed.keys()], where)).filter(isIn) : [];
  const unreported = others.flatMap((workflow): FailureGroup[] => {
    const [newest, ...more] = listed.get(workflow.n8nId) ?? [];
    const lastAt = newest?.startedAt ? new Date(newest.startedAt) : undefined;
    return newest ? [{ ...workflow, count: more.length + 1, lastAt, executionId: newest.id }] : [];
  });
  return [...counted, ...unreported].sort((a, b) => (b.lastAt?.getTime() ?? 0) - (a.lastAt?.getTime() ?? 0));
}

async function toAmong(instanceUrl: string, em: EntityManager, scope: FailureScope): Promise<Among> {
  if (scope.kind === 'all') return { instanceUrl, tenants: scope.tenants };
  const workflows = scope.place ? await followedIn(em, scope.place) : [];
  if (scope.kind === 'place') return { instanceUrl, tenants: [scope.place.tenant] };
  const requesters = scope.accounts.map(({ tenant, personId }) => `${tenant.id} ${personId}`);
  return { instanceUrl, tenants: scope.accounts.map(({ tenant }) => tenant.id), of: { requesters, workflows } };
}

async function belongsTo({ placeOf }: FailuresContext, em: EntityManager, scope: FailureScope) {
  if (scope.kind !== 'place') return () => true;
  const here = placeKey(scope.place);
  const followed = new Set(await followedIn(em, scope.place));
  return ({ workflowId, tenant, home }: FailingWorkflow): boolean =>
    followed.has(workflowId) ||
    (home !== null && placeKey({ tenant, key: placeOf(home)?.to.key ?? home.key }) === here);
}

/** Newest first. */
async function failedSince({ n8n }: OfN8n<'executions'>, { since, until }: Span): Promise<Execution[]> {
  const found: Execution[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { executions, nextCursor } = await n8n.executions.list({ limit: 100, ...(cursor ? { cursor } : {}) });
    const recent = executions.filter(({ startedAt }) => startedAt !== undefined && new Date(startedAt) > since);
    const within = recent.filter(({ startedAt }) => until === undefined || new Date(startedAt ?? 0) <= until);
    found.push(...within.filter(({ status }) => hasFailed(status)));
    if (recent.length < executions.length || !nextCursor) break;
    cursor = nextCursor;
  }
  return found;
}
