import type { Catalog } from '#src/catalog/catalog.ts';
import { issueWordsIn } from '#src/language/issue-words.ts';
import type { Language } from '#src/language/language.ts';
import { howToSay, whichIsIt, whichOneIsIt } from '#src/language/things.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Choice, Issue } from '#src/model/issue.ts';
import { says, toMessage } from './issues.ts';
import { isEqual } from './json/equal.ts';
import { type Path, parsePath, setAt, valueAt } from './json/paths.ts';
import { looksNamed, nameIn, toNamed } from './shapes/named.ts';
import { propertiesAt } from './validate/property-at.ts';

/** A value only a person can give, e.g. the channel a message goes to. */
export interface Placeholder {
  node: string;
  /** Inside the node's parameters, e.g. `channelId`. */
  path: string;
  /** What it is called in n8n, with the node it belongs to. */
  label: string;
  /** How to answer. */
  hint: string;
  /** Where the same is needed too: the same thing of the same app, called by the same word. */
  also?: { node: string; path: string }[];
  /** What it may be, where these are few. */
  choices?: Choice[];
  /** There are more: they are asked for with words. */
  searched?: true;
}

const mostPlaceholders = 10;
const inParameters = 'parameters.';

/** What is still needed, from what validation found missing or a planner was not told. Pure. */
export function placeholdersOf(issues: readonly Issue[], language: Language = 'en'): Placeholder[] {
  const found = issues.flatMap((issue): Placeholder[] => {
    const { code, node, path } = issue;
    if (!askable.has(code) || !node || !path?.startsWith(inParameters)) return [];
    if (code === 'named-not-chosen') {
      const same = issues.filter((other) => sameThing(other, issue));
      if (same[0] !== issue) return [];
      const also = same.slice(1).flatMap(placeOf);
      return [
        {
          node,
          path: path.slice(inParameters.length),
          ...questionOf(issue, path, language),
          ...(also.length > 0 ? { also } : {}),
          ...offered(issue),
        },
      ];
    }
    // One answer for several parameters cannot be typed into one of them.
    if (code === 'not-said' && issues.filter((other) => asksTheSame(other, issue)).length > 1) return [];
    const inside = path.slice(inParameters.length);
    return [{ node, path: inside, ...questionOf(issue, inside, language), ...offered(issue) }];
  });
  return found.slice(0, mostPlaceholders);
}

const offered = ({ choices, searched }: Issue): Pick<Placeholder, 'choices' | 'searched'> => ({
  ...(choices ? { choices } : {}),
  ...(searched ? { searched } : {}),
});

const askable = new Set<string>(['not-said', 'missing-parameter', 'named-not-chosen']);

/** Nothing is wrong with it: only a person can say it. */
export const isQuestion = ({ code, severity }: Issue): boolean => severity === 'error' && askable.has(code);

const placeOf = ({ node, path }: Issue): { node: string; path: string }[] =>
  node && path?.startsWith(inParameters) ? [{ node, path: path.slice(inParameters.length) }] : [];

function sameThing(one: Issue, other: Issue): boolean {
  if (!says(one, 'named-not-chosen') || !says(other, 'named-not-chosen')) return false;
  const { key, app, word } = one.params;
  return key === other.params.key && app === other.params.app && word.toLowerCase() === other.params.word.toLowerCase();
}

const asksTheSame = (one: Issue, other: Issue): boolean =>
  one.code === other.code && isEqual(one.params ?? one.message, other.params ?? other.message);

/** As on a form. What was kept before findings had parameters is asked for by the name of the parameter. */
function questionOf(issue: Issue, path: string, language: Language): Pick<Placeholder, 'label' | 'hint'> {
  const { asks } = issueWordsIn(language);
  if (says(issue, 'missing-parameter')) {
    const { parameter, node, key } = issue.params;
    return { label: wordsIn(language).workflow.needed(parameter, node), hint: askingFor(key, language) };
  }
  if (says(issue, 'named-not-chosen')) {
    const words = wordsIn(language).workflow;
    return { label: whichIsIt(issue.params, words), hint: howToSay(issue.params, words) };
  }
  if (says(issue, 'not-said')) {
    if ('ask' in issue.params) return asks[issue.params.ask](issue.params.channel);
    if (issue.params.template) return { label: toMessage(issue, language), hint: '' };
  }
  return { label: language === 'en' ? issue.message : askingFor(keyOf(path), language), hint: '' };
}

/** Whether an answer there is one to this finding. */
export const isFor = ({ also = [], ...place }: Placeholder, issue: Issue): boolean =>
  [place, ...also].some(({ node, path }) => issue.node === node && issue.path === `${inParameters}${path}`);

/** What is asked where it is chosen from a list: for a choice, not for a link or an ID. Pure. */
export function toChoose(issue: Issue, language: Language): string {
  const message = toMessage(issue, language);
  const words = wordsIn(language).workflow;
  if (says(issue, 'named-not-chosen')) {
    const how = howToSay(issue.params, words);
    return message.endsWith(how) ? message.slice(0, -how.length).trim() : message;
  }
  const parameter = says(issue, 'missing-parameter') ? issue.params.parameter : undefined;
  return whichOneIsIt({ key: keyOf(issue.path ?? ''), parameter }, words) ?? message;
}

/** The name of the parameter at `path`, e.g. `channelId` of `rows[0].channelId.value`. */
export const keyOf = (path: string): string => /([A-Za-z]\w*)(?:\[\d+\]|\.value)*$/.exec(path)?.[1] ?? '';

/** How a person is asked for the value of the parameter n8n calls `key`. */
function askingFor(key: string, language: Language): string {
  const { asking, askingElse } = wordsIn(language).workflow;
  return Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse;
}

/**
 * The draft with the values filled in; empty ones stay open. Compiling brings them into n8n's shapes; a name that was
 * typed where n8n wants an id stays a word to be resolved. Pure.
 */
export function fillPlaceholders(
  draft: Draft,
  values: readonly (Pick<Placeholder, 'node' | 'path' | 'also'> & { value: string })[],
  catalog: Catalog,
): Draft {
  const filled = structuredClone(draft);
  for (const { value, also = [], ...place } of values) {
    const text = value.trim();
    for (const { node, path } of text === '' ? [] : [place, ...also]) {
      const parsed: Path | undefined = parsePath(path);
      const target = filled.nodes.find(({ name }) => name === node);
      if (!parsed || !target) continue;
      const { type, typeVersion } = target;
      const properties = propertiesAt(catalog.get(type, typeVersion)?.properties ?? [], parsed);
      // A locator without a value is replaced whole: its mode belonged to the missing value.
      const found = looksNamed(properties, text, { type }) ? toNamed(text) : text;
      const word = nameIn(valueAt(target.parameters, parsed));
      const isLocator = properties.some((one) => one.type === 'resourceLocator');
      // What it was called stays with it, as n8n keeps the name of a choice.
      const locator = { __rl: true, mode: '', value: text, cachedResultName: word };
      setAt(target.parameters, parsed, found === text && word !== undefined && isLocator ? locator : found);
    }
  }
  return filled;
}
