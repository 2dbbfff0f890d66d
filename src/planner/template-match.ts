import type { Draft, Issue } from '#src/workflow/draft.ts';
import { type Concepts, conceptsOf, conceptsOfDraft, type StepConcept } from './concepts.ts';
import { channelNames, emailAddresses } from './places.ts';
import type { ParsedSchedule } from './schedule-grammar.ts';
import { fillTemplate, toOpenIssues } from './templates/fill.ts';
import { ownTemplates } from './templates/own-templates.ts';
import type { TemplateSlot, WorkflowTemplate } from './templates/template.ts';
import { firstQuoted, maskQuoted, toLower } from './words.ts';

/** Every template with what it holds, read once from its nodes. */
const known = ownTemplates.map((template) => ({ template, concepts: conceptsOfDraft(template.draft) }));
/** Steps that only carry others: a template may have them although nobody spoke of them. */
const carriers = new Set<StepConcept>(['condition', 'memory', 'reply']);

export interface TemplatePlan {
  draft: Draft;
  issues: Issue[];
}

/** True when the draft has the trigger and every step that the words speak of. */
export function coversRequest(draft: Draft, request: string, isScheduled: boolean): boolean {
  const wanted = conceptsOf(request, isScheduled);
  const has = conceptsOfDraft(draft);
  return covers(has, wanted) && placesOf(request).every((place) => JSON.stringify(draft.nodes).includes(place));
}

function covers(has: Concepts, wanted: Concepts): boolean {
  return (
    (wanted.trigger === undefined || has.trigger === wanted.trigger) &&
    [...wanted.steps].every((step) => has.steps.has(step))
  );
}

/**
 * The template that has everything the words speak of and the least besides, filled with what was said; what was not
 * said is asked for. Undefined when none fits: half a workflow would be worse than a question.
 */
export function planFromTemplate(
  request: string,
  schedule: ParsedSchedule | undefined,
  timezone: string,
): TemplatePlan | undefined {
  const wanted = conceptsOf(request, schedule !== undefined);
  if (!wanted.trigger || wanted.steps.size === 0) return undefined;
  const text = toLower(maskQuoted(request));
  const fitting = known
    .filter(
      ({ concepts, template }) =>
        concepts.trigger === wanted.trigger && covers(concepts, wanted) && hasRoom(template, request),
    )
    .map((one) => ({ ...one, score: likeness(one.template, text) - 2 * extras(one.concepts, wanted) }))
    .filter(({ concepts, score }) => extras(concepts, wanted) <= 1 && score > 0);
  const [best] = fitting.sort((a, b) => b.score - a.score);
  return best && toPlan(best.template, request, schedule, timezone);
}

/** Steps the template would add unasked. */
const extras = (has: Concepts, wanted: Concepts): number =>
  [...has.steps].filter((step) => !wanted.steps.has(step) && !carriers.has(step)).length;

/** How much the words are those of the template; everything the request speaks of counts as well. */
function likeness({ name, description, words, draft }: WorkflowTemplate, text: string): number {
  const own = new Set(toLower(`${name} ${description} ${words.join(' ')}`).match(/\p{L}{4,}/gu) ?? []);
  const said = new Set(text.match(/\p{L}{4,}/gu) ?? []);
  const shared = [...said].filter((word) => own.has(word) || own.has(word.replace(/s$/, ''))).length;
  return 1 + shared + conceptsOfDraft(draft).steps.size * 0.1;
}

/** A template must have a place for everything that was named: channels, people, addresses. */
function hasRoom({ slots }: WorkflowTemplate, request: string): boolean {
  const room = (kind: TemplateSlot['kind']) =>
    slots.filter((slot) => slot.kind === kind && slot.slot !== 'from').length;
  return (
    room('channel') >= channelNames(request).length &&
    room('email') >= emailAddresses(request).length &&
    room('url') >= urlsOf(request).length
  );
}

const urlsOf = (request: string): string[] =>
  [...new Set(request.match(/https?:\/\/[^\s"'<>“”]{3,400}/g) ?? [])].map((url) => url.replace(/[.,;:!?)]+$/, ''));
const placesOf = (request: string): string[] => [
  ...channelNames(request).map((channel) => `#${channel}`),
  ...emailAddresses(request),
];

function toPlan(
  template: WorkflowTemplate,
  request: string,
  schedule: ParsedSchedule | undefined,
  timezone: string,
): TemplatePlan {
  const values = slotValues(template.slots, request);
  const assumptions = [`It starts from the template “${template.name}”.`, ...(template.draft.assumptions ?? [])];
  if (values['from'] && template.slots.some(({ slot }) => slot === 'from'))
    assumptions.push(`E-mails are sent as ${values['from']}.`);
  const { draft, open } = fillTemplate(template, values);
  const planned: Draft = { ...draft, assumptions: [...assumptions, ...(schedule?.assumptions ?? [])].slice(0, 20) };
  if (!schedule) return { draft: planned, issues: toOpenIssues(open) };
  const nodes = planned.nodes.map((node) =>
    node.type.endsWith('.scheduleTrigger') ? { ...node, parameters: { rule: { interval: schedule.interval } } } : node,
  );
  return { draft: { ...planned, nodes, timezone: schedule.timezone ?? timezone }, issues: toOpenIssues(open) };
}

/** What the words say for each slot: places in the order they were named. */
function slotValues(slots: readonly TemplateSlot[], request: string): Record<string, string> {
  const given: Partial<Record<TemplateSlot['kind'], string[]>> = {
    channel: channelNames(request).map((channel) => `#${channel}`),
    email: emailAddresses(request),
    url: urlsOf(request).filter((url) => !url.includes('docs.google.com')),
    sheet: urlsOf(request).filter((url) => url.includes('docs.google.com/spreadsheets')),
  };
  const [firstEmail] = given.email ?? [];
  const values: Record<string, string> = {};
  for (const { slot, kind } of slots) {
    const value = slot === 'from' ? firstEmail : kind === 'text' ? spoken(slot, request) : given[kind]?.shift();
    if (value) values[slot] = value;
  }
  return values;
}

const afterWord: Record<string, RegExp> = {
  table: /\btable (?:called |named )?["“']?([A-Za-z_][\w.]{0,60})/i,
  value: /\bthe ["“']?([\p{L}_][\p{L}\p{N}_]{0,40})["”']? column/iu,
  group: /\b(?:per|by|for each) ["“']?([\p{L}_][\p{L}\p{N}_]{0,40})/iu,
  owner: /\b([\w-]{1,40})\/[\w.-]{1,100}/,
  repository: /\b[\w-]{1,40}\/([\w.-]{1,100})/,
  limit: /\b(?:below|under|less than) (\d[\d.,]*)/i,
};

function spoken(slot: string, request: string): string | undefined {
  if (slot === 'message') return firstQuoted(request);
  const words = Object.hasOwn(afterWord, slot) ? afterWord[slot] : undefined;
  return words?.exec(request.replace(/https?:\/\/\S+/g, ' '))?.[1];
}
