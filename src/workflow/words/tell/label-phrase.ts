import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { conditionPhrase } from '../condition-phrase.ts';
import type { BranchLabel } from '../outline/branches.ts';
import type { OutlineBack, OutlineItem, OutlineStep } from '../outline/outline.ts';
import { conditionOf } from '../phrases.ts';
import { harmless, shorten } from '../text.ts';

const longestName = 60;

const named = (name: string): string => shorten(harmless(name), longestName);

/** A node by its name, as the picture has it. */
const nameText = (name: string, words: WorkflowWords): string => words.diff.quoted(named(name));

/** When the steps of a branch are done, small and without a colon: `if amount is more than 100`. */
export function labelPhrase(label: BranchLabel, words: WorkflowWords): string {
  const { tell } = words;
  switch (label.kind) {
    case 'if':
    case 'unless':
      return tell[label.kind](conditionOf(label.conditions, label.name, words));
    case 'otherwise':
    case 'error':
    case 'works':
      return tell[label.kind];
    case 'no-case':
      return tell.noCase;
    case 'case': {
      const condition = label.conditions === undefined ? undefined : conditionPhrase(label.conditions, words);
      return condition === undefined ? tell.caseNamed(named(label.name)) : tell.if(condition);
    }
    case 'loop':
      return (label.again ? tell.each : tell.first)(/^\d+$/.test(label.size) ? label.size : '1');
    case 'output':
      return tell.output(named(label.name));
    default:
      return label satisfies never;
  }
}

/** What stands before a step that several ways lead to: `in any case: `, `after “A” or “B”: `. */
export function afterPhrase({ after }: OutlineStep, words: WorkflowWords): string {
  if (!after) return '';
  if (after.always) return `${words.tell.always}${words.tell.colon} `;
  const names = after.from.map(({ name, label }) => {
    const quoted = nameText(name, words);
    return label ? words.tell.at(quoted, labelPhrase(label, words)) : quoted;
  });
  return `${words.tell.after(names.join(words.conditions.or))}${words.tell.colon} `;
}

export const backPhrase = ({ to, next }: OutlineBack, words: WorkflowWords): string =>
  next ? words.tell.next : words.tell.back(nameText(to, words));

/** A step that only decides: its branches say what it asks. */
export const isDecision = ({ step, branches }: OutlineStep): boolean =>
  ['if', 'filter', 'switch'].includes(step.short) && branches.length > 0;

/** A loop is told by what it does for each item. */
export const isLoop = ({ step, branches }: OutlineStep): boolean =>
  step.short === 'splitInBatches' && branches.some(({ label }) => label.kind === 'loop');

/** The branch of a condition that has no other side, where nothing comes behind it: the rest of the way. */
export function gateOf(item: OutlineStep, isLast: boolean): OutlineItem[] | undefined {
  const [only, ...others] = item.branches;
  if (!isLast || !only || others.length > 0 || !['if', 'filter'].includes(item.step.short)) return undefined;
  return only.label.kind === 'if' || only.label.kind === 'unless' ? only.items : undefined;
}

/** The words of such a condition. */
export function gatePhrase(item: OutlineStep, phrase: string, words: WorkflowWords): string {
  const label = item.branches[0]?.label;
  if (label?.kind !== 'unless') return phrase;
  return words.tell.onlyUnless(conditionOf(label.conditions, label.name, words));
}
