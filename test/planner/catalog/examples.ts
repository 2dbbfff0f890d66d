import { readFileSync } from 'node:fs';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { helpText } from '#src/planner/template-help.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Every text of a dictionary, however deep; of sentences that need values only those that need none. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const example = /(?:every (?:weekday|\d+ minutes?)|when an? )[^\n•]*?(?:#[\w-]+|\S+@\S+\.\w+)[^\n•]*/gi;
const examplesOf = (text: string): string[] => (text.match(example) ?? []).map((one) => one.trim());

/** Every request the product shows as an example, from where it is shown. */
export function shownExamples(): string[] {
  const chips = [...read('adapters/playground/page/page.html').matchAll(/data-text="([^"]+)"/g)].map(
    ([, text]) => text ?? '',
  );
  const { suggested_prompts } = (
    JSON.parse(read('manifest/slack.json')) as {
      features: { assistant_view?: { suggested_prompts: { message: string }[] } };
    }
  ).features.assistant_view ?? { suggested_prompts: [] };
  const prompts = suggested_prompts.map(({ message }) => message).filter((message) => message.includes(' '));
  const demo = /exampleRequest =\s*'([^']+)'/.exec(read('src/dev/demo.ts'))?.[1] ?? '';
  const dictionaries = languages.flatMap((language) => textsIn(wordsIn(language)).flatMap(examplesOf));
  const help = languages.flatMap((language) => examplesOf(helpText(language)));
  return [...new Set([...chips, ...prompts, demo, ...dictionaries, ...help])];
}
