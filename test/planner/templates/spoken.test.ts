import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import { type Language, languages } from '#src/language/language.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { english } from '../../language/sayings.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });

/** Everything a draft of this template assumes, asks and finds, as it is said. */
async function saidOf(slug: string, language: Language, request: string): Promise<string[]> {
  const { result } = await planner.plan({
    request: `From the template ${slug}: ${request}`,
    ...{ history: [], sources: noSources, timezone: 'Europe/Berlin', locale: language },
    signal: new AbortController().signal,
  });
  if (result.kind !== 'draft') throw new Error(`${slug}: ${result.kind}`);
  const { draft, issues } = result;
  return [
    ...assumptionsOf(draft, language),
    ...issues.map((issue) => toMessage(issue, language)),
    ...placeholdersOf(issues, language).flatMap(({ label, hint }) => [label, hint]),
  ].filter((text) => text !== '');
}

/** Names of steps and of n8n: data that is quoted or shown as it is. */
const data = /“[^”]*”|[„«][^“»]*[“»]|\([^)]*\)|https?:\S*/gu;

describe.each(languages.filter((language) => language !== 'en'))('built-in templates in %s', (language) => {
  it.each(ownTemplates.map(({ slug }) => slug))('%s', async (slug) => {
    const request = 'die Mails kommen von boss@acme.example';
    const [said, inEnglish] = [await saidOf(slug, language, request), await saidOf(slug, 'en', request)];
    expect(said).toHaveLength(inEnglish.length);
    expect(said.length).toBeGreaterThan(0);
    for (const [index, text] of said.entries()) {
      expect(text).not.toBe(inEnglish[index]);
      expect(text.replace(data, ' ').match(english), text).toBeNull();
      expect(text).not.toMatch(/undefined|<</);
    }
  });
});

it('in English the words are those that were always asked with', async () => {
  expect(await saidOf('price-watch', 'en', '')).toEqual(
    expect.arrayContaining([
      'It starts from the template “Price watch”.',
      'The price stands in the field price of the answer.',
      'Which address answers with the price as JSON?',
      'Below which price?',
      'To which e-mail address?',
      'From which e-mail address are they sent?',
    ]),
  );
});
