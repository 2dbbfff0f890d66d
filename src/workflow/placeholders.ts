import { issueWordsIn } from '#src/language/issue-words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft, Issue } from './draft.ts';
import { isEqual } from './json/equal.ts';
import { type Path, parsePath, setAt } from './json/paths.ts';

/** A value only a person can give, e.g. the channel a message goes to. */
export interface Placeholder {
  node: string;
  /** Inside the node's parameters, e.g. `channelId`. */
  path: string;
  /** What it is called in n8n, with the node it belongs to. */
  label: string;
  /** How to answer. */
  hint: string;
}

const mostPlaceholders = 10;
const inParameters = 'parameters.';

/** What is still needed, from what validation found missing or a planner was not told. Pure. */
export function placeholdersOf(issues: readonly Issue[], language: Language = 'en'): Placeholder[] {
  const found = issues.flatMap((issue) => {
    const { code, node, path } = issue;
    if ((code !== 'not-said' && code !== 'missing-parameter') || !node || !path?.startsWith(inParameters)) return [];
    // One answer for several parameters cannot be typed into one of them.
    if (code === 'not-said' && issues.filter((other) => asksTheSame(other, issue)).length > 1) return [];
    const inside = path.slice(inParameters.length);
    return [{ node, path: inside, ...questionOf(issue, inside, language) }];
  });
  return found.slice(0, mostPlaceholders);
}

const asksTheSame = (one: Issue, other: Issue): boolean =>
  one.code === other.code && isEqual(one.params ?? one.message, other.params ?? other.message);

/** As on a form. What was kept before findings had parameters is asked for by the name of the parameter. */
function questionOf(issue: Issue, path: string, language: Language): Pick<Placeholder, 'label' | 'hint'> {
  const { asks } = issueWordsIn(language);
  if (issue.code === 'missing-parameter' && issue.params) {
    const { parameter, node, key } = issue.params;
    return { label: wordsIn(language).workflow.needed(parameter, node), hint: askingFor(key, language) };
  }
  if (issue.code === 'not-said' && issue.params && 'ask' in issue.params)
    return asks[issue.params.ask](issue.params.channel);
  return { label: language === 'en' ? issue.message : askingFor(keyOf(path), language), hint: '' };
}

/** The name of the parameter at `path`, e.g. `channelId` of `rows[0].channelId.value`. */
export const keyOf = (path: string): string => /([A-Za-z]\w*)(?:\[\d+\]|\.value)*$/.exec(path)?.[1] ?? '';

/** How a person is asked for the value of the parameter n8n calls `key`. */
function askingFor(key: string, language: Language): string {
  const { asking, askingElse } = wordsIn(language).workflow;
  return Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse;
}

/** The draft with the values filled in; empty ones stay open. Compiling brings them into n8n's shapes. Pure. */
export function fillPlaceholders(
  draft: Draft,
  values: readonly { node: string; path: string; value: string }[],
): Draft {
  const filled = structuredClone(draft);
  for (const { node, path, value } of values) {
    const parsed: Path | undefined = parsePath(path);
    const target = filled.nodes.find(({ name }) => name === node);
    const text = value.trim();
    if (!parsed || !target || text === '') continue;
    // A locator without a value is replaced whole: its mode belonged to the missing value.
    setAt(target.parameters, parsed, text);
  }
  return filled;
}
