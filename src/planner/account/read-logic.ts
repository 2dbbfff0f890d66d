import type { Lexicon } from './lexicon/lexicon.ts';
import type { Compare, Phrase } from './phrase.ts';
import { clauseEnd, findAll, mask, type Reading, taken, trimSpan, whole } from './text.ts';

const joints = (lexicons: readonly Lexicon[]): string =>
  lexicons.map(({ next, otherwise }) => `${next}|${otherwise}`).join('|');
const any = (sources: readonly string[]): string => sources.map((source) => `(?:${source})`).join('|');
const amount = "[€$£]? ?-?\\d[\\d.,' ]*";
/** Behind a comma or "and": an act, not more of the condition. */
const actAhead = (lexicons: readonly Lexicon[]): string => lexicons.map(({ verbs }) => verbs).join('|');

/** "otherwise" and "then": how the steps hang together. */
export function readJoints(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  for (const { otherwise, next } of lexicons)
    for (const [kind, source] of [
      ['otherwise', otherwise],
      ['order', next],
    ] as const)
      for (const match of findAll(reading, whole(source))) {
        const [start, end] = [match.index, match.index + match[0].length];
        // "if …, then …" only frames the condition.
        const framed =
          kind === 'order' &&
          /(?:^|[\s,.])(?:if|when|wenn|falls|sobald|si|quand|cuando)(?!\p{L})[^.;\n]*$/u.test(
            reading.text.slice(0, start),
          ) &&
          !/^and |^und |^et |^y /.test(match[0]) &&
          /[,\s]\s*$/.test(reading.text.slice(0, start)) &&
          !/[.;]\s*$/.test(reading.text.slice(0, start));
        if (framed || found.some((other) => other.start < end && start < other.end)) continue;
        found.push({ kind, start, end, text: reading.original.slice(start, end) });
        mask(reading, start, end);
      }
  return found;
}

/** Exceptions with the words they are about; days among them belong to them alone. Read before times. */
export function exceptionSpans(reading: Reading, lexicons: readonly Lexicon[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { exception } of lexicons)
    for (const match of findAll(reading, whole(`(?:${exception})(?= )`))) {
      const end = endOfException(reading.text, match.index + match[0].length, lexicons);
      const said = trimSpan(reading.original, match.index, end);
      if (said.end <= match.index + match[0].length) continue;
      if (!spans.some((other) => other.start < said.end && said.start < other.end))
        spans.push({ start: said.start, end: said.end });
    }
  return spans;
}

/** Where an act begins without a comma before it. */
const actBegins =
  /\s(?:post|send|check|fetch|get|call|e-?mail|tell|notify|inform|alert|ping|message|remind|add|write|create|poste|sende|schicke?|schreibe?|prüfe|rufe|hole|erinnere|melde|lege|envoie|envoyer|publie|publier|ajoute|appelle|rappelle|préviens|crée|envía|publica|añade|manda|avisa|crea|recuerda|at \d|um \d|à \d|a las \d)(?!\p{L})/u;

function endOfException(text: string, from: number, lexicons: readonly Lexicon[]): number {
  const end = clauseEnd(text, from, joints(lexicons));
  const act = actBegins.exec(text.slice(from));
  return act ? Math.min(end, from + act.index) : end;
}

