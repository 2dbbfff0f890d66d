import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import type { Content, Target } from './message.ts';
import type { SaidPart } from './said.ts';
import { harmless, shorten } from './text.ts';

/** What a step says as a person reads it, e.g. `New deal: ‹title› for ‹amount›`; on one line, and without secrets. */
export function saidText(parts: readonly SaidPart[], words: WorkflowWords): string {
  const known = said.get(parts);
  if (known?.words === words) return known.text;
  const text = textOf(parts, words);
  said.set(parts, { words, text });
  return text;
}

/** A telling says the same several times: in the sentence, in the lines, in the alternative text. */
const said = new WeakMap<readonly SaidPart[], { words: WorkflowWords; text: string }>();

function textOf(parts: readonly SaidPart[], words: WorkflowWords): string {
  const lines = parts
    .map((part) => partText(part, words))
    .join('')
    .split(/\r?\n|\r/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return redactSecrets(lines.join(' / ')).text.replaceAll(secretMark, words.diff.secret);
}

function partText(part: SaidPart, words: WorkflowWords): string {
  if (typeof part === 'string') return harmless(part);
  const { said } = words;
  switch (part.kind) {
    case 'field':
      return said.field(harmless(part.name));
    case 'count':
      return said.field(said.count(harmless(part.name)));
    case 'model':
      return said.field(said.model(harmless(part.name)));
    case 'list':
      return said.field(said.list(harmless(part.name)));
    case 'everything':
    case 'now':
    case 'today':
      return said.field(said[part.kind]);
    case 'secret':
      return words.diff.secret;
    case 'computed':
      return said.field(said.computed(harmless(part.from.join(', '))));
    case 'either':
      return [...new Set(part.options.map((option) => option.map((one) => partText(one, words)).join('')))].join(
        said.or,
      );
    default:
      return part satisfies never;
  }
}

/** A field as it stands in a condition; undefined for what is no single field. */
export function fieldText(parts: readonly SaidPart[], words: WorkflowWords['said']): string | undefined {
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0 || typeof part === 'string') return undefined;
  if (part.kind === 'field') return part.name;
  if (part.kind === 'count') return words.count(part.name);
  return part.kind === 'now' || part.kind === 'today' ? words[part.kind] : undefined;
}

const longestTarget = 80;

/** The recipient, channel or table by its name, and by its id where it has both. */
export function targetText(target: Target | undefined, words: WorkflowWords, room = longestTarget): string {
  if (!target) return '';
  const text = shorten(saidText(target.parts, words), room);
  if (target.called === undefined) return text;
  const called = shorten(saidText([target.called], words), longestTarget);
  // The number of a sheet says nothing to anybody.
  return /^(?:gid=)?\d+$/.test(text) && /^\D/.test(called) ? called : `${called}, ${text}`;
}

const longestSubject = 100;

/** The names of what is set, as far as there is room. */
export const namesText = (content: readonly Content[], room: number, words: WorkflowWords): string =>
  room <= 0 ? '' : shorten(content.map(({ parts }) => saidText(parts, words)).join(', '), room);

/** What will be said, in quotes; long texts are cut behind their beginning. Empty where there is nothing, or no room. */
export function contentText(content: readonly Content[], room: number, words: WorkflowWords): string {
  if (room <= 0) return '';
  return content
    .map(({ kind, parts }) => {
      const text = saidText(parts, words);
      if (text === '') return '';
      return words.diff.quoted(shorten(text, kind === 'subject' ? Math.min(room, longestSubject) : room));
    })
    .filter((text) => text !== '')
    .join(' – ');
}
