import { aiSteps } from './ai/ai-steps.ts';
import { indexSteps } from './ai/indexing.ts';
import { ofLastSpoken } from './catalog/carried.ts';
import { fileStep } from './catalog/files.ts';
import { appSteps } from './catalog/steps.ts';
import { isUndone, type Undone } from './catalog/undone.ts';
import { type Clause, toClause } from './clauses.ts';
import { answerWithStep } from './media/answer-with.ts';
import { extractStep } from './media/extract.ts';
import { makeStep } from './media/make.ts';
import { sendFileStep } from './media/send-file.ts';
import { transcribeStep } from './media/transcribe-step.ts';
import { approvalSteps, personTask } from './people.ts';
import { base, type Piece } from './pieces.ts';
import { backStep, draftStep } from './step-back.ts';
import { answerStep, setStep, waitStep } from './step-data.ts';
import { httpStep } from './step-http.ts';
import type { StepContext } from './step-text.ts';
import { mentionsWeather, weatherSteps } from './weather.ts';
import { firstUrl } from './words.ts';

const single = (piece: Piece | undefined): Piece[] | undefined => (piece ? [piece] : undefined);

/** Readers in order: what names its place most exactly comes first. */
const readers: ((clause: Clause, context: StepContext) => Piece[] | Undone | undefined)[] = [
  (clause) => single(waitStep(clause)),
  approvalSteps,
  personTask,
  transcribeStep,
  extractStep,
  makeStep,
  (clause, context) => sendFileStep(clause, { ...context, readStep: appSteps }),
  backStep,
  (clause, context) => answerWithStep(clause, { ...context, readStep: appSteps }),
  draftStep,
  indexSteps,
  (clause, context) => aiSteps(clause, { ...context, readStep: appSteps }),
  appSteps,
  (clause, context) => single(fileStep(clause, context)),
  (clause, context) => single(answerStep(clause, context)),
  (clause, context) => single(httpStep(clause, context)),
  (clause, context) => single(setStep(clause, context)),
  (clause) =>
    /^(?:do nothing|nothing|stop)$/.test(clause.mask)
      ? [{ name: 'Do nothing', type: base('noOp'), parameters: {} }]
      : undefined,
  ofLastSpoken,
];

/** "send me the headlines from https://…": the address is fetched before the message is written. */
function fetchedFirst(clause: Clause): Clause | undefined {
  const named =
    /^(?:please )?(?:post|send|message|e-?mail|share|forward|notify|tell|give|report|show)\b/.test(clause.mask) &&
    /\b(?:from|of|at|in)\s\uE001/.test(clause.mask);
  const url = named && !/docs\.google\.com|teams\.microsoft\.com/.test(clause.text) ? firstUrl(clause.text) : undefined;
  return url
    ? toClause(`get ${url}${/\b(?:rss|feed)\b/.test(clause.mask) || /rss|feed/.test(url) ? ' feed' : ''}`)
    : undefined;
}

/** `"Drink water" to #health`, `summary of https://… to #reports`: a message whose verb is left out. */
const verbless =
  /^(?:\uE002|(?:the |an? )?(?:summary|report|reminder|update|notification|alert|message|e-?mail|mail|results?|weather)\b).{0,300} (?:to|in|on) (?:#|\S+@|slack\b|teams\b)/;

/**
 * Nodes for one clause; undefined when it is not understood, "no-city" when a weather report lacks its place.
 * A report that has to be fetched first ("post the weather to #x") gives both nodes.
 */
export function readSteps(said: Clause, context: StepContext): Piece[] | Undone | 'no-city' | undefined {
  const clause = verbless.test(said.mask)
    ? toClause(`${/\be?-?mail\b/.test(said.mask) ? 'send' : 'post'} ${said.text}`)
    : said;
  const weather =
    mentionsWeather(clause) &&
    !/weather ?map|weather ?api/.test(clause.mask) &&
    context.source?.what !== 'weather report'
      ? weatherSteps(context)
      : [];
  if (weather === 'no-city') return weather;
  const address = context.source ? undefined : fetchedFirst(clause);
  if (address) weather.push(...(single(httpStep(address, context)) ?? []));
  const fetched = weather.at(-1);
  const inner: StepContext = fetched?.yields
    ? {
        ...context,
        source: { ...fetched.yields, node: fetched.name },
        previous: fetched.name,
        sourceType: fetched.type,
      }
    : context;
  for (const read of readers) {
    const found = read(clause, inner);
    if (isUndone(found)) return found;
    if (found) return [...weather, ...found];
  }
  return weather.length > 0 ? weather : undefined;
}
