import type { Catalog } from '#src/catalog/catalog.ts';
import { type Language, languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { type Draft, draftSchema, type Issue } from '#src/workflow/draft.ts';
import { type ValidationContext, validateDraft } from '#src/workflow/validate/index.ts';
import {
  addGuard,
  addSteps,
  defaultName,
  plainWords,
  readRequest,
  recurs,
  type StepsResult,
  triggerPiece,
  workflowName,
} from './assemble.ts';
import { changeAtHand, renamesByPlace } from './at-hand.ts';
import { createBuilder } from './builder.ts';
import { noUsage, type OwnQuestion, type Planner, type PlannerInput, type PlannerResult } from './planner.ts';
import { reviseDraft } from './revise.ts';
import { cannotText, helpText, leftOut } from './template-help.ts';
import { coversRequest, planFromTemplate } from './template-match.ts';
import { maskQuoted, maxRequestLength, toLiteral } from './words.ts';

/** What the choices for when mean, in the one language requests are read in; in the order of `whenChoices`. */
const whenMeanings: string[] = [
  'Every morning at 9:00',
  'Every Monday at 9:00',
  'When a webhook is called',
  'When I start it by hand',
];

/** Asked when the words leave something out that nobody may assume; the answer comes back as the next request. */
function toQuestion(code: OwnQuestion, language: Language): PlannerResult {
  const { whenChoices, ...words } = wordsIn(language).planning;
  if (code !== 'when') return { kind: 'question', text: words[code], choices: [], own: { code, meanings: [] } };
  return { kind: 'question', text: words.when, choices: [...whenChoices], own: { code, meanings: whenMeanings } };
}

/**
 * Plans without a model: a grammar over English requests, a trigger plus steps. What is not said becomes an
 * assumption or an issue; what is not understood is said. Deterministic; never throws on any words.
 */
export function createTemplatePlanner({ catalog }: { catalog: Catalog | (() => Catalog) }): Planner {
  const read = () => (typeof catalog === 'function' ? catalog() : catalog);
  return {
    name: 'templates',
    async plan(input) {
      return {
        result: planWithTemplates(input, { catalog: read(), facts: await input.sources.readFacts() }),
        usage: noUsage,
        notes: [{ code: 'templates' }],
      };
    },
  };
}

function planWithTemplates(input: PlannerInput, validation: ValidationContext): PlannerResult {
  const language = languageOf(input.locale);
  const command = toCommand(input.request, language);
  if (command) return command;
  const request = withEarlierWords(input);
  if (input.current && !isWholeRequest(request, input.timezone)) {
    const revised = reviseDraft(input.current.draft, request, input.timezone);
    if (revised) {
      const renames = renamesByPlace(input.current.draft, revised.draft);
      const change = changeAtHand(input.current, renames, revised.draft);
      const judged = checked(revised.draft, revised.issues, { ...validation, ...change });
      return { kind: 'revision', ...judged, renames };
    }
  }
  return planWhole(request, input, validation);
}

/**
 * What the grammar makes of the words, unless it lacks something they speak of and a template has it all. A condition
 * that was not understood is never replaced by one that a template happens to have.
 */
function planWhole(request: string, input: PlannerInput, validation: ValidationContext): PlannerResult {
  const planned = planNew(request, input, validation);
  const { schedule } = readRequest(request);
  const recurring = schedule && recurs(schedule) ? schedule : undefined;
  if (input.current || (planned.kind === 'question' && planned.own?.code === 'city')) return planned;
  if (planned.kind === 'draft') {
    const unchecked = planned.issues.some(({ code }) => code === 'condition-not-understood');
    if (unchecked || coversRequest(planned.draft, request, recurring !== undefined)) return planned;
  }
  if (schedule && !recurring) return planned;
  const plan = planFromTemplate(request, recurring, input.timezone);
  return plan ? { kind: 'draft', ...checked(plan.draft, plan.issues, validation) } : planned;
}

const changing = /\b(?:instead|change|only|make it|rename|call it|name it|move|switch|use|set it|also|add|then)\b/i;

/** A trigger and steps without a word of change: a new request, although a draft is under discussion. */
function isWholeRequest(request: string, timezone: string): boolean {
  if (changing.test(maskQuoted(request))) return false;
  const reading = readRequest(request);
  const trigger = triggerPiece(reading);
  if (!trigger) return false;
  const builder = createBuilder();
  builder.add(trigger);
  return addSteps(builder, reading.clauses, reading.request, timezone).understood > 0;
}

function planNew(request: string, input: PlannerInput, validation: ValidationContext): PlannerResult {
  const language = languageOf(input.locale);
  const reading = readRequest(request);
  const builder = createBuilder();
  const trigger = triggerPiece(reading);
  const start = trigger ?? { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
  builder.add(start);
  addGuard(builder, reading);
  const timezone = reading.schedule?.timezone ?? input.timezone;
  const steps = addSteps(builder, reading.clauses, reading.request, timezone);
  if (steps.needsCity) return toQuestion('city', language);
  if (!trigger) {
    if (steps.understood === 0 || input.current)
      return { kind: 'answer', text: cannotText(unclear(steps, reading.request), language) };
    return toQuestion('when', language);
  }
  if (steps.understood === 0) {
    if (steps.notUnderstood.length + steps.unchecked.length > 0)
      return { kind: 'answer', text: cannotText(unclear(steps, reading.request), language) };
    return toQuestion('what', language);
  }
  const name = workflowName(reading.request) ?? defaultName(builder);
  const draft: Draft = {
    name,
    description: toLiteral(reading.request, 500),
    nodes: builder.nodes,
    connections: builder.connections,
    assumptions: [...builder.assumptions].map((text) => text.slice(0, 500)).slice(0, 20),
    ...(reading.schedule ? { timezone } : {}),
  };
  return { kind: 'draft', ...checked(draft, [...builder.issues, ...leftOut(steps)], validation) };
}

function unclear(steps: StepsResult, request: string): string[] {
  const parts = [...steps.unchecked, ...steps.notUnderstood];
  return parts.length > 0 ? parts : [request];
}

/** Validates; what the planner itself knows to be missing replaces the rule's finding on the same parameter. */
function checked(
  draft: Draft,
  own: readonly Issue[],
  validation: ValidationContext,
): { draft: Draft; issues: Issue[] } {
  const parsed = draftSchema.parse(draft);
  const known = own.filter((issue) => !issue.node || parsed.nodes.some((node) => node.name === issue.node));
  const found = validateDraft(parsed, validation).filter(
    (issue) => !known.some((other) => other.node === issue.node && other.path && issue.path?.startsWith(other.path)),
  );
  return { draft: parsed, issues: [...known, ...found] };
}

function toCommand(request: string, language: Language): PlannerResult | undefined {
  const words = plainWords(request);
  if (
    words === '' ||
    /^(?:help|\?|hi|hello|hey|hey there|hello there|good (?:morning|afternoon|evening)|what can you do|how (?:does this|do you) work|commands?)$/.test(
      words,
    )
  ) {
    return words === 'help' || words === '?'
      ? { kind: 'command', verb: 'help', argument: '' }
      : { kind: 'answer', text: `${wordsIn(language).planning.hello}\n\n${helpText(language)}` };
  }
  const list =
    /^(?:please )?(?:list|show)(?: me)?(?: (?:all|my|our|the|all my|all the))?(?: (?:workflows?|automations?|drafts?))?(?: ([\w -]{1,60}))?$/.exec(
      words,
    );
  return list ? { kind: 'command', verb: 'list', argument: list[1] ?? '' } : undefined;
}

/** An answer to one of our questions is read together with the request it was asked about. */
function withEarlierWords(input: PlannerInput): string {
  const request = input.request.slice(0, maxRequestLength);
  const asked = input.history.findLastIndex((turn) => turn.role === 'assistant');
  const earlier = input.history.slice(0, Math.max(0, asked)).findLast((turn) => turn.role === 'user')?.text;
  if (!earlier || input.current) return request;
  switch (input.asked) {
    case 'when':
      return `${request.replace(/[\s.]+$/, '')}, ${earlier}`;
    case 'what':
      return `${earlier.replace(/[\s.,]+$/, '')}, ${request}`;
    case 'city':
      return `${earlier.replace(/[\s.]+$/, '')} in ${request.trim().charAt(0).toUpperCase()}${request.trim().slice(1)}`;
    default:
      return request;
  }
}
