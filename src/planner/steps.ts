import type { Clause } from './clauses.ts';
import { base, type Piece } from './pieces.ts';
import { postgresSteps, setStep, sheetSteps, waitStep } from './step-data.ts';
import { httpStep } from './step-http.ts';
import { emailStep, slackStep, teamsStep } from './step-messages.ts';
import type { StepContext } from './step-text.ts';
import { mentionsWeather, weatherSteps } from './weather.ts';

const single = (piece: Piece | undefined): Piece[] | undefined => (piece ? [piece] : undefined);

/** Readers in order: what names its place most exactly comes first. */
const readers: ((clause: Clause, context: StepContext) => Piece[] | undefined)[] = [
  (clause) => single(waitStep(clause)),
  sheetSteps,
  postgresSteps,
  (clause, context) => single(teamsStep(clause, context)),
  (clause, context) => single(emailStep(clause, context)),
  (clause, context) => (/(?:^|[\s(])#[\p{L}\p{N}]|\bslack\b/iu.test(clause.text) ? single(slackStep(clause, context)) : undefined),
  (clause, context) => single(httpStep(clause, context)),
  (clause, context) => single(setStep(clause, context)),
  (clause, context) => single(slackStep(clause, context)),
  (clause) => (/^(?:do nothing|nothing|stop)$/.test(clause.mask) ? [{ name: 'Do nothing', type: base('noOp'), parameters: {} }] : undefined),
];

/**
 * Nodes for one clause; undefined when it is not understood, "no-city" when a weather report lacks its place.
 * A report that has to be fetched first ("post the weather to #x") gives both nodes.
 */
export function readSteps(clause: Clause, context: StepContext): Piece[] | 'no-city' | undefined {
  const weather = mentionsWeather(clause) && context.source?.what !== 'weather report' ? weatherSteps(context) : [];
  if (weather === 'no-city') return weather;
  const fetched = weather.at(-1);
  const inner: StepContext =
    fetched?.yields ? { ...context, source: { ...fetched.yields, node: fetched.name }, previous: fetched.name } : context;
  for (const read of readers) {
    const found = read(clause, inner);
    if (found) return [...weather, ...found];
  }
  return weather.length > 0 ? weather : undefined;
}
