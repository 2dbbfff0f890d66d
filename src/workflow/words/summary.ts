import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft, DraftNode } from '../draft.ts';
import { repairParameters } from '../shapes/repair.ts';
import { innerOf } from '../validate/policy/inner.ts';
import { mendWiring } from '../wiring/mend-wiring.ts';
import { triggerPhrase } from './phrases.ts';
import { nodesInside, stepInWords } from './step-in-words.ts';
import { capitalize, lowerFirst } from './text.ts';

/** A draft in plain words: no ids, no jargon. */
export interface Summary {
  /** When it starts and what it does, in one sentence. */
  sentence: string;
  /** When it starts. */
  trigger: string;
  /** What it does, in the order of the data. */
  steps: string[];
  /** Display names of the services it touches. */
  apps: string[];
  /** What will happen once it is published. */
  publishEffect: string;
}

/** Nodes that belong to n8n itself: they are steps, not apps. */
const ownNodes = new Set(
  [
    'manualTrigger',
    'scheduleTrigger',
    'webhook',
    'formTrigger',
    'errorTrigger',
    'executeWorkflowTrigger',
    'httpRequest',
    'if',
    'switch',
    'filter',
    'merge',
    'splitInBatches',
    'splitOut',
    'aggregate',
    'set',
    'code',
    'wait',
    'respondToWebhook',
    'dateTime',
    'noOp',
    'stopAndError',
    'executeWorkflow',
    'form',
    'sort',
    'limit',
    'removeDuplicates',
    'summarize',
  ].map((name) => `n8n-nodes-base.${name}`),
);

export interface SummaryOptions {
  catalog: Catalog;
  language?: Language;
  /** What a workflow of n8n is called, by its id, where whoever reads this may know. */
  nameOf?: (id: string) => string | undefined;
}

/** What a draft does, for the card and the message that goes with it; in English where no person is to read it. */
export function summarize(
  given: Draft,
  { catalog, language = 'en', nameOf = () => undefined }: SummaryOptions,
): Summary {
  const { workflow: words } = wordsIn(language);
  const typeOf = ({ type, typeVersion }: DraftNode) => catalog.get(type, typeVersion);
  const wired = mendWiring(given, catalog);
  const nodes = wired.nodes.map((node) => ({
    ...node,
    parameters: repairParameters(node, typeOf(node), () => ''),
  }));
  const draft = { ...wired, nodes };
  const triggers = draft.nodes.filter((node) => !node.disabled && typeOf(node)?.kind === 'trigger');
  const order = inOrder(draft, triggers);
  const steps = order.filter((node) => !node.disabled && (isStep(node, catalog) || innerOf(node).length > 0));
  const timezone = draft.timezone;
  const trigger =
    triggers.map((node) => triggerPhrase(node, typeOf(node), timezone, words)).join(words.summary.or) ||
    words.summary.noTrigger;
  const phrases = steps.map((node) => stepInWords(node, { catalog, words, own: given.name, nameOf }));
  const doing = words.summary.list(
    phrases.length > 5 ? [...phrases.slice(0, 4), words.summary.moreSteps(phrases.length - 4)] : phrases,
  );
  return {
    sentence: words.summary.sentence(trigger, doing),
    trigger,
    steps: phrases.map(capitalize),
    apps: [
      ...new Set(
        [...draft.nodes, ...nodesInside(draft.nodes)]
          .filter((node) => isApp(node, typeOf(node)))
          .map((node) => appName(node, typeOf(node), words)),
      ),
    ],
    publishEffect: publishEffect(triggers, catalog, trigger, words.summary),
  };
}

function publishEffect(
  triggers: readonly DraftNode[],
  catalog: Catalog,
  trigger: string,
  words: WorkflowWords['summary'],
): string {
  if (triggers.length === 0) return words.cannotRun;
  const live = triggers.filter((node) => catalog.get(node.type, node.typeVersion)?.startsByItself);
  if (live.length > 0) return words.runsByItself(lowerFirst(trigger));
  if (triggers.some((node) => node.type.endsWith('.errorTrigger'))) return words.runsOnErrors;
  if (triggers.some((node) => node.type.endsWith('.executeWorkflowTrigger'))) return words.canBeCalled;
  return words.byHandOnly;
}

/** Breadth first from the triggers along the data; what is not reached comes last. */
function inOrder(draft: Draft, triggers: readonly DraftNode[]): DraftNode[] {
  const byName = new Map(draft.nodes.map((node) => [node.name, node]));
  const seen = new Set<string>(triggers.map((node) => node.name));
  const queue = [...seen];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { from, to, kind } of draft.connections) {
      if (from !== next || kind !== 'main' || seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  for (const node of draft.nodes) seen.add(node.name);
  return [...seen].flatMap((name) => byName.get(name) ?? []);
}

const isStep = (node: DraftNode, catalog: Catalog): boolean =>
  !['trigger', 'subnode'].includes(catalog.get(node.type)?.kind ?? 'action');

const isApp = (node: DraftNode, nodeType: NodeType | undefined): boolean =>
  !ownNodes.has(node.type) && !node.disabled && (nodeType?.kind !== 'subnode' || nodeType.credentials.length > 0);

const appName = (node: DraftNode, nodeType: NodeType | undefined, words: WorkflowWords): string =>
  (nodeType?.displayName ?? node.type.split('.').at(-1) ?? node.name)
    .replace(/ (?:Chat Model|(?:Feed )?Trigger|Read)$/, '')
    .replace(/^(?:Send Email|Email Trigger \(IMAP\))$/, words.summary.email);
