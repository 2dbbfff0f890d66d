import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { stem } from '#src/catalog/search-words.ts';
import { versionOf } from '#src/catalog/slice.ts';
import type { Clause } from '../clauses.ts';
import { fileEvent } from '../media/arriving.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toName } from '../words.ts';
import type { NamedApp } from './apps.ts';
import { bringsAttachments } from './attachments.ts';
import { fill } from './fill.ts';
import { refine } from './known-events.ts';
import { recordOfTrigger } from './known-records.ts';
import { grammar, names, stemsOf } from './lexicon.ts';
import { plainStems } from './said.ts';

/** Ways to say that something happened; words of one line are one. */
const happenings = [
  'new subscribe subscribed join joined joins create created add added open opened arrive arrives arrived receive received come comes incoming submit submitted submission insert inserted publish published post posted posts upload uploaded book booked booking register registered placed made send sends sent appear appears write writes sign signs',
  'update updated change changed changes edit edited modify modified',
  'delete deleted remove removed trash trashed',
  'paid pay',
  'succeed succeeded succeeds successful',
  'cancel canceled cancelled cancellation',
  'close closed resolved',
  'complete completed finish finished done',
  'move moved moves',
  'mention mentioned mentions',
  'fail failed fails failure',
];
const happened = new Map<string, string>();
for (const line of happenings) {
  const words = line.split(' ').map((word) => stem(word));
  for (const word of words) happened.set(word, words[0] ?? word);
}
const eventNames =
  /^(?:events?|updates|trigger|triggerOn|topic|resources?|object|objectType|entity|actions?|operations|firesOn|type|event.*)$/;

