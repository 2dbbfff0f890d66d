import type { Language } from '#src/language/language.ts';
import type { Assumed, Draft } from '#src/model/draft.ts';

/** What the grammar takes for granted, in its own words, and the code that every language has words for. */
const codes: readonly (readonly [code: string, said: RegExp])[] = [
  ['noTime', /^No time was named: it runs at (?<time>[\d:]+)\.$/],
  ['everyWeek', /^It runs every week on that day\.$/],
  ['everyDay', /^No day was named: it runs every day\.$/],
  ['onMonday', /^No day was named: it runs on Monday\.$/],
  ['lookedUp', /^(?<place>.+) is looked up by name when the workflow runs\.$/],
  ['placeOfZone', /^No place was named: the weather of (?<place>.+) is used\.$/],
  ['openMeteo', /^The weather comes from Open-Meteo, a public service that needs no key\.$/],
  ['subject', /^The subject is “(?<text>.*)”\.$/s],
  ['messageSays', /^The message says “(?<text>.*)”\.$/s],
  ['webhookAt', /^The webhook is called with (?<method>GET|POST) at the path “(?<path>.+)”\.$/],
  ['aiTaken', /^(?<name>.+) is the AI; say “with Anthropic” or another to change that\.$/],
  ['assistantTold', /^The assistant is told what you wrote about it; it can answer, and do nothing else\.$/],
  [
    'assistantReads',
    /^The assistant is told what you wrote about it; it can answer and read (?<what>.+), and do nothing else\.$/,
  ],
  ['aiReads', /^The AI can read (?<what>.+), and do nothing else\.$/],
  ['remembers', /^It remembers the last messages of a conversation, until n8n restarts\.$/],
  ['storeTaken', /^No store was named: (?<store>.+) is used, in a Postgres database of your own; say “in Qdrant” or /],
  ['storeInMemory', /^(?<store>.+) is empty after a restart, and only knows what the same n8n process was given\.$/],
  ['storeNotFilled', /^This workflow looks things up in (?<store>.+) and puts nothing in there\. /],
  [
    'storeFilledFrom',
    /^What is added to (?<app>.+) from now on is put into (?<store>.+); what is there already is not\.$/,
  ],
  ['storeAnew', /^Every run puts everything into (?<store>.+) anew; what was put there before stays\.$/],
  [
    'embeddingsOf',
    /^(?<name>.+) makes the embeddings; what fills the store and what searches it need the same ones\.$/,
  ],
  ['fileKinds', /^PDF, Word, CSV, EPUB, JSON and text files are read; with any other file the run fails\.$/],
  ['fieldOf', /^The field “(?<field>.+)” of the (?<of>.+) is compared; its name is taken from the words\.$/],
  ['oneRead', /^One is read: which of them comes first, the app decides\.$/],
  ['filesAsPdf', /^The files are read as PDF; say another kind to change that\.$/],
  ['filesAsText', /^The files are read as plain text; say “PDF” to change that\.$/],
  ['hearsTaken', /^OpenAI writes down what was said; say “with Gemini” to change that\.$/],
  [
    'cannotListen',
    /^OpenAI writes down what was said \(n8n’s (?<name>.+) cannot listen\); say “with Gemini” to change that\.$/,
  ],
  ['imageTaken', /^(?<name>.+) makes the image; say “with Gemini” to change that\.$/],
  ['videoTaken', /^(?<name>.+) makes the video; say “with Gemini” to change that\.$/],
  ['audioTaken', /^(?<name>.+) makes the audio\.$/],
  ['soraLength', /^Sora 2 makes the video, 4 seconds long\.$/],
  ['veoLength', /^Veo 3 makes the video, as long as it makes one by itself\.$/],
  ['voiceTaken', /^OpenAI’s voice “alloy” speaks\.$/],
  ['otherKinds', /^Messages of any other kind get no answer\.$/],
  ['intoColumn', /^It goes into the column “(?<column>.+)”\.$/],
  ['selectProperty', /^The property is called “(?<property>.+)” and is a select\.$/],
  ['onMonthDays', /^No days were named: it runs on day (?<days>.+) of the month\.$/],
  ['askedIn', /^It is asked in (?<app>.+)\.$/],
  ['firstTabUsed', /^The first tab of the Google Sheet is used\.$/],
];
const ofTime = new Set(['noTime', 'everyWeek', 'everyDay', 'onMonday']);

/** The draft with what it takes for granted in codes, for people who do not read English. Pure. */
export function assumedFor(language: Language, draft: Draft): Draft {
  if (language === 'en') return draft;
  const coded = draft.assumptions.map((text) => ({ text, assumed: codeOf(text) }));
  const fresh = coded.flatMap(({ assumed }) => assumed ?? []);
  if (fresh.length === 0) return draft;
  const known = new Set((draft.assumed ?? []).map((one) => JSON.stringify(one)));
  return {
    ...draft,
    assumed: [...(draft.assumed ?? []), ...fresh.filter((one) => !known.has(JSON.stringify(one)))].slice(0, 20),
    assumptions: coded.flatMap(({ text, assumed }) => (assumed ? [] : [text])),
  };
}

function codeOf(text: string): Assumed | undefined {
  for (const [code, said] of codes) {
    const found = said.exec(text);
    if (found) return { code, ...(found.groups ? { params: { ...found.groups } as Record<string, string> } : {}) };
  }
  return undefined;
}

/** Those that another schedule does away with. */
export const withoutTimes = (assumed: readonly Assumed[]): Assumed[] => assumed.filter(({ code }) => !ofTime.has(code));
