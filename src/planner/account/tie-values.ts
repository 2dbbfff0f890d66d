import { isRecord, toList, toRecord } from '#src/workflow/json/values.ts';
import type { AppPhrase, Compare, Phrase } from './phrase.ts';
import { escaped } from './text.ts';
import { fold, type Leaf, type View } from './view.ts';

type Of<K extends Phrase['kind']> = Extract<Phrase, { kind: K }>;

/** The step of an app: a node of its own, or a call to its host. */
export function tieApp({ name, types, hosts }: AppPhrase, { nodes, leaves }: View): string[] {
  const own = nodes.filter(({ short }) => types.includes(short)).map((node) => node.name);
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const community = nodes.filter(
    ({ type }) =>
      !type.startsWith('n8n-nodes-base.') &&
      key.length > 3 &&
      type
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .includes(key),
  );
  const called = nodes.filter(
    ({ short, parameters, name: node }) =>
      short === 'httpRequest' &&
      (leaves.some((leaf) => leaf.node === node && leaf.key === 'url' && hosts.some((host) => isAt(leaf.raw, host))) ||
        types.some((type) =>
          String(parameters['nodeCredentialType'] ?? '')
            .toLowerCase()
            .startsWith(type.toLowerCase()),
        )),
  );
  return [...own, ...community.map((node) => node.name), ...called.map((node) => node.name)];
}

function isAt(url: string, host: string): boolean {
  const found = /^=?\s*https?:\/\/([^/?#:\s]+)/i.exec(url)?.[1]?.toLowerCase();
  return found === host || found?.endsWith(`.${host}`) === true;
}

const holding = (leaves: readonly Leaf[], word: string): string | undefined => {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(fold(word))}(?![\\p{L}\\p{N}])`, 'u');
  return leaves.find(({ folded }) => pattern.test(folded))?.node;
};

export function tieAddress({ address }: Of<'address'>, { leaves }: View): string | undefined {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}._%+-])${escaped(fold(address))}(?![\\p{L}\\p{N}-]|\\.\\p{L})`, 'u');
  const isPhone = address.startsWith('+');
  return leaves.find(({ folded }) => pattern.test(isPhone ? folded.replace(/(?<=\d)[ ()/-]+(?=\d)/g, '') : folded))
    ?.node;
}

