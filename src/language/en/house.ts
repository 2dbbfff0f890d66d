import type { HouseThing } from '../things.ts';

/** What things are called of which a house may have set one. */
const things: Record<HouseThing, string> = {
  sender: 'sender',
  spreadsheet: 'spreadsheet',
  table: 'table',
  base: 'base',
  database: 'database',
  page: 'page',
  folder: 'folder',
  drive: 'drive',
  project: 'project',
  board: 'board',
  list: 'list',
  channel: 'channel',
  team: 'team',
  calendar: 'calendar',
  label: 'label',
  workspace: 'workspace',
  space: 'space',
  site: 'site',
};

/** What an admin sets once for everybody. */
export const house = {
  things,
  /** A thing of one app, as people say it. */
  ofApp: (thing: string, app: string): string => `${app} ${thing}`,
  set: (what: string, value: string): string =>
    `Set for everybody here, where nobody says otherwise: ${what} is “${value}”. A card that takes it says so; what is live stays as it is. To take it back say "forget our ${what}".`,
  policyFirst: (what: string): string =>
    `The operator's policy file sets a ${what}, too: where both fit, it comes first.`,
  forgotten: (what: string): string =>
    `Forgotten: ${what}. It is asked for again; workflows that have it stay as they are.`,
  notSet: (what: string): string =>
    `Nothing is set for ${what}, so nothing was changed. Say "house values" to see what is.`,
  adminsOnly:
    "Only an admin can set what everybody here uses. Nothing was changed. Who is an admin stands in the operator's policy file.",
  noAddress: 'A sender is an e-mail address, e.g. automation@acme.com. Nothing was changed.',
  noExpression:
    'A value is taken as it is written; an expression (“=…” or “{{ … }}”) would be run in every workflow. Nothing was changed.',
  tooMany: (most: number): string => `${most} are set already. Nothing was changed. Forget one first.`,
  none: 'Nothing is set for everybody here. An admin sets it by saying e.g. "our sender is automation@acme.com" or "our Jira project is WEB".',
  title: 'Used here where nobody says otherwise:',
  line: (what: string, value: string): string => `• ${what}: “${value}”`,
  byOperator: "(the operator's policy file)",
};