/** "if …", "only when …", "unless …"; "when" only where something is compared behind it. */
export function readConditions(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  const { text, original } = reading;
  const comparing = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${any(lexicons.flatMap(({ comparisons }) => comparisons.map(([words]) => words)))})(?![\\p{L}])|[<>=≥≤]|\\b(?:is|ist|est|es)\\b|${taken}`,
    'u',
  );
  const again = new RegExp(`^\\s*(?:${any(lexicons.map(({ back }) => back))})(?![\\p{L}])`, 'u');
  const add = (start: number, marker: number, negated: boolean, compared: boolean) => {
    const end = conditionEnd(text, start + marker, lexicons);
    const said = trimSpan(original, start, end);
    if (compared && !comparing.test(text.slice(start + marker, end))) return;
    if (found.some((other) => other.start < said.end && said.start < other.end)) return;
    if (again.test(text.slice(start + marker)) && found.some((other) => other.start < start)) return;
    const starts = /(?:^|[.;\n!?])\s*(?:please |bitte |and |und )?$/u.test(text.slice(0, start));
    found.push({ kind: 'condition', negated, starts, ...said });
  };
  for (const { unless } of lexicons)
    for (const match of [...text.matchAll(whole(unless))]) add(match.index, match[0].length, true, false);
  for (const { condition } of lexicons)
    for (const match of [...text.matchAll(whole(condition))]) add(match.index, match[0].length, false, false);
  return found;
}

function conditionEnd(text: string, from: number, lexicons: readonly Lexicon[]): number {
  const end = clauseEnd(text, from, joints(lexicons));
  const act = new RegExp(`\\s(?:and|und|et|y) (?=(?:${actAhead(lexicons)})(?!\\p{L}))`, 'u').exec(text.slice(from));
  const bare = actBegins.exec(text.slice(from + 8));
  return Math.min(end, act ? from + act.index : end, bare ? from + 8 + bare.index : end);
}

/** Numbers with what they are compared by, and counts of things. */
export function readNumbers(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  const add = (phrase: Phrase) => {
    found.push(phrase);
    mask(reading, phrase.start, phrase.end);
  };
  for (const { counted, numbers } of lexicons)
    for (const source of counted) {
      const words = Object.keys(numbers).filter((word) => word.length > 2 && (numbers[word] ?? 0) > 1);
      for (const match of findAll(reading, whole(source.replace('(N)', `(\\d{1,5}|${any(words)})`)))) {
        const word = match[1] ?? '';
        const value = /^\d/.test(word) ? Number(word) : (numbers[word] ?? 1);
        const [start, end] = [match.index, match.index + match[0].length];
        add({ kind: 'count', value, start, end, text: reading.original.slice(start, end) });
      }
    }
  const comparisons = lexicons.flatMap((each) => each.comparisons);
  for (const [words, compare] of comparisons) {
    const source = `(?:${words})(?: than| or equal to)? (${amount})(?:k(?!\\p{L}))?`;
    for (const match of findAll(reading, new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'gu')))
      addNumber(reading, match.index, match[0], match[1] ?? '', add, compare);
    if (/[<>]/.test(words))
      for (const match of findAll(
        reading,
        new RegExp(
          `(?:${words
            .split('|')
            .filter((one) => /[<>≥≤]/.test(one))
            .join('|')}) ?(${amount})`,
          'gu',
        ),
      ))
        addNumber(reading, match.index, match[0], match[1] ?? '', add, compare);
  }
  for (const match of findAll(
    reading,
    /(?<![\p{L}\p{N}_#./:@+-])(?:[€$£] ?)?-?\d[\d.,']*(?:k(?!\p{L}))?(?![\p{L}\p{N}_/:-])/gu,
  ))
    addNumber(reading, match.index, match[0], match[0], add);
  return found;
}

const trying =
  /(?:again|retry|retries|(?<!\p{L})try|tries|attempt|erneut|wiederhol|noch ?mal|versuch|réessa|essa[iy]|reintent|intent)[^.;\n]{0,30}$/iu;
/** "Try again 3 times", "3 retries". */
const isTries = (before: string, after: string): boolean =>
  /^ ?(?:more |further |weitere |autres )?(?:retries|tries|attempts|versuche|tentatives|essais|(?:re)?intentos)(?!\p{L})/iu.test(
    after,
  ) ||
  (trying.test(before) && /^ ?(?:more |weitere )?(?:times|mal|x|fois|veces)(?!\p{L})/iu.test(after));

/** "1. … 2. …": the number of a step, with the one before it or behind it. */
function countsOn(text: string, at: number, end: number, value: number): boolean {
  const isItem = (start: number, stop: number) =>
    /(?:^|\s)$/.test(text.slice(0, start)) && /^[.)] \p{L}/u.test(text.slice(stop));
  if (!isItem(at, end)) return false;
  const other = value === 1 ? 2 : value - 1;
  return [...text.matchAll(/\d{1,2}/g)].some(
    ({ index, 0: digits }) => Number(digits) === other && isItem(index, index + digits.length),
  );
}

function addNumber(
  reading: Reading,
  at: number,
  all: string,
  digits: string,
  add: (phrase: Phrase) => void,
  compare?: Compare,
): void {
  const value = toNumber(digits) * (/\dk$/.test(all.trim()) ? 1000 : 1);
  if (!Number.isFinite(value)) return;
  const bare = at + all.replace(/[\s.,']+$/, '').length;
  const percent = /^ ?(?:%|percent|prozent|pour ?cent|por ciento)/u.exec(reading.text.slice(bare))?.[0].length ?? 0;
  const end = bare + percent;
  if (reading.text.slice(at, end).includes(taken)) return;
  // "1." and "2)" count the steps of a list.
  if (/(?:^|\s)$/.test(reading.text.slice(0, at)) && /^(?:\)|\. ?\p{Ll})/u.test(reading.text.slice(end)) && !compare)
    return;
  if (/(?:^|\n)\s*$/.test(reading.text.slice(0, at)) && /^\./.test(reading.text.slice(end)) && !compare) return;
  if (!compare && countsOn(reading.original, at, end, value)) return;
  // The value of a field in an example of JSON.
  const field = /"(\w{1,60})"\s*:\s*$/.exec(reading.original.slice(Math.max(0, at - 80), at))?.[1];
  add({
    kind: 'number',
    value,
    ...(field ? { field } : {}),
    ...(compare ? { compare } : {}),
    ...(isTries(reading.original.slice(Math.max(0, at - 60), at), reading.original.slice(end)) ? { again: true } : {}),
    start: at,
    end,
    text: reading.original.slice(at, end),
  });
}

/** `1,000.50`, `1.000,50` and `1 000` as numbers. */
function toNumber(digits: string): number {
  const bare = digits.replace(/[€$£\s']/g, '').replace(/[.,k]+$/, '');
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''));
  if (/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  return Number(bare.replace(',', '.'));
}
