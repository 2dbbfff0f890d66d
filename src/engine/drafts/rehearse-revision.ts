import { N8nError } from '#src/errors.ts';
import type { KeptRehearsal, RehearsedExample, SkippedRehearsal } from '#src/model/rehearsal.ts';
import { mayRehearse } from '#src/n8n/scopes.ts';
import { rehearseChange } from '#src/rehearsal/before.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import type { GivenSample } from '#src/rehearsal/samples/given.ts';
import { readPastExample } from '#src/rehearsal/samples/past/read.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';
import type { Rehearsing } from '../rehearsing.ts';

/** Enough for the example and what differs most; the rest of the time belongs to others. */
const budgetMs = 2_000;
const variants = 5;
/** A whole rehearsal; what is left in n8n then is swept. */
const longestMs = 30_000;
/** More is nothing to keep with a revision. */
const mostBytes = 256 * 1024;

interface Tried {
  /** Absent where there is nothing to rehearse, or it cannot be done here. */
  kept?: KeptRehearsal;
  removed?: Promise<void>;
}

/** With an example of somebody's own, or with values of it changed. */
export interface OwnExample {
  sample?: GivenSample;
  changes?: RehearsedExample;
}

export interface Rehearsable extends Pick<RevisionRecord, 'workflow' | 'base'> {
  document?: Pick<RevisionRecord['document'], 'example'>;
  /** n8n's id of the workflow whose runs give an example [of the base]. */
  of?: string | undefined;
}

/**
 * Rehearses a revision, or a workflow as it is, within a budget; with what the workflow in n8n last worked on, masked. Of
 * n8n's failures it keeps the reason; throws only when `signal` says that the process stops.
 */
export async function rehearseRevision(
  context: Pick<EngineContext, 'n8n' | 'log'>,
  { scopes, outputs }: Rehearsing,
  { workflow, base, document, of = base?.id }: Rehearsable,
  { signal: stopped, ...own }: OwnExample & { signal: AbortSignal },
): Promise<Tried> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(longestMs)]);
  const catalog = context.n8n.catalog();
  const n8n = context.n8n.inBackground({ briefly: true });
  try {
    // Told by `doctor`: who chose such a key need not read it on every card.
    if (!mayRehearse(await scopes())) return {};
    const shapes = outputs(catalog.source.n8nVersion);
    const past = of === undefined ? undefined : await readPastExample(n8n, of, workflow, { catalog, signal });
    const options = {
      catalog,
      n8n,
      outputs: shapes,
      past,
      imagined: document?.example,
      budgetMs,
      variants,
      signal,
      ...own,
    };
    const done = base ? await rehearseChange(workflow, base, options) : await rehearse(workflow, options);
    if (done.kind === 'no_trigger') return {};
    const { rehearsal, removed } = done;
    if (rehearsal.issues.some(({ code }) => code === 'rehearsal-unheard')) {
      // A matter of how n8n is set up, and no flaw of the draft.
      context.log.warn(
        'n8n does not listen for webhooks at N8N_WEBHOOK_URL or its own address, so drafts are not rehearsed',
      );
      return { removed };
    }
    const tooLarge = JSON.stringify(rehearsal).length > mostBytes;
    return { kept: tooLarge ? skipped('too_large') : { kind: 'rehearsed', rehearsal }, removed };
  } catch (error) {
    if (stopped.aborted) throw error;
    if (error instanceof N8nError) return { kept: skipped(whyNot(error)) };
    if (signal.aborted) return { kept: skipped('slow') };
    context.log.error({ err: error }, 'a draft could not be rehearsed');
    return {};
  }
}

const skipped = (reason: SkippedRehearsal): KeptRehearsal => ({ kind: 'not_rehearsed', reason });

/** Of a failure of n8n before anything ran. */
export const whyNot = ({ code }: N8nError): 'busy' | 'away' =>
  ['n8n_rate_limited', 'n8n_calls_waiting'].includes(code) ? 'busy' : 'away';
