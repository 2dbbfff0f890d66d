import type { NodeType } from '#src/catalog/catalog.ts';
import type { Clause } from '../clauses.ts';
import type { StepContext } from '../step-text.ts';
import { isSql, quotationsOf } from '../words.ts';
import { type Act, chooseAct } from './acts.ts';
import type { NamedApp } from './apps.ts';
import { grammar, meaningsOf, stemsOf } from './lexicon.ts';
import { plainStems } from './said.ts';
import { otherWords } from './things.ts';

interface Said {
  verb: string;
  send: boolean;
}

export function verbOf({ mask }: Clause): Said {
  const [, two = '', one = ''] = /^(?:please )?((?:look|back|set) up|([\p{L}-]+))/u.exec(mask) ?? [];
  const verb = (one || two).replace(/^(?:e-?mail|mail)$/, 'email');
  return { verb, send: meaningsOf(verb).includes('send') || /^(?:make|give|put|write|thank|receive)$/.test(verb) };
}

/** "Create a project", "delete the board": what mostly says where something is, is what is made or deleted here. */
function placeMade(verb: string, words: string, own: ReadonlySet<string>): string[] {
  const makes = meaningsOf(verb).some((one) => one === 'create' || one === 'delete');
  const last = plainStems(words).at(-1);
  return makes && last !== undefined && places.has(last) && !own.has(last) ? [last] : [];
}
/** What is done with a thing that is there. */
const goingOn = new Set(['delete', 'update', 'move', 'copy']);
const places = new Set(
  stemsOf('workspace board project list channel database table base folder sheet file page repository'),
);

/** Words that say which of the things there are, not what they are. */
const which = new Set(
  stemsOf(
    'unread read open closed starred flagged important urgent pending overdue unpaid paid failed active inactive upcoming recent today yesterday tomorrow top unanswered unassigned',
  ),
);

/** What of an app a clause means: its verb, what it acts on, how many. Undefined where the app has no such thing. */
export function actOf(
  nodeType: NodeType,
  app: NamedApp,
  clause: Clause,
  { source, made }: StepContext,
  reads: boolean,
): Act | undefined {
  const { verb } = verbOf(clause);
  // `OpenWeatherMap` is one word of its own: the weather is none of its name.
  const own = new Set(
    stemsOf(`${app.name} ${clause.text.slice(Math.max(0, app.start), Math.max(0, app.end))}`.toLowerCase()),
  );
  const stems = plainStems(clause.mask)
    .slice(1)
    .filter((word) => !own.has(word));
  const behind = clause.mask.replace(/^(?:please )?[\p{L}-]+(?: up)?/u, '');
  const reach =
    / (?:to|in|into|on|onto|from|with|for|via|using|called|named|titled|saying|about|when|where|who|that|which)\b/.exec(
      behind,
    )?.index ?? behind.length;
  const known = new Set([
    ...(source ? [...source.fields.keys()].flatMap(stemsOf) : []),
    ...stemsOf(source?.what ?? ''),
  ]);
  const isFile = otherWords(nodeType, 'file');
  const nouns = (words: string) =>
    plainStems(words)
      .filter((word) => !grammar.has(word) && !own.has(word) && !known.has(word))
      .map((word) => (isFile.includes(word) ? 'file' : word));
  const plain = nouns(behind.slice(0, reach)).filter((word) => !which.has(word));
  const last = made?.findLast(({ type }) => type === nodeType.name);
  const isIt = /^ (?:it|them)\b/.test(behind) && meaningsOf(verb).some((one) => goingOn.has(one));
  const object =
    plain.length > 0 ? plain : isIt && last ? stemsOf(last.resource) : placeMade(verb, behind.slice(0, reach), own);
  const many = /\b(?:latest|newest|most recent|all|every|many|list|number of|how many|rows|items)\b|s\b/.test(
    behind.slice(0, reach),
  );
  const gets =
    /^(?:give|receive|get)$/.test(verb) && / (?:an? )?(?:e-?mail|mail|message|dm|sms|text)\b/.test(clause.mask);
  const tells = /^(?:remind|tell|notify|alert|inform|ping|thank|dm)$/.test(verb);
  const talks =
    (gets || tells) && !reads && /mail|slack|teams|telegram|discord|chat|whatsapp|twilio/i.test(nodeType.name);
  // "Remind @ben to file the taxes" is about no file.
  const isSaid = talks && tells;
  const runsSql = quotationsOf(clause.text).some(({ text }) => isSql.test(text));
  const into =
    object.length === 0 &&
    /\b(?:to|into|in|onto) (?:an? |the |our |my )?$/.test(clause.mask.slice(0, Math.max(0, app.start)));
  const meant = {
    verb: talks ? 'send' : verb,
    said: runsSql ? `${clause.mask} query` : clause.mask,
    stems: isSaid ? [] : runsSql ? [...stems, 'query'] : stems,
    object: isSaid ? [] : object,
    reads,
    many,
    container: into ? stemsOf(/^ \p{L}+/u.exec(clause.mask.slice(app.end))?.[0] ?? '') : [],
  };
  const act = chooseAct(nodeType, meant);
  if (act || object.length === 0 || !meaningsOf(verb).some((one) => one === 'read' || one === 'add')) return act;
  // "Overdue invoices" of a table are rows of it, whatever people call them; "save the member" adds one.
  const rows = chooseAct(nodeType, { ...meant, object: ['row'], stems: ['row'], many: true });
  return rows && /\b(?:rows?|records?)\b/i.test(rows.says)
    ? { ...rows, used: new Set([...rows.used, ...object]) }
    : undefined;
}
