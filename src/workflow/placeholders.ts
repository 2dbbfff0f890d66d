import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft, Issue } from './draft.ts';
import { type Path, parsePath, setAt } from './json/paths.ts';
import { capitalize } from './words/text.ts';

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

/** What is still needed, from what validation found missing or a planner was not told. Pure. */
export function placeholdersOf(issues: readonly Issue[], language: Language = 'en'): Placeholder[] {
  const found = issues.flatMap((issue) => {
    const { code, node, path, message } = issue;
    const inside = path && /^parameters\.(.+)$/.exec(path)?.[1];
    if (!node || !inside) return [];
    if (code === 'not-said') {
      // One answer for several parameters cannot be typed into one of them.
      const shared = issues.filter((other) => other.code === code && other.message === message).length > 1;
      return shared ? [] : [{ node, path: inside, ...questionOf(issue, inside, language) }];
    }
    return code === 'missing-parameter' ? [{ node, path: inside, ...questionOf(issue, inside, language) }] : [];
  });
  return found.slice(0, mostPlaceholders);
}

/** Planner and validation say it in English; other languages have their own words for the same parameter. */
function questionOf({ code, node = '', message }: Issue, path: string, language: Language) {
  const { needed } = wordsIn(language).workflow;
  const [what = '', ...advice] = message.split(/(?<=\.)\s/);
  const called = what.replace(/ is missing in ".*"\.$/, '');
  if (language !== 'en') {
    const hint = askingFor(path, language);
    return code === 'not-said' ? { label: hint, hint: '' } : { label: needed(called, node), hint };
  }
  if (code !== 'not-said') return { label: called === what ? what : needed(called, node), hint: advice.join(' ') };
  const [asked = '', ...how] = message.replace(/^Say /, '').split(': ');
  return { label: capitalize(asked), hint: capitalize(how.join(': ')) };
}

/** A finding as the reader reads it: what is missing is asked for in their language, everything else is English. */
export function issueText(issue: Issue, language: Language): string {
  const inside = issue.path && /^parameters\.(.+)$/.exec(issue.path)?.[1];
  if (language === 'en' || !issue.node || !inside) return issue.message;
  if (issue.code === 'not-said') return askingFor(inside, language);
  if (issue.code !== 'missing-parameter') return issue.message;
  const { label, hint } = questionOf(issue, inside, language);
  return `${label}: ${hint}`;
}

/** How a person is asked for the value of the parameter at `path`. */
export function askingFor(path: string, language: Language): string {
  const { asking, askingElse } = wordsIn(language).workflow;
  const key = /([A-Za-z]\w*)(?:\[\d+\]|\.value)*$/.exec(path)?.[1] ?? '';
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
