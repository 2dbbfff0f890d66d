import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { TestOutcome } from '#src/model/rehearsal.ts';
import { asRehearsal, rehearsalName } from '#src/n8n/rehearsals.ts';
import type { ExecutionRun } from '#src/n8n/run-data.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { type Ran, type RehearsalN8n, readRun, remove, runSample } from './run.ts';
import { shorten } from './shorten.ts';
import { startNode, type TwinNode } from './stand-in.ts';
import { executionSeconds } from './twin.ts';

/** Longer than n8n lets it run. */
const callMs = (executionSeconds + 5) * 1_000;
const longestMessage = 300;

/**
 * Lets n8n do one step for real, once: a workflow of a Webhook nobody knows and that step. It is called without the word
 * that lets the step through until n8n listens, and then once with it; whatever becomes of that call, none follows. Only
 * what n8n recorded is told. Throws, N8nError or what aborted it, where the step was certainly not done. `removed`: when
 * nothing of it is left in n8n.
 */
export async function sendTest(
  n8n: RehearsalN8n,
  node: TwinNode,
  { signal, createId = () => crypto.randomUUID() }: { signal: AbortSignal; createId?: () => string },
): Promise<{ outcome: TestOutcome; removed: Promise<void> }> {
  const word = createId();
  const document = toTestDocument(node, word, createId);
  const { id } = await n8n.client.create(asRehearsal(document, Date.now()));
  const seen: string[] = [];
  try {
    const workflow = { ...(await n8n.client.publish(id)), id, active: true };
    const knock = await runSample(n8n, workflow, {}, { signal, seen });
    if (!('run' in knock)) throw unheard();
    seen.push(knock.run.id);
    signal.throwIfAborted();
    const outcome = await once(n8n, workflow, { word, node: node.name, seen });
    return { outcome, removed: remove(n8n, id, seen) };
  } catch (error) {
    await remove(n8n, id, seen);
    throw error;
  }
}

function toTestDocument(node: TwinNode, word: string, createId: () => string): N8nWorkflow {
  const making = { createId, free: (name: string) => name };
  const [start, gate] = ['Test', 'Let through'].map((name) => (name === node.name ? `${name} 2` : name)) as [
    string,
    string,
  ];
  const condition = {
    id: createId(),
    leftValue: '={{ $json.body.steps.send }}',
    rightValue: word,
    operator: { type: 'string', operation: 'equals' },
  };
  const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
  const filter: TwinNode = {
    ...{ id: createId(), name: gate, type: 'n8n-nodes-base.filter', typeVersion: 2.2, position: [208, 0] },
    parameters: { conditions: { options, combinator: 'and', conditions: [condition] }, options: {} },
  };
  const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
  return {
    name: `${rehearsalName} ${createId()}`,
    nodes: [
      startNode(making, { name: start, position: [0, 0] }, `flowsmith-rehearsal-${createId()}`),
      filter,
      { ...node, id: createId(), position: [416, 0] },
    ],
    connections: { [start]: to(gate), [gate]: to(node.name) },
    settings: {
      ...{ executionOrder: 'v1', executionTimeout: executionSeconds, saveExecutionProgress: false },
      ...{ saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
    },
  };
}

/** From here on it may have been sent. */
async function once(
  n8n: RehearsalN8n,
  workflow: StoredWorkflow,
  { word, node, seen }: { word: string; node: string; seen: string[] },
): Promise<TestOutcome> {
  try {
    await n8n.runOnce(workflow, { body: { steps: { send: word } }, timeoutMs: callMs });
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    // It never left this process, or n8n was not there.
    if (!error.ambiguous) throw error;
  }
  let ran: Ran;
  try {
    ran = await readRun(n8n, workflow.id, seen, undefined);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    return { kind: 'unknown' };
  }
  if (!('run' in ran)) return { kind: 'unknown' };
  seen.push(ran.run.id);
  return outcomeOf(ran.run, node);
}

/** Nobody was reached. */
const nobodyThere = /ECONNREFUSED|connection refused|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/i;
/** Behind these the service may have taken it all the same: no answer came, or one that it failed itself. */
const halfWay =
  /time[sd]?[ -]?out|ETIMEDOUT|ECONN|EPIPE|ESOCKET|socket|connection|hang up|abort|cancel|network|gateway|unavailable|server error|not able to process/i;

function outcomeOf({ runs, status, error }: ExecutionRun, node: string): TestOutcome {
  const [ran] = runs.get(node) ?? [];
  const message = ran?.error ?? error?.message;
  if (message === undefined) return ran && status === 'success' ? { kind: 'sent' } : { kind: 'unknown' };
  if ((halfWay.test(message) && !nobodyThere.test(message)) || status === 'canceled') return { kind: 'unknown' };
  return { kind: 'refused', message: shorten(redactSecrets(message).text, longestMessage) };
}

const unheard = (): N8nError =>
  new N8nError('n8n does not listen to the workflow of a test', {
    code: 'n8n_unheard',
    userMessage: 'n8n does not answer at the address of its webhooks, so nothing was sent.',
  });
