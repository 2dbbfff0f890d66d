import type { Catalog } from '#src/catalog/catalog.ts';
import { type Language, languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { toMessage, warning } from '#src/workflow/issues.ts';
import { type ValidationContext, validateDraft } from '#src/workflow/validate/index.ts';
import {
  addGuard,
  addSteps,
  plainWords,
  type Reading,
  readRequest,
  recurs,
  triggerPiece,
  workflowName,
} from './assemble.ts';
import { assumedFor } from './assumed-in-words.ts';
import { changeAtHand, renamesByPlace } from './at-hand.ts';
import { createBuilder } from './builder.ts';
import { phoning } from './catalog/steps.ts';
import { defaultName } from './default-name.ts';
import { addFlow } from './further-flow.ts';
import { toQuestion } from './own-questions.ts';
import { noUsage, type OwnQuestion, type Planner, type PlannerInput, type PlannerResult } from './planner.ts';
import { backgroundLines, type Prose } from './prose/description.ts';
import { readProse } from './prose/prose.ts';
import { quoteSaid } from './quote-said.ts';
import { refusalOf } from './refusals.ts';
import { type Revised, reviseDraft } from './revise.ts';
import { reviseSwapped } from './revise-swapped.ts';
import { toCommand, withEarlierWords } from './template-commands.ts';
import { cannotText, leftOut } from './template-help.ts';
import { fromTemplate, nearestTemplate, templateBySlug } from './template-offer.ts';
import { toEnglish } from './translate.ts';

/** What a choice of ours means stands before the request it is about, so that both come back as words. */
const prefixes = { fresh: 'As a new automation: ', change: 'As a change: ', plain: 'Without a template: ' };
const templatePrefix = /^From the template ([a-z0-9-]{1,80}): /;

/** A request between two, with what either choice stands for. */
function choice(code: OwnQuestion, text: string, choices: readonly string[], meanings: string[]): PlannerResult {
  return { kind: 'question', text, choices: [...choices], own: { code, meanings } };
}

/**
 * Plans without a model: reads requests by grammar and by the catalogue of the connected n8n. What is not said is asked
 * on the card, what cannot be done is said. Deterministic but for the clock; never throws on any words.
 */
export function createTemplatePlanner({
  catalog,
  now = () => new Date(),
}: {
  catalog: Catalog | (() => Catalog);
  now?: () => Date;
}): Planner {
  const read = () => (typeof catalog === 'function' ? catalog() : catalog);
  return {
    name: 'templates',
    async plan(input) {
      const validation = { catalog: read(), facts: await input.sources.readFacts() };
      return { result: planWithTemplates(input, validation, now()), usage: noUsage, notes: [{ code: 'templates' }] };
    },
  };
}

function planWithTemplates(input: PlannerInput, validation: ValidationContext, now: Date): PlannerResult {
  const language = languageOf(input.locale);
  const command = toCommand(input.request, language);
  if (command) return command;
  const said = withEarlierWords(input);
  const bare = Object.values(prefixes).reduce(
    (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
    said,
  );
  const chosen = templatePrefix.exec(said);
  const request = chosen ? said.slice(chosen[0].length) : bare;
  const told = toEnglish(quoteSaid(request));
  const described = readProse(told.text, validation.catalog);
  const prose = described && { ...described, left: described.left.map(told.back) };
  const english = prose ? { text: prose.text, back: (words: string) => told.back(prose.back(words)) } : told;
  const refused = refusalOf(english.text, english.back);
  if (refused) {
    const why = toMessage(refused, language);
    return { kind: 'answer', text: `${why} ${wordsIn(language).planning.notDone}` };
  }
  const reading = readRequest(english.text, { catalog: validation.catalog, timezone: input.timezone, now });
  const plan: Plan = { input, validation, language, reading, original: english.back, request, prose, now };
  const template = chosen && templateBySlug(chosen[1] ?? '');
  if (template) return ofTemplate(plan, template);
  if (!input.current || said.startsWith(prefixes.fresh)) return planWhole(plan, said.startsWith(prefixes.plain));
  return planBeside(plan, input.current, said.startsWith(prefixes.change));
}

interface Plan {
  input: PlannerInput;
  validation: ValidationContext;
  language: Language;
  reading: Reading;
  /** Words of the English reading as they were said. */
  original: (words: string) => string;
  request: string;
  /** What the words tell beside what they ask for, where they describe a workflow. */
  prose: Prose | undefined;
  now: Date;
}

const changing =
  /\b(?:instead|change|only|make it|rename|call it|name it|move|switch|use|set it|also|too|as well|add|insert|before|behind|along with|after|then|no longer|from now on)\b/i;

/** Words beside an open draft: a change of it, a request of its own, or either, which is asked. */
function planBeside(plan: Plan, current: NonNullable<PlannerInput['current']>, isChange: boolean): PlannerResult {
  const { input, validation, reading, language, request } = plan;
  const { planning } = wordsIn(language);
  const where = { ...input, catalog: validation.catalog };
  const swapped = reviseSwapped(current.draft, request, where);
  if (swapped) return swapped === 'open' ? planWhole(plan, false) : revision(plan, current, swapped);
  const revised = reviseDraft(current.draft, reading.request, where);
  const changes = isChange || changing.test(plainWords(reading.request));
  const says = reading.clauses.length > 0;
  const whole = triggerPiece(reading) !== undefined && says;
  if (revised && (isChange || !says || (changes && !isWhole(plan)))) return revision(plan, current, revised);
  if (whole && !changes) return planWhole(plan, false);
  if (!revised) return planWhole(plan, false);
  if (!changes && !isWhole(plan) && !understands(plan)) return revision(plan, current, revised);
  return choice('new-or-change', planning.newOrChange(current.draft.name), planning.newOrChangeChoices, [
    `${prefixes.fresh}${request}`,
    `${prefixes.change}${request}`,
  ]);
}

/** A trigger and steps that would do as a workflow of their own. */
const isWhole = (plan: Plan): boolean => {
  const first = triggerPiece(plan.reading);
  if (
    !first ||
    /\b(?:instead|change|rename|make it|call it|switch|from now on|no longer)\b/i.test(plainWords(plan.reading.request))
  )
    return false;
  return understands(plan);
};

function understands({ reading, input, validation }: Plan): boolean {
  const builder = createBuilder();
  builder.add(triggerPiece(reading) ?? start);
  const { timezone } = input;
  return (
    addSteps(builder, reading.clauses, {
      request: reading.request,
      timezone,
      catalog: validation.catalog,
      here: input.here,
    }).understood > 0
  );
}

const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };

function revision(
  { validation, language }: Plan,
  current: NonNullable<PlannerInput['current']>,
  revised: Revised,
): PlannerResult {
  const renames = renamesByPlace(current.draft, revised.draft);
  const change = changeAtHand(current, renames, revised.draft);
  return {
    kind: 'revision',
    ...checked(assumedFor(language, revised.draft), revised.issues, { ...validation, ...change }),
    renames,
  };
}

/**
 * What the reading makes of the words. Where it leaves something out, the nearest template: used when it has everything
 * that was said, offered when it has most of it.
 */
function planWhole(plan: Plan, withoutTemplate: boolean): PlannerResult {
  const { input, validation, reading, language, request } = plan;
  const planned = planNew(plan);
  // A template that posts is no text message and no call.
  if (reading.clauses.some(({ mask }) => phoning.test(mask)) && planned.kind !== 'question') return planned;
  if (withoutTemplate || input.current || (planned.kind === 'question' && planned.own?.code === 'city')) return planned;
  const lacking = ['not-understood', 'condition-not-understood', 'not-possible'];
  if (planned.kind === 'draft' && !planned.issues.some(({ code }) => lacking.includes(code))) return planned;
  if (planned.kind === 'question' && planned.own?.code === 'what' && reading.clauses.length === 0) return planned;
  const near = nearestTemplate(
    validation.catalog,
    reading.request,
    reading.clauses
      .map(({ text }) => text)
      .concat(reading.event ?? '')
      .join('. '),
    startOf(reading),
  );
  if (!near) return planned;
  const { planning } = wordsIn(language);
  return choice('template', planning.template(near.template.name), planning.templateChoices, [
    `From the template ${near.template.slug}: ${request}`,
    `${prefixes.plain}${request}`,
  ]);
}

/** What the words say starts it; a person who starts it by hand is neither. */
function startOf({ trigger, schedule }: Reading): 'event' | 'schedule' | undefined {
  if (trigger?.piece?.type.endsWith('.manualTrigger')) return undefined;
  if (trigger) return 'event';
  return schedule && recurs(schedule) ? 'schedule' : undefined;
}

function ofTemplate(
  { reading, validation, input }: Plan,
  template: NonNullable<ReturnType<typeof templateBySlug>>,
): PlannerResult {
  const { schedule } = reading;
  const recurring = schedule && recurs(schedule) ? schedule : undefined;
  const { draft, issues } = fromTemplate(template, reading.request, recurring, input.timezone);
  return { kind: 'draft', ...checked(draft, issues, validation) };
}

function planNew({ input, validation, language, reading, original, request, prose, now }: Plan): PlannerResult {
  const builder = createBuilder();
  const trigger = triggerPiece(reading);
  const { undone } = reading.trigger ?? {};
  if (undone) {
    const issue = leftOut({ undone: [{ ...undone, part: original(reading.event ?? request) }] })[0];
    return { kind: 'answer', text: `${issue ? toMessage(issue, language) : ''} ${wordsIn(language).planning.notDone}` };
  }
  if (reading.once?.past) {
    const past = warning('not-possible', { part: request.slice(0, 200), reason: 'past' });
    return { kind: 'answer', text: `${toMessage(past, language)} ${wordsIn(language).planning.notDone}` };
  }
  builder.add(trigger ?? start);
  addGuard(builder, reading);
  const timezone = reading.schedule?.timezone ?? input.timezone;
  const flows: string[] = [];
  const found = addSteps(builder, reading.clauses, {
    flows,
    request: reading.request,
    timezone,
    catalog: validation.catalog,
    original,
    here: input.here,
  });
  const beside = flows.every((flow) => addFlow(builder, flow, { catalog: validation.catalog, timezone, now }));
  const steps = {
    ...found,
    unchecked: found.unchecked.map(original),
    notUnderstood: [
      ...(reading.other ? [original(reading.other)] : []),
      ...found.notUnderstood.map(original),
      ...(prose?.left ?? []),
      ...(beside ? [] : [request]),
    ],
    undone: [...eventUndone(reading, builder), ...found.undone].map((one) => ({ ...one, part: original(one.part) })),
  };
  if (steps.needsCity) return toQuestion('city', language);
  const unclear = [...steps.unchecked, ...steps.notUnderstood];
  const nothing = (): PlannerResult => {
    const issues = leftOut({ undone: steps.undone }).map((issue) => toMessage(issue, language));
    const { notDone } = wordsIn(language).planning;
    if (issues.length > 0 && unclear.length === 0) return { kind: 'answer', text: `${issues.join(' ')} ${notDone}` };
    return {
      kind: 'answer',
      text: [...issues, cannotText(unclear.length > 0 ? unclear : [request], language)].join('\n\n'),
    };
  };
  if (!trigger) return steps.understood === 0 || input.current ? nothing() : toQuestion('when', language);
  if (steps.understood === 0)
    return unclear.length + steps.undone.length > 0 ? nothing() : toQuestion('what', language);
  const background = prose?.background ?? [];
  for (const line of backgroundLines(background)) builder.assumptions.add(line);
  const name = workflowName(reading.request) ?? defaultName(builder);
  const draft: Draft = {
    name,
    description: request.trim().slice(0, 500),
    nodes: builder.nodes,
    connections: builder.connections,
    assumptions: [...builder.assumptions].map((text) => text.slice(0, 500)).slice(0, 20),
    ...(reading.schedule ? { timezone } : {}),
  };
  return {
    kind: 'draft',
    ...checked(assumedFor(language, draft), [...builder.issues, ...leftOut(steps)], validation),
  };
}

/** What of the event n8n's trigger does not tell apart. */
function eventUndone({ trigger }: Reading, { nodes }: { nodes: { name: string }[] }) {
  const { piece } = trigger ?? {};
  if (!piece?.left) return [];
  return [{ reason: 'no-event' as const, app: piece.app ?? nodes[0]?.name ?? '', part: piece.left }];
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
