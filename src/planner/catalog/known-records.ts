import type { NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { actsOf } from '#src/catalog/slice.ts';
import { base } from '../pieces.ts';
import type { RecordPlace } from '../record-place.ts';
import type { Act } from './acts.ts';
import { names, stemsOf } from './lexicon.ts';

type Place = Omit<RecordPlace, 'action' | 'shared'>;

/** Things that HubSpot's trigger tells by their id alone. */
const hubspot = (event: string): Place | undefined => {
  const resource = /\b(contact|company|deal|ticket)\./.exec(event)?.[1];
  return resource ? { resource, id: `.${resource}Id`, bare: true } : undefined;
};

/** What triggers give out, as their sources have it: where the id of what came in is. */
const byTrigger: Record<string, Place | ((parameters: Record<string, unknown>) => Place | undefined)> = {
  airtableTrigger: { resource: 'record', id: '.id' },
  asanaTrigger: { resource: 'task', id: '.resource.gid', bare: true },
  clickUpTrigger: ({ events }) =>
    /task/.test(String(events)) ? { resource: 'task', id: '.task_id', bare: true } : undefined,
  githubTrigger: ({ events }) =>
    String(events) === 'issues'
      ? {
          resource: 'issue',
          id: '.body.issue.number',
          more: { owner: '.body.repository.owner.login', repository: '.body.repository.name' },
          holds: { labels: '.body.issue.labels.map((one) => one.name)' },
        }
      : undefined,
  gmailTrigger: { resource: 'message', id: '.id' },
  googleDriveTrigger: ({ event }) => (/^file/.test(String(event)) ? { resource: 'file', id: '.id' } : undefined),
  googleSheetsTrigger: { resource: 'sheet', id: '.row_number' },
  hubspotTrigger: ({ eventsUi }) => hubspot(JSON.stringify(eventsUi ?? '')),
  jiraTrigger: ({ events }) =>
    /issue_/.test(String(events))
      ? { resource: 'issue', id: '.issue.key', holds: { labels: '.issue.fields.labels' } }
      : undefined,
  linearTrigger: ({ resources }) => (String(resources) === 'issue' ? { resource: 'issue', id: '.data.id' } : undefined),
  microsoftOutlookTrigger: { resource: 'message', id: '.id', holds: { categories: '.categories' } },
  notionTrigger: { resource: 'databasePage', id: '.id' },
  pipedriveTrigger: ({ entity }) =>
    /^(?:deal|person|organization)$/.test(String(entity)) ? { resource: String(entity), id: '.data.id' } : undefined,
  salesforceTrigger: ({ triggerOn }) => {
    const resource = /^(account|case|contact|lead|opportunity|task)(?:Created|Updated)$/.exec(String(triggerOn))?.[1];
    return resource ? { resource, id: '.Id' } : undefined;
  },
  trelloTrigger: { resource: 'card', id: '.action.data.card.id', bare: true },
  zendeskTrigger: {
    resource: 'ticket',
    id: '["ticket.id"]',
    holds: { tags: '["ticket.tags"].split(" ").filter(Boolean)' },
  },
};

/** Ids of things that are read, where they are not called `id`. */
const byList: Record<string, string> = {
  'asana.task': '.gid',
  'clickUp.task': '.id',
  'github.issue': '.number',
  'hubspot.company': '.companyId',
  'hubspot.contact': '.vid',
  'hubspot.deal': '.dealId',
  'hubspot.ticket': '.objectId',
  'jira.issue': '.key',
  'googleSheets.sheet': '.row_number',
  'spotify.track': '.track.uri',
};
/** What of such a thing is kept when a name is added to it. */
const holdsOf: Record<string, Record<string, string>> = {
  'github.issue': { labels: '.labels.map((one) => one.name)' },
  'jira.issue': { labels: '.fields.labels' },
  'microsoftOutlook.message': { categories: '.categories' },
  'todoist.task': { labels: '.labels' },
  'zendesk.ticket': { tags: '.tags' },
};
const salesforce = new Set(['account', 'case', 'contact', 'lead', 'opportunity', 'task']);

/** The thing a trigger brings; undefined where it brings none that can be found again. */
export function recordOfTrigger(short: string, parameters: Record<string, unknown>): RecordPlace | undefined {
  const known = Object.hasOwn(byTrigger, short) ? byTrigger[short] : undefined;
  const place = typeof known === 'function' ? known(parameters) : known;
  if (!place) return undefined;
  const { documentId, sheetName, baseId, tableId } = parameters;
  const shared = Object.entries({ documentId, sheetName, base: baseId, table: tableId }).filter(([, value]) => value);
  return {
    ...place,
    action: base(short.replace(/Trigger$/, '')),
    ...(shared.length > 0 ? { shared: Object.fromEntries(shared) } : {}),
  };
}

/** Parameters that say where something is, the same for reading and for changing it. */
const where =
  /^(?:base|table|tableId|databaseId|documentId|sheetName|owner|repository|calendar|project|projectId|workspaceId)$/;

/** The things that an act reads, each with its id. */
export function recordOfList(nodeType: NodeType, act: Act, parameters: Record<string, unknown>): RecordPlace {
  const short = shortName(nodeType.name);
  const resource = thingRead(nodeType, act);
  const key = `${short}.${resource}`;
  const shared = Object.entries(parameters).filter(([name]) => where.test(name));
  const id = short === 'salesforce' && salesforce.has(resource) ? '.Id' : (byList[key] ?? '.id');
  const holds = Object.hasOwn(holdsOf, key) ? holdsOf[key] : undefined;
  return {
    action: nodeType.name,
    resource,
    id,
    ...(holds ? { holds } : {}),
    ...(shared.length > 0 ? { shared: Object.fromEntries(shared) } : {}),
    ...(short === 'asana' ? { bare: true } : {}),
  };
}

/** `repository.getIssues` reads issues: the operation's own word is the thing, where the app has a resource of it. */
function thingRead(nodeType: NodeType, { resource = '', operation = '' }: Act): string {
  const own = stemsOf(operation).slice(1);
  const others = actsOf(nodeType).map(({ value }) => value);
  return (
    others.find(
      (one) => one !== resource && stemsOf(one).every((word) => own.some((said) => names(said, word) === 'same')),
    ) ?? resource
  );
}
