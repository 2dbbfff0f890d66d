import { base, type Piece } from '../pieces.ts';
import { toLower } from '../words.ts';

/** A list of classes is no longer than this. */
const longest = 200;
/** What may come behind the word that leads to a list of classes. */
const lead =
  /(?:\b(?:as(?: either| one of)?|into|between|either|whether (?:it|they) (?:is|are)|(?:one of )?(?:the )?(?:following )?(?:categories|classes|labels|tags|types|groups|topics|levels|priorities))(?: the)?(?: following)?(?: (?:categories|classes|labels|tags|types|groups|topics))?:? |\(|: )(?=\S)/giu;
const item = `["“']?[\\p{L}\\p{N}][\\p{L}\\p{N}/&+-]*(?: [\\p{L}\\p{N}][\\p{L}\\p{N}/&+-]*){0,3}?["”']?`;
const list = new RegExp(
  `^(?:${item}, ?)*${item},? (?:or|and|&) (?:an? |the )?${item}(?=$|[,.;)]| (?:with|using|via|by|in|on|to|for|based|and|then)\\b)`,
  'iu',
);
const commas = new RegExp(`^${item}(?:, ?${item})+(?=[).;]|$)`, 'iu');

/** The classes that words name, "as billing, tech or sales", "(bug, feature)": two at least, as they were written. Pure. */
export function classesIn(text: string, original: (words: string) => string = (words) => words): string[] {
  for (const found of text.matchAll(lead)) {
    const start = found.index + found[0].length;
    const tail = text.slice(start, start + longest);
    const said = list.exec(tail)?.[0] ?? commas.exec(tail)?.[0];
    const classes = (said ?? '')
      .split(/,? (?:or|and|&) |, ?/i)
      .map((one) => one.trim().replace(/^(?:an?|the) |^["“']|["”']$/gi, ''))
      .filter((one) => one !== '');
    if (classes.length > 1 && new Set(classes.map(toLower)).size === classes.length)
      return classes.slice(0, 20).map(original);
  }
  return [];
}

/** Words by which a model knows what to tell apart: "by urgency", "the sentiment". */
export const tellsApart = (mask: string): boolean =>
  / (?:by|according to|based on|depending on) (?!ai\b)\p{L}/u.test(mask);

/** A value that a person gives once, kept beside the data. */
function asked(name: string, key: string, ask: 'classes' | 'routes', what: string): Piece {
  return {
    name,
    type: base('set'),
    parameters: {
      mode: 'manual',
      assignments: { assignments: [{ id: 'field-1', name: key, value: '', type: 'string' }] },
      includeOtherFields: true,
      options: {},
    },
    missing: [{ path: 'assignments.assignments[0].value', ask, channel: what }],
  };
}

/** The classes, which nobody said. */
export const askedClasses: Piece = asked('Categories', 'categories', 'classes', '');
export const classesAsked = `{{ $('${askedClasses.name}').item.json.categories }}`;

/** What goes where, which nobody said: `billing: 12, tech: 15`. */
export const askedRoutes = (what: string): Piece => asked('What goes where', 'routes', 'routes', what);
const routes = `$('What goes where').item.json.routes.split(/[,;\\n]/)`;
/** The names of the classes in it. */
export const routesAsked = `{{ ${routes}.map((pair) => pair.split(/[:=]/)[0].trim()).join(", ") }}`;
/** Where the class that an expression gives goes to. */
export const routeOf = (answer: string): string =>
  `${routes}.map((pair) => pair.split(/[:=]/)).find(([name]) => name.trim().toLowerCase() === ${answer}.toLowerCase())?.[1].trim()`;

/** One way out for each class, in the order they were said. */
export function classSwitch(answer: string, classes: readonly string[]): Piece {
  return {
    name: 'Which one?',
    type: base('switch'),
    parameters: {
      mode: 'rules',
      rules: {
        values: classes.map((one, at) => ({
          conditions: {
            options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
            conditions: [
              {
                id: `class-${at + 1}`,
                leftValue: `={{ ${answer} }}`,
                rightValue: one,
                operator: { type: 'string', operation: 'equals' },
              },
            ],
            combinator: 'and',
          },
          renameOutput: true,
          outputKey: one,
        })),
      },
      looseTypeValidation: true,
      options: { ignoreCase: true },
    },
  };
}
