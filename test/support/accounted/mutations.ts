import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Phrase } from '#src/planner/account/phrases.ts';
import { isRecord } from '#src/workflow/json/values.ts';

export interface Mutation {
  kind: string;
  draft: Draft;
}

/** Every way to spoil a workflow that somebody would mind: one fault each. Only what its request speaks of is spoiled. */
export function mutationsOf(draft: Draft, phrases: readonly Phrase[]): Mutation[] {
  const kinds = new Set(phrases.map(({ kind }) => kind));
  const made: Mutation[] = [];
  const add = (kind: string, changed: Draft) => {
    if (JSON.stringify(changed) !== JSON.stringify(draft)) made.push({ kind, draft: changed });
  };
  for (const node of draft.nodes) {
    const start = /trigger|webhook$|emailReadImap/i.test(node.type);
    if (!start && asked(node, phrases)) add('drop a step', without(draft, node.name));
    const swapped = swaps.find(([from]) => from === short(node.type));
    if (swapped && kinds.has('app') && namesApp(node, phrases))
      add('swap an app', withNode(draft, node.name, { ...node, type: `n8n-nodes-base.${swapped[1]}` }));
    if (short(node.type) === 'scheduleTrigger')
      for (const [kind, changed] of otherTimes(node, phrases)) add(kind, withNode(draft, node.name, changed));
    const spoiled = (kind: string, spoil: (text: string) => string) =>
      add(
        kind,
        withNode(draft, node.name, {
          ...node,
          parameters: mapTexts(node.parameters, spoil) as Record<string, unknown>,
        }),
      );
    for (const phrase of phrases) {
      if (phrase.kind === 'text')
        spoiled('change a text', (text) => text.replace(phrase.value, `${phrase.value.slice(0, -3)}xyz`));
      if (phrase.kind === 'channel')
        spoiled('change a channel', (text) =>
          text.replace('#', '') === phrase.name || text === phrase.id ? 'elsewhere' : text,
        );
      if (phrase.kind === 'person')
        spoiled('change a person', (text) => (text.replace('@', '') === phrase.name ? '@somebody' : text));
      if (phrase.kind === 'address')
        spoiled('change an address', (text) => text.replace(phrase.address, 'else@other.example'));
      if (phrase.kind === 'url')
        spoiled('change a link', (text) => text.replace(/https?:\/\/[^/\s]+/, 'https://other.example'));
      if (
        phrase.kind === 'name' &&
        draft.nodes.filter(({ parameters }) => JSON.stringify(parameters).includes(`"${phrase.name}"`)).length === 1
      )
        spoiled('change a name', (text) => (text === phrase.name ? 'Other' : text));
      if ((phrase.kind === 'number' || phrase.kind === 'count') && short(node.type) !== 'scheduleTrigger')
        add(
          'change a number',
          withNode(draft, node.name, {
            ...node,
            parameters: mapNumbers(node.parameters, phrase.value) as Record<string, unknown>,
          }),
        );
      if (phrase.kind === 'duration' && short(node.type) === 'wait')
        add(
          'change a number',
          withNode(draft, node.name, {
            ...node,
            parameters: { ...node.parameters, amount: Number(node.parameters['amount']) + 2 },
          }),
        );
    }
  }
  const others = draft.connections.filter(({ output }) => output === 1 || output === 'false');
  if (kinds.has('otherwise') && others.length > 0)
    add('drop the else branch', { ...draft, connections: draft.connections.filter((one) => !others.includes(one)) });
  return made;
}

const short = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
const swaps: [string, string][] = [
  ['slack', 'microsoftTeams'],
  ['microsoftTeams', 'slack'],
  ['gmail', 'emailSend'],
  ['googleSheets', 'airtable'],
  ['googleSheetsTrigger', 'airtableTrigger'],
  ['jira', 'linear'],
  ['postgres', 'mySql'],
  ['mySql', 'postgres'],
  ['telegram', 'discord'],
  ['discord', 'telegram'],
  ['notion', 'confluence'],
  ['dropbox', 'box'],
  ['googleDrive', 'microsoftOneDrive'],
  ['zendesk', 'freshdesk'],
  ['hubspot', 'pipedrive'],
  ['hubspotTrigger', 'pipedriveTrigger'],
  ['pipedriveTrigger', 'hubspotTrigger'],
  ['stripeTrigger', 'payPalTrigger'],
  ['payPalTrigger', 'stripeTrigger'],
  ['airtableTrigger', 'notionTrigger'],
  ['openAi', 'anthropic'],
  ['trello', 'asana'],
  ['asana', 'trello'],
  ['githubTrigger', 'gitlabTrigger'],
  ['microsoftOutlookTrigger', 'gmailTrigger'],
  ['microsoftOutlook', 'gmail'],
  ['xero', 'quickbooks'],
  ['quickbooks', 'xero'],
  ['shopify', 'wooCommerce'],
  ['googleCalendar', 'microsoftOutlook'],
  ['whatsApp', 'telegram'],
  ['mailchimp', 'sendGrid'],
  ['linkedIn', 'twitter'],
  ['microsoftSharePoint', 'googleDrive'],
  ['googleBigQuery', 'snowflake'],
  ['snowflake', 'googleBigQuery'],
  ['deepL', 'googleTranslate'],
];