/** A trigger of the app with the event that is meant; what its other parameters need is read from the words as well. */
export function eventPiece(nodeType: NodeType, app: NamedApp, clause: Clause, context: StepContext): Piece {
  const version = versionOf(nodeType);
  const own = new Set([
    ...stemsOf(app.name),
    ...stemsOf(app.name.toLowerCase()),
    ...stemsOf(clause.text.slice(Math.max(0, app.start), Math.max(0, app.end))),
  ]);
  let said = plainStems(clause.mask).filter((word) => !own.has(word));
  if (/(?:^|\s)#\p{L}/u.test(clause.text)) said.push('channel', stem('message'));
  // "For each payment": each one that comes.
  if (/^(?:for )?(?:every|each) /.test(clause.mask) && !said.some((word) => happened.has(word))) said.push('new');
  // Money that came in has been paid; a payment that was only created has not.
  if (/\b(?:payments?|charges?)\b/.test(clause.mask) && said.some((word) => happened.get(word) === happened.get('new')))
    said = [...said.filter((word) => happened.get(word) !== happened.get('new')), stem('succeeded'), 'paid'];
  const files = fileEvent(nodeType.name, clause, context.request);
  // "A recording is added to a folder" of an app for files is a file.
  if (files && !files.guard && !bringsAttachments(nodeType.name))
    said = [...said.filter((word) => word !== 'folder'), 'file'];
  const preset: Record<string, unknown> = {};
  const labels: string[] = [];
  const values: string[] = [];
  const tried = new Set<string>();
  let asksForEvent = false;
  let loaded: string | undefined;
  for (let round = 0; round < 4; round += 1) {
    const { visible } = resolveParameters(nodeType.properties, preset, { version });
    const property = visible.find((one) => isEvent(one) && !tried.has(one.name));
    loaded ??= visible.find(
      ({ name, type, options, required }) =>
        required && /ptions$/.test(type) && /^events?$/.test(name) && !options?.length,
    )?.name;
    if (!property) break;
    tried.add(property.name);
    asksForEvent = true;
    const inner = property.type === 'fixedCollection' ? innerOf(property) : undefined;
    const chosen = chooseOption(inner?.property ?? property, said) ?? behindOption(nodeType, property, preset, said);
    if (!chosen) continue;
    preset[property.name] = inner
      ? { [inner.group]: [{ [inner.property.name]: chosen.value }] }
      : property.type === 'multiOptions'
        ? [chosen.value]
        : chosen.value;
    if (chosen.name) labels.push(chosen.name);
    if (typeof chosen.value === 'string') values.push(chosen.value);
  }
  if (nodeType.polling) preset['pollTimes'] = { item: [{ mode: 'everyMinute' }] };
  const filled = fill(nodeType, { says: '', verb: undefined, used: new Set() }, clause, context, preset);
  const short = shortName(nodeType.name);
  const known = refine(short, clause, filled.parameters, context.request);
  const guard = known.guard ?? files?.guard;
  const told = new Set(
    [
      ...(files?.said ?? []).flatMap(stemsOf),
      ...[...labels, ...values].flatMap(stemsOf),
      ...filled.said.flatMap(stemsOf),
      ...(known.said ?? []).flatMap(stemsOf),
    ].map(canonical),
  );
  const parameters = { ...filled.parameters, ...known.parameters };
  const record = recordOfTrigger(short, parameters);
  const what = known.yields?.what ?? thingOf(labels, clause, own) ?? app.name;
  // "Whenever anything changes": of a trigger that starts on every change, that is what was asked.
  const anyChange =
    /\b(?:anything|something|everything|any change|every change|changes? (?:in|to|of))\b/.test(clause.mask) &&
    (everyChange.has(short) || short === 'airtableTrigger');
  const open = known.name
    ? []
    : said.filter(
        (word) =>
          happened.has(word) &&
          !told.has(canonical(word)) &&
          !(anyChange && canonical(word) === canonical(stem('changed'))) &&
          // A payment that came in is one that succeeded, by whichever of the two words the app has for it.
          !(canonical(word) === 'paid' && told.has(canonical(stem('succeeded')))) &&
          (happened.get(word) !== 'new' || (!asksForEvent && everyChange.has(short))),
      );
  const none = asksForEvent && labels.length === 0 && !known.name;
  const unread = said.filter(
    (word) =>
      !grammar.has(word) &&
      !cues.has(word) &&
      !told.has(canonical(word)) &&
      !happened.has(word) &&
      !isThing(word, labels) &&
      !isPlainThing(word) &&
      word !== stem(what),
  );
  const left = [
    ...open,
    ...(none ? said.filter((word) => happened.has(word)) : []),
    ...(labels.length > 0 || known.name || none ? unread : []),
  ];
  return {
    name: toName(
      known.name ?? (labels.length > 0 ? `${labels.join(' ')} in ${app.name}` : `${capitalize(what)} in ${app.name}`),
    ),
    type: nodeType.name,
    parameters,
    assumptions: [
      ...filled.assumptions,
      ...(known.assumptions ?? []),
      ...(nodeType.polling ? ['n8n looks for something new every minute.'] : []),
    ],
    missing: [
      ...filled.asked,
      ...(known.missing ?? []),
      ...(none && left.length === 0
        ? [{ path: [...tried][0] ?? 'event', ask: 'pick' as const, channel: `Event “${clause.text}”` }]
        : []),
      ...(loaded && !known.name ? [{ path: loaded, ask: 'pick' as const, channel: `Event “${clause.text}”` }] : []),
    ],
    yields: {
      ...(known.yields ?? { base: '', what, fields: new Map() }),
      ...(files ? { file: files.file } : {}),
      ...(record ? { record } : {}),
    },
    ...(known.once ? { once: known.once } : {}),
    ...(guard ? { guard } : {}),
    ...(left.length > 0 ? { left: wordsOf(clause, left), app: app.name } : {}),
  };
}

function isEvent({ name, type, options, required, default: fallback }: NodeProperty): boolean {
  if (type === 'fixedCollection') return /^events?(?:Ui)?$/.test(name);
  if ((type !== 'options' && type !== 'multiOptions') || !eventNames.test(name) || !options?.length) return false;
  return required === true || type === 'multiOptions' || fallback !== undefined;
}

/** `eventsUi` and its like: the choice inside. */
function innerOf({ options = [] }: NodeProperty): { group: string; property: NodeProperty } | undefined {
  const [group] = options;
  const property = group?.values?.find(({ type }) => type === 'options');
  return group && property && { group: group.name, property };
}

const canonical = (word: string): string => happened.get(word) ?? word;
function chooseOption(property: NodeProperty, said: readonly string[]): { name: string; value: unknown } | undefined {
  const told = new Set(said.map(canonical));
  let best: { name: string; value: unknown; score: number } | undefined;
  let fitting = 0;
  for (const { name, value = name } of property.options ?? []) {
    if (value === '*' || value === 'any_event') continue;
    const own = [...new Set([...stemsOf(name), ...stemsOf(String(value).replaceAll(/[._:/-]/g, ' '))])].filter(
      (word) => !idle.has(word),
    );
    let score = [...told].some((one) => names(one, own[0] ?? '') === 'same') ? 0.5 : 0;
    for (const word of own) {
      const event = happened.get(word);
      if (event) score += told.has(event) ? 3 : -2;
      else if ([...told].some((one) => names(one, word) === 'same')) score += 4;
      else if ([...told].some((one) => names(one, word))) score += 2;
      else if (word !== 'event') score -= 1;
    }
    if (score >= 2) fitting += 1;
    if (!best || score > best.score) best = { name, value, score };
  }
  // "A new bug", where only the issue is one; the only event needs no more than that something happened.
  if (best && fitting === 1 && best.score >= 2 && stemsOf(best.name).filter((word) => word !== 'event').length === 1)
    return best;
  if (best && property.options?.length === 1 && said.some((word) => happened.has(word))) return best;
  return best && best.score >= 3 ? best : undefined;
}

/** An option nobody names, behind which the event is: a folder of Google Drive for a new file. */
function behindOption(
  nodeType: NodeType,
  property: NodeProperty,
  preset: Record<string, unknown>,
  said: readonly string[],
) {
  if (!property.required || property.default) return undefined;
  return (property.options ?? [])
    .map(({ name, value = name }) => ({ name: '', value }))
    .find(({ value }) => {
      const { visible } = resolveParameters(
        nodeType.properties,
        { ...preset, [property.name]: value },
        { version: versionOf(nodeType) },
      );
      return visible.some(
        (one) =>
          one.name !== property.name && isEvent(one) && (one.options?.length ?? 0) > 1 && chooseOption(one, said),
      );
    });
}

const idle = new Set('in to of a an the on or by public app bot jira com v1 v2 and row'.split(' '));
const cues = new Set(
  'event when whenev someone somebody anyone as soon onc everytim time each watch monitor new get gets'
    .split(' ')
    .map((word) => stem(word)),
);
const plainThings = new Set(
  'app channel database table board list sheet spreadsheet account workspace folder bot customer somebody someone user person repo repository link shop store team our feed inbox mailbox'
    .split(' ')
    .map((word) => stem(word)),
);
/** Triggers of apps that tell every change of what is watched, not one kind of it. */
const everyChange = new Set(['trelloTrigger', 'asanaTrigger', 'linearTrigger', 'zendeskTrigger', 'taigaTrigger']);
const isPlainThing = (word: string): boolean => plainThings.has(word);
const isThing = (word: string, labels: readonly string[]): boolean =>
  labels.flatMap(stemsOf).some((one) => names(word, one));

/** What came in, in people's words: "card", "payment". */
function thingOf(labels: readonly string[], clause: Clause, own: ReadonlySet<string>): string | undefined {
  const fromLabel = labels
    .join(' ')
    .match(/\p{L}+/gu)
    ?.find((word) => !happened.has(stem(word.toLowerCase())));
  if (fromLabel) return fromLabel.toLowerCase();
  return clause.mask
    .match(/\p{L}{3,}/gu)
    ?.find(
      (word) =>
        ![word]
          .map((one) => stem(one))
          .some((one) => happened.has(one) || grammar.has(one) || cues.has(one) || own.has(one)),
    );
}

/** The words of the clause whose stems these are, first to last. */
function wordsOf({ text, mask }: Clause, stems: readonly string[]): string {
  const found = [...mask.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)].filter(([word]) =>
    stemsOf(word).some((one) => stems.includes(one)),
  );
  const last = found.at(-1);
  return text.slice(found[0]?.index ?? 0, last ? last.index + last[0].length : text.length);
}
