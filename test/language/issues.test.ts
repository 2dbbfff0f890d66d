import { describe, expect, test } from 'vitest';
import { type IssueCode, type IssueDictionary, issueWordsIn } from '#src/language/issue-words.ts';
import { type Language, languages } from '#src/language/language.ts';
import { examples } from './issue-examples.ts';
import { english } from './sayings.ts';

const cases = (Object.keys(examples) as IssueCode[]).flatMap((code) =>
  examples[code].map((params, index) => [`${code} ${index + 1}`, code, params] as const),
);
const say = (language: Language, code: IssueCode, params: unknown): string => {
  const { issues }: { issues: Record<string, (given: never) => string> } = issueWordsIn(language) as IssueDictionary;
  return issues[code]?.(params as never) ?? '';
};

/** Every text and number in the parameters, however deep. */
function valuesIn(params: unknown): string[] {
  if (typeof params === 'string' || typeof params === 'number') return [String(params)].filter((value) => value !== '');
  return typeof params === 'object' && params !== null ? Object.values(params).flatMap(valuesIn) : [];
}

/** What English and the other language both have as it is: names of n8n, settings, words of programs. */
const ofMachines =
  /\b(?:Respond to Webhook|Split Out|using|Unexpected token|Invalid input|if (?:status|amount)[\w .>]*)\b|“[^”]*”|[„«][^“»]*[“»]|\([^)]*\)|\{[^}]*\}|https?:\S*/giu;

describe.each(languages.filter((language) => language !== 'en'))('findings in %s', (language) => {
  test.each(cases)('%s', (_name, code, params) => {
    const [said, inEnglish] = [say(language, code, params), say('en', code, params)];
    expect(said).not.toBe(inEnglish);
    expect(said.replace(ofMachines, ' ').match(english), said).toBeNull();
    expect(said).not.toMatch(/undefined|\bnull\b|NaN|\[object|%n/);
    // A value is shown where English shows it; what is no value but a choice between words is shown nowhere.
    for (const value of valuesIn(params)) if (shows(inEnglish, value)) expect(said).toContain(value);
    expect(said.trim()).toMatch(/[.?]$/);
  });
});

/** Names of choices are words of our code (`list`, `hour`), which English may happen to use, too. */
const choices =
  /^(?:list|boolean|true|false|number|text|date|hour|minute|weekday|value|values|nothing|shape|locator|fields|conditions|sort|summarize|aggregate|compare|type|code|runs|again|agent|step|counted|error|email|table|sheet|feed|main|machine|repository|pattern|credential|internal|unreadable|excluded|reads|deletes|approvers|admins)$/;
const shows = (sentence: string, value: string): boolean =>
  !choices.test(value) && !/^(?:ai_\w+|Which column\?|\(\w+\))$/.test(value) && sentence.includes(value);

test('English says it whole, too', () => {
  for (const [name, code, params] of cases)
    expect(say('en', code, params), name).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
});