const namesApp = (node: DraftNode, phrases: readonly Phrase[]): boolean =>
  phrases.some((phrase) => phrase.kind === 'app' && phrase.types.includes(short(node.type)));
/** Steps that the request speaks of: an app, an address, a link, a channel, a wait, a condition. */
function asked(node: DraftNode, phrases: readonly Phrase[]): boolean {
  const type = short(node.type);
  const text = JSON.stringify(node.parameters).toLowerCase();
  if (namesApp(node, phrases))
    return (
      phrases.filter((phrase) => phrase.kind === 'app' && phrase.types.includes(type)).length > 0 &&
      !hasTwin(node, phrases)
    );
  if (['if', 'filter', 'switch'].includes(type))
    return phrases.some(({ kind }) => kind === 'condition' || kind === 'number');
  if (type === 'wait') return true;
  return phrases.some(
    (phrase) =>
      (phrase.kind === 'address' && text.includes(phrase.address)) ||
      (phrase.kind === 'url' && text.includes(phrase.url.toLowerCase())) ||
      (phrase.kind === 'channel' && text.includes(`"${phrase.name.toLowerCase()}"`)),
  );
}
const hasTwin = (node: DraftNode, phrases: readonly Phrase[]): boolean =>
  phrases.filter((phrase) => phrase.kind === 'app' && phrase.types.includes(short(node.type))).length > 1;

/** Without a step, its neighbours joined. */
function without(draft: Draft, name: string): Draft {
  const before = draft.connections.filter(({ to }) => to === name);
  const after = draft.connections.filter(({ from }) => from === name);
  const joined = before.flatMap((one) => after.map(({ to, input }) => ({ ...one, to, input })));
  return {
    ...draft,
    nodes: draft.nodes.filter((node) => node.name !== name),
    connections: [...draft.connections.filter(({ from, to }) => from !== name && to !== name), ...joined],
  };
}
const withNode = (draft: Draft, name: string, node: DraftNode): Draft => ({
  ...draft,
  nodes: draft.nodes.map((one) => (one.name === name ? node : one)),
});

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]))
    : value;
}
function mapNumbers(value: unknown, number: number): unknown {
  if (value === number) return number + 7;
  if (Array.isArray(value)) return value.map((one) => mapNumbers(one, number));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapNumbers(one, number)]))
    : value;
}

function otherTimes(node: DraftNode, phrases: readonly Phrase[]): [string, DraftNode][] {
  const rule = (node.parameters['rule'] as { interval: Record<string, unknown>[] }).interval[0] ?? {};
  const kinds = new Set(phrases.map(({ kind }) => kind));
  const changed = (more: Record<string, unknown>): DraftNode => ({
    ...node,
    parameters: { rule: { interval: [{ ...rule, ...more }] } },
  });
  const made: [string, DraftNode][] = [];
  if (kinds.has('time') && typeof rule['triggerAtHour'] === 'number')
    made.push(
      ['change a time', changed({ triggerAtHour: (rule['triggerAtHour'] + 5) % 24 })],
      ['change a time', changed({ triggerAtMinute: (Number(rule['triggerAtMinute'] ?? 0) + 20) % 60 })],
    );
  if (kinds.has('days') && Array.isArray(rule['triggerAtDay']))
    made.push(
      ['change the days', changed({ triggerAtDay: [6] })],
      ['change the days', changed({ triggerAtDay: [0, 1, 2, 3, 4, 5, 6] })],
    );
  if (kinds.has('exception') && Array.isArray(rule['triggerAtDay']))
    made.push(
      ['drop the exception', changed({ triggerAtDay: [0, 1, 2, 3, 4, 5, 6] })],
      ['drop the exception', changed({ triggerAtDay: [1, 2, 3, 4, 5] })],
    );
  for (const key of ['minutesInterval', 'hoursInterval'])
    if (kinds.has('frequency') && typeof rule[key] === 'number')
      made.push(['change a frequency', changed({ [key]: rule[key] === 1 ? 2 : 1 })]);
  if (typeof rule['expression'] === 'string') {
    const [minute = '', hour = '', day = '', month = '', weekday = ''] = rule['expression'].split(' ');
    if (kinds.has('time'))
      made.push(['change a time', changed({ expression: [minute, '22', day, month, weekday].join(' ') })]);
    if (kinds.has('date') && day !== '*')
      made.push(['change a date', changed({ expression: [minute, hour, '*', month, weekday].join(' ') })]);
    if (kinds.has('exception') && weekday !== '*')
      made.push(['drop the exception', changed({ expression: [minute, hour, day, month, '*'].join(' ') })]);
    if (kinds.has('days') && weekday !== '*')
      made.push(['change the days', changed({ expression: [minute, hour, day, month, '*'].join(' ') })]);
  }
  return made.filter(([, one]) => JSON.stringify(one) !== JSON.stringify(node));
}
