import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { assumed } from '#src/language/assumed.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { TemplateSlot } from '#src/model/template.ts';
import { appsIn, type NamedApp } from './catalog/apps.ts';
import { grammar, names, stemsOf } from './catalog/lexicon.ts';
import { plainStems } from './catalog/said.ts';
import { channelNames, emailAddresses } from './places.ts';
import type { ParsedSchedule } from './schedule-grammar.ts';
import { fillTemplate, toOpenIssues } from './templates/fill.ts';
import { ownTemplates } from './templates/own-templates.ts';
import type { WorkflowTemplate } from './templates/template.ts';
import { firstQuoted, maskQuoted, toLower } from './words.ts';

/** A template that is near a request, and how much of what was said it has. */
export interface Offer {
  template: WorkflowTemplate;
  /** 1 when every word of the request is accounted for and nothing would be added unasked. */
  share: number;
}

interface Vocabulary {
  template: WorkflowTemplate;
  stems: ReadonlySet<string>;
  types: readonly string[];
  starts: 'schedule' | 'event';
}
const known: Vocabulary[] = ownTemplates.map((template) => {
  const { name, description, words, draft } = template;
  const nodes = draft.nodes.map((node) => `${node.name} ${shortName(node.type)}`);
  const stems = new Set(stemsOf([name, description, ...words, ...nodes].join(' ')));
  const types = draft.nodes.map(({ type }) => type);
  return { template, stems, types, starts: types.some((type) => /scheduleTrigger$/.test(type)) ? 'schedule' : 'event' };
});

/** Below this a template has too little in common with the words to be worth a question. */
const worthAsking = 0.45;
const accounted = 0.9;

/**
 * The template nearest to the words. It must have the apps that were named and a place for every address; a share of 1
 * means that nothing said is missing in it and no app comes with it that nobody spoke of.
 * @param starts what the words say starts it: a template that starts otherwise is not near
 */
export function nearestTemplate(
  catalog: Catalog,
  request: string,
  outside: string,
  starts?: 'schedule' | 'event',
): Offer | undefined {
  const mask = toLower(maskQuoted(request));
  const apps = appsIn(catalog, request, mask);
  const said = [...new Set(plainStems(toLower(maskQuoted(outside))))].filter(
    (word) => !grammar.has(word) && !idle.has(word) && !apps.some(({ name }) => stemsOf(name).includes(word)),
  );
  if (said.length < 3) return undefined;
  const fitting = known.flatMap((one): Offer[] => {
    const { template, stems, types } = one;
    if (!hasRoom(template, request) || (starts && starts !== one.starts)) return [];
    if (apps.some((app) => !types.some((type) => isOf(app, type)))) return [];
    const given = new Set(stemsOf(Object.values(slotValues(template.slots, request)).join(' ')));
    const met = said.filter(
      (word) => stems.has(word) || given.has(word) || [...stems].some((one) => names(word, one)),
    ).length;
    return [{ template, share: met / said.length }];
  });
  const [best] = fitting.sort(
    (a, b) => b.share - a.share || a.template.draft.nodes.length - b.template.draft.nodes.length,
  );
  // Words that say no start are a list of acts: a template fits where it has about all of them.
  return best && best.share >= (starts ? worthAsking : accounted) ? best : undefined;
}

/** By its node type; a catalogue that lacks the app has its name alone. */
const isOf = ({ action, trigger, name }: NamedApp, type: string): boolean =>
  type === action || type === trigger || type.toLowerCase().includes(name.toLowerCase().replace(/[^a-z0-9]/g, ''));

const idle = new Set(
  stemsOf(
    'want need make build create workflow automation help like every day week month morning hourly daily weekly set new item post message send add tell where but never yourself people go get per column create make it',
  ),
);

export const templateBySlug = (slug: string): WorkflowTemplate | undefined =>
  ownTemplates.find((one) => one.slug === slug);

/** A template must have a place for everything that was named: channels, people, addresses. */
function hasRoom({ slots }: WorkflowTemplate, request: string): boolean {
  const room = (kind: TemplateSlot['kind']) =>
    slots.filter((slot) => slot.kind === kind && slot.slot !== 'from').length;
  return (
    room('channel') >= channelNames(request).length &&
    room('email') >= emailAddresses(request).length &&
    room('url') + room('sheet') >= urlsOf(request).length
  );
}

const urlsOf = (request: string): string[] =>
  [...new Set(request.match(/https?:\/\/[^\s"'<>“”]{3,400}/g) ?? [])].map((url) => url.replace(/[.,;:!?)]+$/, ''));

/** The template filled with what was said; what was not said is asked for. */
export function fromTemplate(
  template: WorkflowTemplate,
  request: string,
  schedule: ParsedSchedule | undefined,
  timezone: string,
): { draft: Draft; issues: Issue[] } {
  const values = slotValues(template.slots, request);
  const { draft, open } = fillTemplate(template, values);
  const known = [assumed('startsFrom', { name: template.name }), ...(draft.assumed ?? [])];
  const planned: Draft = { ...draft, assumed: known, assumptions: schedule?.assumptions ?? [] };
  if (!schedule) return { draft: planned, issues: toOpenIssues(open) };
  const nodes = planned.nodes.map((node) =>
    node.type.endsWith('.scheduleTrigger') ? { ...node, parameters: { rule: { interval: schedule.interval } } } : node,
  );
  return { draft: { ...planned, nodes, timezone: schedule.timezone ?? timezone }, issues: toOpenIssues(open) };
}

/** What the words say for each slot: places in the order they were named. */
function slotValues(slots: readonly TemplateSlot[], request: string): Record<string, string> {
  // Whoever gets it never sends it: who does is said or asked.
  const sender = /\bfrom ([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/i.exec(request)?.[1];
  const given: Partial<Record<TemplateSlot['kind'], string[]>> = {
    channel: channelNames(request).map((channel) => `#${channel}`),
    email: emailAddresses(request).filter((address) => address !== sender),
    url: urlsOf(request).filter((url) => !url.includes('docs.google.com')),
    sheet: urlsOf(request).filter((url) => url.includes('docs.google.com/spreadsheets')),
  };
  const values: Record<string, string> = {};
  for (const { slot, kind } of slots) {
    const value = slot === 'from' ? sender : kind === 'text' ? spoken(slot, request) : given[kind]?.shift();
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
