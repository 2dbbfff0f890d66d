import type { WorkflowWords } from './en/workflow.ts';

export type Thing = keyof WorkflowWords['which'];

/** What a house can have set once for everybody: things, and the address mails come from. */
export const houseThings = [
  'sender',
  'spreadsheet',
  'table',
  'base',
  'database',
  'page',
  'folder',
  'drive',
  'project',
  'board',
  'list',
  'channel',
  'team',
  'calendar',
  'label',
  'workspace',
  'space',
  'site',
] as const satisfies readonly (Thing | 'sender')[];
export type HouseThing = (typeof houseThings)[number];

/** n8n's parameters for the address a mail comes from, in every app that has one. */
const senders = /^(?:fromEmail|fromEmailAddress|sentFromAddress)$/;

/** What n8n's parameter holds that a house may have set; undefined for everything else. Pure. */
export function houseThingOf(key: string): HouseThing | undefined {
  if (senders.test(key)) return 'sender';
  return houseThings.find((one) => one === thingOf(key));
}

/** What n8n's parameters hold the id of, by their names without `Id`, `Name` and the like. */
const things: readonly (readonly [RegExp, Thing])[] = [
  [/^(?:document|spreadsheet|workbook)$/, 'spreadsheet'],
  [/^(?:sheet|worksheet)$/, 'sheet'],
  [/^(?:table|datatable)$/, 'table'],
  [/^base$/, 'base'],
  [/^(?:database|datasource)$/, 'database'],
  [/^(?:parent)?page$/, 'page'],
  [/^(?:parent)?folder(?:noroot|towatch)?$|^folders?$|^parent$/, 'folder'],
  [/^file(?:towatch)?$/, 'file'],
  [/^(?:drive|library)$/, 'drive'],
  [/^projects?(?:rlc)?$/, 'project'],
  [/^issuetype$/, 'issueType'],
  [/^board$/, 'board'],
  [/^(?:task)?list$/, 'list'],
  [/^(?:channel|category)$/, 'channel'],
  [/^team$/, 'team'],
  [/^guild$/, 'server'],
  [/^chat$/, 'chat'],
  [/^groups?$/, 'group'],
  [/^(?:user|assignee|reporter|owner|person|assignedto|contact|dealowner)$/, 'person'],
  [/^calendar$/, 'calendar'],
  [/^labels?$/, 'label'],
  [/^workspace$/, 'workspace'],
  [/^space$/, 'space'],
  [/^site$/, 'site'],
  [/^form$/, 'form'],
  [/^workflow$/, 'workflow'],
];

/** A parameter whose value is known by a person's word alone. */
export interface Named {
  /** n8n's name of the parameter, and what its editor calls it. */
  key: string;
  parameter: string;
  word: string;
}

type Words = Pick<WorkflowWords, 'which' | 'whichElse' | 'whichIs' | 'whichOne' | 'asking' | 'askingId'>;

/** “Which spreadsheet is “Orders”?” in the language of the words. */
export function whichIsIt({ key, parameter, word }: Named, { which, whichElse, whichIs }: Words): string {
  const thing = thingOf(key);
  return whichIs(thing ? which[thing] : whichElse(parameter), word);
}

/** “Which spreadsheet?”, where it is chosen from a list; `parameter` is what n8n's editor calls it. */
export function whichOneIsIt(
  { key, parameter }: { key: string; parameter: string | undefined },
  { which, whichElse, whichOne }: Words,
): string | undefined {
  const thing = thingOf(key);
  // "Who?" alone says nothing of what for.
  const asks = thing && thing !== 'person' ? which[thing] : parameter && whichElse(parameter);
  return asks && whichOne(asks);
}

function thingOf(key: string): Thing | undefined {
  const plain = key.replace(/^id(?=[A-Z])|(?:Ids?|IDs?|Name)$/g, '').toLowerCase();
  return things.find(([pattern]) => pattern.test(plain))?.[1];
}

/** How to answer that. */
export const howToSay = ({ key }: Named, { asking, askingId }: Words): string =>
  key === 'documentId' ? asking.documentId : askingId;
