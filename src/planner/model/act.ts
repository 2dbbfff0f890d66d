import { asksForSecret, mentionsSecret } from '#src/policy/secret-requests.ts';
import type { PlannerResult } from '../planner.ts';
import {
  describeNodes,
  findTemplatesFor,
  findValuesFor,
  findWorkflowsFor,
  readExecutions,
  readWorkflow,
  searchNodesFor,
} from './read.ts';
import { submitChanges, submitDraft } from './submit.ts';
import type { Args, ToolCall } from './tools.ts';
import { refuse, type Turn, toResult } from './turn.ts';

/** Does what a tool call asks: the result that ends the turn, or the text the model gets back. Reads at most; never writes. */
export async function act(turn: Turn, call: ToolCall): Promise<PlannerResult | string> {
  switch (call.name) {
    case 'invalid':
      return refuse(turn, call.problem);
    case 'search_nodes':
      return searchNodesFor(turn, call.args);
    case 'describe_node':
      return describeNodes(turn, call.args);
    case 'find_templates':
      return findTemplatesFor(turn, call.args);
    case 'find_workflows':
      return findWorkflowsFor(turn, call.args);
    case 'get_workflow':
      return readWorkflow(turn, call.args);
    case 'find_executions':
      return readExecutions(turn, call.args);
    case 'find_values':
      return findValuesFor(turn, call.args);
    case 'submit_draft':
      turn.input.onProgress?.('checking');
      return submitDraft(turn, call.args);
    case 'submit_changes':
      turn.input.onProgress?.('checking');
      return submitChanges(turn, call.args);
    case 'propose_action':
      return proposeAction(turn, call.args);
    case 'ask':
      return turn.ready ? toResult(turn.ready) : askPerson(turn, call.args);
    case 'answer':
      if (turn.ready) return toResult(turn.ready);
      return asksForSecret(call.args.text) ? refuse(turn, answerText) : { kind: 'answer', text: call.args.text };
    default:
      return call satisfies never;
  }
}

function proposeAction(turn: Turn, { verb, workflowId, argument }: Args<'propose_action'>): PlannerResult | string {
  if (verb === 'help' || verb === 'list') return { kind: 'command', verb, argument };
  const id = workflowId ?? undefined;
  if (id === undefined || !turn.told.has(id)) {
    return refuse(turn, `To ${verb} you have to name a workflow by an id you were told. Use find_workflows first.`);
  }
  return { kind: 'command', verb, workflowId: id, argument };
}

/** What people cannot know. Secrets belong into n8n, and no question is about them (`secret-requests.ts`). */
const ids =
  /\b(?:channel|document|sheet|spreadsheet|user|chat|team|workflow|credential|folder|file|project|board|calendar)[ -]?ids?\b/i;
const forbiddenText =
  'Do not ask for ids, passwords, keys or credentials: leave the parameter out, the card asks. Decide the rest yourself and submit.';
const answerText =
  'Nobody may be asked for a password, key or token: people enter those in n8n. Say that, or answer without it.';
const askedText =
  'You asked that already, and the conversation has what was said to it. Decide yourself, list it in assumptions, and submit.';

function askPerson(turn: Turn, { question, choices }: Args<'ask'>): PlannerResult | string {
  const said = [question, ...choices].join('\n');
  if (ids.test(said) || mentionsSecret(said)) return refuse(turn, forbiddenText);
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const asked = plain(question);
  const again = turn.input.history.some(({ role, text }) => role === 'assistant' && plain(text).startsWith(asked));
  if (again) return refuse(turn, askedText);
  const known = choices.filter((choice, at) => choices.findIndex((one) => plain(one) === plain(choice)) === at);
  // One choice is none.
  return { kind: 'question', text: question, choices: known.length > 1 ? known : [] };
}
