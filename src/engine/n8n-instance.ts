import type { Catalog } from '#src/catalog/catalog.ts';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8n } from '#src/n8n/connect.ts';
import type { WriteGuard } from '#src/n8n/http.ts';
import type { Capabilities } from '#src/n8n/instance.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { CalledWorkflows } from '#src/workflow/validate/policy.ts';
import type { Asking } from './people/actor.ts';

/**
 * The workflows that a workflow runs by their ids, and those that these run, as n8n holds them now. `asking` tells who
 * has to know them; it is asked only when there is one. With `throws` a failure of n8n is thrown, else the workflow
 * counts as not read.
 */
export type ReadCalled = (
  asking: () => Promise<Asking>,
  workflow: N8nWorkflow,
  options?: { throws?: boolean },
) => Promise<CalledWorkflows>;

/** What is known of one n8n, whoever calls it. */
export interface N8nKnown {
  /** Its address for us; rows of its workflows carry it. */
  url: string;
  /** Where people open its workflows. */
  editorUrl: string;
  /** Its node types as known now. */
  catalog: () => Catalog;
  /** What its version can do; read anew when it may have changed. Throws N8nError. */
  capabilities: () => Promise<Capabilities>;
  /** What only it knows, at most a minute old unless told so; empty where it cannot be read. Never throws. */
  facts: (options?: { maxAgeMs: number }) => Promise<InstanceFacts>;
  /** Its workflows which another one runs, as they are there now. */
  readCalled: ReadCalled;
  /** Its id of the workflow that reports failed executions to us; none where that is off or cannot be had now. Never throws. */
  errorHub: () => Promise<string | undefined>;
}

/** One n8n: how it is called and what is known of it. */
export interface N8nInstance extends N8n, N8nKnown {
  /**
   * The same one for what nobody waits for: everybody else's calls go first. `briefly`: it is given up soon where others
   * wait already.
   */
  inBackground(how?: { briefly: boolean }): N8nInstance;
  guarded(guard: WriteGuard): N8nInstance;
}

/** The same n8n for what nobody waits for, and for what is given up soon where others wait. */
export interface Unhurried {
  background: N8n;
  brief: N8n;
}

export function toInstance(n8n: N8n, unhurried: Unhurried, known: N8nKnown): N8nInstance {
  return {
    ...n8n,
    ...known,
    inBackground: ({ briefly } = { briefly: false }) =>
      toInstance(briefly ? unhurried.brief : unhurried.background, unhurried, known),
    guarded: (guard) => toInstance(n8n.guarded(guard), unhurried, known),
  };
}

type Row = Pick<WorkflowRecord, 'instanceUrl'>;

/** Whether a workflow kept here is in this n8n. On another its id means nothing, or something else. */
export const isIn = ({ url }: Pick<N8nKnown, 'url'>, { instanceUrl }: Row): boolean => instanceUrl === url;

/**
 * The n8n a workflow kept here is in; for now one is configured. Throws N8nError `n8n_elsewhere` for a workflow of one
 * that is not, before anything is sent.
 */
export function n8nOf<N extends Pick<N8nKnown, 'url'>>({ n8n }: { n8n: N }, workflow: Row): N {
  if (!isIn(n8n, workflow)) throw elsewhere();
  return n8n;
}

/** To be tried again: while `flowsmith instance move` is rolled out, processes work with either n8n. */
export const elsewhere = (): N8nError =>
  new N8nError('workflow of an n8n that is not configured', {
    code: 'n8n_elsewhere',
    retryable: true,
    userMessage:
      'This workflow is in another n8n than the one Flowsmith works with now, so nothing was changed. Your Flowsmith operator can move it: flowsmith instance move.',
  });