export function tieUrl({ url, shared }: Of<'url'>, { leaves: all }: View): string | undefined {
  // What is only told in a message is not called.
  const leaves = shared
    ? all
    : all.filter(({ key }) => !/^(?:text|message|content|subject|html|textBody|caption)$/i.test(key));
  const bare = (text: string) =>
    text
      .replace(/^=?\s*https?:\/\//i, '')
      .replace(/\/+(?=$|[?#])/, '')
      .toLowerCase();
  const wanted = bare(url);
  const [place = '', query = ''] = wanted.split(/[?#]/);
  // A host that is only named means anything there.
  const named = !/^https?:/i.test(url) && !wanted.includes('/');
  const whole = leaves.find(
    ({ raw }) =>
      (named && bare(raw).split(/[/?#]/)[0] === wanted) || endsThere(raw.toLowerCase(), wanted) || bare(raw) === wanted,
  );
  if (whole) return whole.node;
  const parts = query.split('&').flatMap((pair) => pair.split('=').slice(1));
  const at = leaves.find(({ raw }) => bare(raw).split(/[?#]/)[0] === place && query !== '');
  if (at && parts.every((part) => leaves.some(({ raw }) => raw.toLowerCase().includes(decode(part))))) return at.node;
  // A link to a document or a channel: what counts is the id in it.
  const ids = url.match(/[\w@%.-]{15,}/g)?.filter((id) => /\d/.test(id) && !id.includes('.')) ?? [];
  return ids.length > 0
    ? leaves.find(({ raw }) => ids.some((id) => raw.includes(id) || raw.includes(decode(id))))?.node
    : undefined;
}

/** `example.com/a` is in `https://example.com/a` and `…/a?x=1`, not in `…/ab`. */
function endsThere(text: string, wanted: string): boolean {
  return new RegExp(`(?<![\\w.@-])${escaped(wanted)}/?(?=$|[?#"'\\s})\\]\\\\,;])`).test(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Parameters that say where something goes. */
const placeKey = /channel|chat|room|conversation|user|recipient|member|assignee|owner|^to$|sendTo|toEmail|team|handle/i;

/** Where a step sends to, as one text; empty where it says no place. */
export const placesOf = (leaves: readonly Leaf[], node: string): string =>
  leaves
    .filter((leaf) => leaf.node === node && placeKey.test(leaf.key))
    .map(({ key, folded }) => `${key}=${folded}`)
    .join('\n');

export function tieChannel({ name, id }: Of<'channel' | 'person'>, { leaves, open, nodes }: View): string | undefined {
  const word = escaped(fold(name));
  const said = new RegExp(`(?:^|[#@,;\\s"'])${word}(?:$|[,;\\s"'.!?)])`, 'u');
  const placed = new Set(leaves.filter(({ key }) => placeKey.test(key)).map(({ node }) => node));
  const found = leaves.find(({ folded, raw, key, node }) => {
    if (id && raw.includes(id)) return true;
    // A message that only mentions the place does not go there.
    return placeKey.test(key) ? said.test(folded) : !placed.has(node) && /[#@]/.test(raw) && said.test(folded);
  });
  if (found) return found.node;
  // Slack takes a file into a channel by its ID, which is asked for: its step has the name.
  const file = nodes.find(
    (node) => node.short === 'slack' && node.parameters['resource'] === 'file' && said.test(fold(node.name)),
  );
  if (file) return file.name;
  // Slack takes names; elsewhere a person picks the place on the card.
  const typeOf = new Map(nodes.map((node) => [node.name, node.short]));
  return open.find(({ node, key }) => /channel|chat|team|user/i.test(key) && typeOf.get(node) !== 'slack')?.node;
}

/** Where a thing of a kind is picked, by the word people use for the thing. */
const openKeys: readonly [of: RegExp, key: RegExp][] = [
  [
    /sheet|spreadsheet|tab|blatt|tabelle|hoja|pestaña|feuille|onglet|document|dokument/i,
    /sheet|document|workbook|table|worksheet/i,
  ],
  [/project|projekt|projet|proyecto/i, /project/i],
  [/folder|ordner|dossier|carpeta/i, /folder|drive|parent/i],
  [/repo|dépôt/i, /repo|owner/i],
  [/table|tabla|tabelle/i, /table|base/i],
  [/calend|kalender|agenda/i, /calendar/i],
  [/team|equipo|équipe/i, /team/i],
  [/board|list|tablero|tableau|liste|lista/i, /board|list/i],
];
const messageKey = /^(?:text|message|content|body|subject|html|html?Body|title|textBody|blocksUi|url|caption)$/i;

export function tieName({ name, of }: Of<'name'>, { leaves, open, draft, nodes }: View): string | undefined {
  // An app nobody knows is there where a step is called after it, or calls its address.
  if (of === 'app')
    return (
      holding(leaves, name) ??
      nodes.find((node) => fold(`${node.name} ${node.type}`).includes(fold(name)))?.name ??
      leaves.find(({ raw }) => /^=?https?:/.test(raw) && fold(raw).includes(fold(name)))?.node ??
      (fold(draft.name).includes(fold(name)) ? '' : undefined)
    );
  const quiet = leaves.filter(({ key }) => !messageKey.test(key));
  const where = /field|column|spalte|feld|colonne|champ|columna|campo|label|tag|status|document|page|seite/i.test(of)
    ? leaves
    : quiet;
  const said = holding(where, name) ?? holding(where, name.replace(/[\s-]+/g, '_'));
  if (said) return said;
  const parts = name.split('/');
  if (parts.length === 2 && parts.every((part) => holding(leaves, part))) return holding(leaves, parts[0] ?? '');
  const keys = openKeys.find(([thing]) => thing.test(of))?.[1];
  const picked = open.find(({ key }) => keys?.test(key) ?? true);
  return picked?.node ?? (fold(draft.name) === fold(name) ? '' : undefined);
}

const plain = (text: string): string =>
  text
    .replace(/\\n/g, ' ')
    .replace(/\\(["'`\\])/g, '$1')
    .replace(/[’‘]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\{ ?\{/g, '{{')
    .replace(/\} ?\}/g, '}}')
    .replace(/<[^>]{1,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** What was quoted stands in a value as written; blanks to be filled, as `{name}`, may be anything. */
export function tieText({ value }: Of<'text'>, { leaves, draft }: View): string | undefined {
  const wanted = plain(value);
  const pieces = wanted
    .split(/\{+[^}]{0,60}\}+|\[[^\]]{0,60}\]|<[^>]{0,60}>|\$\w+|\.{3}|…|_{2,}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 1);
  const wanting = pieces.length > 0 ? pieces : [wanted];
  const isIn = (text: string) => {
    const there = plain(text);
    return wanting.every(
      (piece) =>
        there.includes(piece) ||
        there.includes(piece.charAt(0).toUpperCase() + piece.slice(1)) ||
        (piece.length > 3 && there.includes(piece.replace(/[.!]$/, '')) && /[.!]$/.test(piece)),
    );
  };
  const word = !/\s/.test(wanted);
  // One word stands in many a sentence: there it counts only where the sentence begins with it.
  const found = leaves.find(
    ({ raw, key }) =>
      isIn(raw) && (!word || !messageKey.test(key) || fold(plain(raw).replace(/^=/, '')).startsWith(fold(wanted))),
  );
  if (found) return found.node;
  if (isIn(draft.name)) return '';
  const byNode = Map.groupBy(leaves, ({ node }) => node);
  for (const [node, own] of byNode)
    if (wanting.length > 1 && wanting.every((piece) => own.some(({ raw }) => plain(raw).includes(piece)))) return node;
  return undefined;
}

/** The ways a number may be written in parameters and code. */
function writings(value: number, text: string): string[] {
  const percent = /%|percent|prozent|pour ?cent|por ciento/i.test(text)
    ? [value / 100, 1 - value / 100, 1 + value / 100].map((one) => String(Number(one.toFixed(6))))
    : [];
  return [String(value), value.toLocaleString('en-US'), value.toLocaleString('de-DE'), value.toFixed(2), ...percent];
}

function holdsNumber({ raw }: Leaf, ways: readonly string[]): boolean {
  return ways.some((way) => new RegExp(`(?<![\\d.,_])${escaped(way)}(?![\\d]|[.,]\\d)`).test(raw));
}

const opposite: Record<Compare, RegExp> = {
  gt: /^(?:lt|lte|smaller|before)/i,
  gte: /^(?:lt|lte|smaller|before)/i,
  lt: /^(?:gt|gte|larger|after)/i,
  lte: /^(?:gt|gte|larger|after)/i,
};

export function tieNumber(
  { value, compare, field, text, again }: Of<'number'>,
  view: View,
  turned: boolean,
): string | undefined {
  // n8n counts the first try too.
  const tries = again
    ? view.nodes.find(({ retryOnFail, maxTries = 3 }) => retryOnFail && [value, value + 1].includes(maxTries))
    : undefined;
  if (tries) return tries.name;
  const ways = writings(value, text);
  const found = stepsOf(view).filter((leaf) => holdsNumber(leaf, ways) && !(again && leaf.key === 'maxTries'));
  // An example of what comes in is done by whatever reads the field.
  if (field && found.length === 0) return stepsOf(view).find(({ raw }) => new RegExp(`\\b${field}\\b`).test(raw))?.node;
  if (!compare) return found[0]?.node ?? repeatedStep(view, value);
  return found.find(({ node }) => turned || !comparesOtherWay(view, node, value, opposite[compare]))?.node;
}

/** "Add 2 cards": as many steps that do the same. */
function repeatedStep({ nodes }: View, value: number): string | undefined {
  const same = Map.groupBy(nodes, ({ type, parameters: { resource, operation } }) =>
    JSON.stringify([type, resource, operation]),
  );
  return [...same.values()].find((list) => list.length === value && value > 1)?.[0]?.name;
}

/** True where the node compares with the number, and only the other way round, with nothing on its other output. */
function comparesOtherWay({ nodes, outputs }: View, name: string, value: number, way: RegExp): boolean {
  const node = nodes.find((one) => one.name === name);
  const conditions = toList(toRecord(node?.parameters['conditions'])['conditions']).filter(isRecord);
  const about = conditions.filter(({ rightValue }) => Number(rightValue) === value);
  const used = [...(outputs.get(name) ?? [])];
  const onlyOther = used.length === 1 && (used[0] === '1' || used[0] === 'false');
  return (
    about.length > 0 &&
    about.every(({ operator }) => way.test(String(toRecord(operator)['operation'] ?? ''))) !== onlyOther
  );
}

/** Values of everything but the schedule, whose numbers are times. */
const stepsOf = ({ leaves, nodes }: View): Leaf[] => {
  const scheduled = new Set(nodes.filter(({ short }) => short === 'scheduleTrigger').map(({ name }) => name));
  return leaves.filter(({ node }) => !scheduled.has(node));
};

export function tieCount({ value, text }: Of<'count'>, view: View): string | undefined {
  return stepsOf(view).find((leaf) => holdsNumber(leaf, writings(value, text)))?.node;
}

const minutesOf = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10_080, month: 43_200, year: 525_600 };

export function tieDuration({ count, unit, text }: Of<'duration'>, view: View): string | undefined {
  const wanted = count * minutesOf[unit];
  const waiting = view.nodes.find(({ short, parameters: { amount, unit: of, resume } }) => {
    const one = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 }[String(of ?? 'hours')] ?? 60;
    return (
      short === 'wait' &&
      (resume === undefined || resume === 'timeInterval') &&
      Math.abs(Number(amount ?? 1) * one - wanted) < 1e-6
    );
  });
  if (waiting) return waiting.name;
  if (view.nodes.some(({ short }) => short === 'wait') && /wait|wart|atten|esper/i.test(text)) return undefined;
  const ways = [count, ...Object.values(minutesOf).map((one) => wanted / one), wanted * 60_000, wanted * 60].filter(
    (way) => Number.isInteger(way) && way > 0,
  );
  return stepsOf(view).find(
    (leaf) =>
      holdsNumber(leaf, ways.map(String)) ||
      (count === 1 && /yesterday|last(?:Day|Week|Month)|startOf/i.test(leaf.raw)),
  )?.node;
}
