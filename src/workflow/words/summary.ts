import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { isOutward } from '#src/catalog/effects/act.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { mendWiring } from '../wiring/mend-wiring.ts';
import { type Outline, type OutlineItem, type OutlineStep, outlineOf } from './outline/outline.ts';
import type { SeenStep } from './seen-step.ts';
import { nodesInside } from './step-in-words.ts';
import { foldLines, type Telling, type TellingLine, toLines } from './tell/lines.ts';
import { toSentence } from './tell/sentence.ts';
import { lowerFirst } from './text.ts';
import { triggerPhrase } from './trigger-phrase.ts';

/** A draft in plain words: no ids, no jargon. */
export interface Summary {
  /** When it starts and what it does, in a sentence, or several where it decides. */
  sentence: string;
  /** When it starts. */
  trigger: string;
  /** The same for a card: a time zone by its city. */
  start: string;
  /** What it does, in the order of the data, what stands in a branch or loop indented by two blanks. */
  steps: string[];
  /** The same for a card: of many steps those that leave no mark outside are counted. */
  lines: TellingLine[];
  /** The same without what is said. */
  brief: TellingLine[];
  /** Display names of the services it touches. */
  apps: string[];
  /** What will happen once it is published. */
  publishEffect: string;
  /** It decides between ways, or three of its steps leave a mark outside: a picture shows what lines do not. */
  pictured: boolean;
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
  const outline = outlineOf(given, catalog);
  const { timezone } = given;
  const telling: Telling = { catalog, words, own: given.name, nameOf, room: cardRoom, timezone };
  const triggers = outline.starts.map(({ step }) => step);
  const startIn = (zone: string | undefined): string =>
    triggers.map((step) => triggerPhrase(step, zone, words)).join(words.summary.or) || words.summary.noTrigger;
  const trigger = startIn(timezone);
  const lines = toLines(outline, telling);
  return {
    sentence: toSentence(outline, trigger, telling),
    trigger,
    start: startIn(timezone && cityOf(timezone)),
    lines: foldLines(lines, mostLines, telling),
    steps: lines.map(({ text, depth }) => `${'  '.repeat(depth)}${text}`),
    brief: toLines(outline, { ...telling, room: 0 }),
    apps: appsOf(given, catalog, words),
    publishEffect: publishEffect(triggers, trigger, words.summary),
    pictured: isPictured(outline),
  };
}

/** Letters of a message that a card shows, and lines of steps. */
const cardRoom = 240;
const mostLines = 12;

/** "Berlin" of "Europe/Berlin", "Buenos Aires" of "America/Argentina/Buenos_Aires"; what names no city stays whole. */
export const cityOf = (zone: string): string =>
  /^(?:Etc\/|SystemV\/|US\/)|[\d+]/.test(zone) ? zone : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

const manyOutward = 3;

function isPictured({ starts, sections }: Outline): boolean {
  const steps = sections.flatMap(({ items }) => items.flatMap(stepsIn));
  const outward = steps.filter(({ effects }) => isOutward(effects)).length;
  return outward >= manyOutward || [...starts, ...steps].some(({ branches }) => branches.length > 1);
}

/** A step and every step in its branches. */
function stepsIn(item: OutlineItem): OutlineStep[] {
  if (item.kind === 'back') return [];
  return [item, ...item.branches.flatMap(({ items }) => items.flatMap(stepsIn))];
}

function appsOf(given: Draft, catalog: Catalog, words: WorkflowWords): string[] {
  const typeOf = ({ type, typeVersion }: DraftNode) => catalog.get(type, typeVersion);
  const { nodes } = mendWiring(given, catalog);
  const apps = [...nodes, ...nodesInside(nodes)]
    .filter((node) => isApp(node, typeOf(node)))
    .map((node) => appName(node, typeOf(node), words));
  return [...new Set(apps)];
}

function publishEffect(triggers: readonly SeenStep[], trigger: string, words: WorkflowWords['summary']): string {
  if (triggers.length === 0) return words.cannotRun;
  if (triggers.some(({ nodeType }) => nodeType?.startsByItself)) return words.runsByItself(lowerFirst(trigger));
  if (triggers.some(({ type }) => type.endsWith('.errorTrigger'))) return words.runsOnErrors;
  if (triggers.some(({ type }) => type.endsWith('.executeWorkflowTrigger'))) return words.canBeCalled;
  return words.byHandOnly;
}

const isApp = (node: DraftNode, nodeType: NodeType | undefined): boolean =>
  !ownNodes.has(node.type) && !node.disabled && (nodeType?.kind !== 'subnode' || nodeType.credentials.length > 0);

const appName = (node: DraftNode, nodeType: NodeType | undefined, words: WorkflowWords): string =>
  (nodeType?.displayName ?? node.type.split('.').at(-1) ?? node.name)
    .replace(/ (?:Chat Model|(?:Feed )?Trigger|Read)$/, '')
    .replace(/^(?:Send Email|Email Trigger \(IMAP\))$/, words.summary.email);
