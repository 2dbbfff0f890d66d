import type { NodeProperty } from '#src/catalog/catalog.ts';
import { type Clause, toClause } from '../clauses.ts';
import type { Missing } from '../pieces.ts';
import { messageKind, messageText, type StepContext } from '../step-text.ts';
import { capitalize, quotationsOf, toLiteral } from '../words.ts';
import type { Act } from './acts.ts';
import { saidFor } from './said.ts';

export interface Filled {
  parameters: Record<string, unknown>;
  assumptions: string[];
  missing: Missing[];
  /** What is to be asked in words of our own. */
  asked: Missing[];
  /** The words of the clause that are in the parameters. */
  said: string[];
}

/** n8n's names for what a message says, and for what a new thing is called; the first there is takes the words. */
const bodies = 'text message textBody messageBody content body html textContent value commentText comment'.split(' ');
export const titles = [
  'title',
  'summary',
  'name',
  'subject',
  'taskName',
  'heading',
  ...bodies,
  'description',
  'displayName',
];

/** Titles and texts: those said by their name, then quoted words in order, then the data at hand. */
export function writeTexts(
  filled: Filled,
  texts: readonly NodeProperty[],
  act: Act,
  clause: Clause,
  context: StepContext,
): void {
  const { parameters, said } = filled;
  const sends = act.verb === 'send' || act.verb === 'reply';
  const order = sends ? bodies : titles;
  const rank = (name: string) => (order.indexOf(name) + 99) % 99;
  const sorted = [...texts].sort((a, b) => rank(a.name) - rank(b.name));
  const [main] = sorted;
  for (const property of sorted) {
    const named = saidFor(property.displayName, clause) ?? spoken(property, clause);
    if (!named || said.includes(named.said)) continue;
    parameters[property.name] = toLiteral(named.value);
    said.push(named.said);
  }
  if (main && parameters[main.name] === undefined) {
    if (sends) writeMessage(filled, main, clause, context);
    else writeTitle(filled, main, clause, context);
  }
  const rest = sorted.filter(({ name }) => parameters[name] === undefined && bodies.includes(name) && name !== 'html');
  const [behind] = quotationsOf(clause.text).filter(
    ({ start, end }) => !said.some((one) => one.includes(clause.text.slice(start, end))),
  );
  if (behind && rest[0]) {
    parameters[rest[0].name] = toLiteral(behind.text);
    said.push(clause.text.slice(behind.start, behind.end));
  }
  const subject = texts.find(({ name }) => name === 'subject');
  if (sends && subject && parameters['subject'] === undefined)
    writeSubject(filled, String(parameters[main?.name ?? ''] ?? ''), clause, context);
}

/** `subject "x"`, `text "y"`, `with the subject as title`. */
function spoken({ name }: NodeProperty, clause: Clause): { value: string; said: string } | undefined {
  const word = bodies.includes(name)
    ? 'text|message|body|content|description|saying|says'
    : name === 'subject'
      ? 'subject(?: line)?'
      : 'title|called|named|titled|summary|name|about';
  const lead = new RegExp(`(?:^|[ ,(])(?:${word}):?(?: is| of)? (?=\\uE002)`).exec(clause.mask);
  if (lead) {
    const quoted = quotationsOf(clause.text).find(({ start }) => start === lead.index + lead[0].length);
    if (quoted) return { value: quoted.text, said: clause.text.slice(lead.index, quoted.end) };
  }
  if (name !== 'subject') return undefined;
  const plain =
    /\bsubject(?: line)?:? (?:is |of )?([^,;"“]{1,150}?)(?= and (?:text|body|message)\b| saying\b| with\b|,|;|$)/i.exec(
      clause.text,
    );
  return plain?.[1] ? { value: plain[1], said: plain[0] } : undefined;
}

function writeMessage(filled: Filled, main: NodeProperty, clause: Clause, context: StepContext): void {
  const free = toClause(
    without(
      clause.text,
      filled.said.filter((one) => one.length > 3),
    ),
    clause.joint,
  );
  const message = messageText(free, context, main.name);
  if (message.text !== '') filled.parameters[main.name] = message.text;
  filled.assumptions.push(...message.assumptions);
  filled.missing.push(...message.missing);
  filled.said.push(...message.used);
}

/** What a new thing is called: quoted words, words behind "about", or a field of the data that is called like it. */
function writeTitle(filled: Filled, main: NodeProperty, clause: Clause, context: StepContext): void {
  const quoted = quotationsOf(clause.text).find(
    ({ start, end }) => !filled.said.some((one) => one.includes(clause.text.slice(start, end))),
  );
  if (quoted) {
    filled.parameters[main.name] = toLiteral(quoted.text);
    filled.said.push(clause.text.slice(quoted.start, quoted.end));
    return;
  }
  const told =
    /\b(?:about|titled|to) ((?:the |a |an )?[\p{L}\p{N}][^,;"“#@]{2,120}?)(?= (?:in|to|on|for|with|at|every) |[,;]|$)/iu.exec(
      without(clause.text, filled.said),
    )?.[1];
  if (told && /\babout\b|\btitled\b/.test(clause.mask)) {
    filled.parameters[main.name] = capitalize(toLiteral(context.original?.(told) ?? told));
    filled.said.push(told, 'about', 'titled');
    return;
  }
  const { source } = context;
  const field =
    source && ['title', 'subject', 'name', 'summary', 'message', 'text'].find((word) => source.fields.has(word));
  if (!source || !field) return;
  const at = source.node === context.previous ? '$json' : `$('${source.node}').item.json`;
  filled.parameters[main.name] = `={{ ${at}${source.fields.get(field)} }}`;
  filled.assumptions.push(`The ${main.displayName.toLowerCase()} is the ${field} of the ${source.what}.`);
}

function writeSubject(
  { parameters, assumptions }: Filled,
  text: string,
  clause: Clause,
  { source, original }: StepContext,
): void {
  const first = text.split('\n')[0] ?? '';
  const kind = text === '' ? messageKind(clause) : undefined;
  const subject =
    text !== '' && !text.startsWith('=')
      ? capitalize(first).slice(0, 80)
      : source
        ? capitalize(`New ${source.what}`)
        : kind
          ? capitalize(original?.(kind) ?? kind)
          : 'Notification';
  parameters['subject'] = subject;
  assumptions.push(`The subject is “${subject}”.`);
}

/** What was read is taken out; a word of it that stands in a quotation as well stays there. */
const without = (text: string, said: readonly string[]): string =>
  said.reduce((rest, words) => {
    const at = words === '' ? -1 : outside(rest, words);
    return at < 0 ? rest : `${rest.slice(0, at)} ${rest.slice(at + words.length)}`;
  }, text);

function outside(text: string, words: string): number {
  const quoted = quotationsOf(text);
  let at = text.indexOf(words);
  while (at >= 0 && quoted.some(({ start, end }) => at > start && at < end)) at = text.indexOf(words, at + 1);
  return at;
}
