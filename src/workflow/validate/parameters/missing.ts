import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isSurelyVisible } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/workflow/draft.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { error, pathText, warning } from '../view.ts';
import type { Level } from './level.ts';

/** What to answer when a value is missing, by the name of the parameter. */
const asking: Record<string, string> = {
  channelId: 'Say which channel, e.g. #sales.',
  user: 'Say which person.',
  teamId: 'Say which team.',
  chatId: 'Say which chat.',
  url: 'Say which address to call, e.g. https://api.example.com/orders.',
  feedUrl: 'Say which feed to read.',
  toEmail: 'Say who should get the e-mail.',
  fromEmail: 'Say from which address the e-mail should be sent.',
  sendTo: 'Say who should get the e-mail.',
  subject: 'Say what the subject should be.',
  text: 'Say what the message should say.',
  message: 'Say what the message should say.',
  documentId: 'Say which spreadsheet, by its link.',
  sheetName: 'Say which sheet of the spreadsheet.',
  table: 'Say which table.',
  owner: 'Say whose repository, e.g. acme.',
  repository: 'Say which repository.',
  query: 'Say what to query.',
  events: 'Say which events to watch.',
};

/** Types n8n refuses to publish when required and blank; for the others it only marks the field. */
const refused = new Set([
  'string',
  'options',
  'multiOptions',
  'dateTime',
  'resourceLocator',
  'workflowSelector',
  'agentSelector',
]);
const locators = new Set(['resourceLocator', 'workflowSelector', 'agentSelector']);

/** A required parameter that n8n shows and that has no value. */
export function checkMissing(level: Level, twins: readonly NodeProperty[]): Issue[] {
  const [property] = twins;
  if (!property || level.kind === 'collection' || !twins.every((twin) => twin.required)) return [];
  const value = Object.hasOwn(level.values, property.name) ? level.values[property.name] : undefined;
  const emptyExpression = value === '=';
  if (!emptyExpression && !isBlank(property, value)) return [];
  const { node, view } = level;
  const scope = { parameters: level.values, root: node.values, version: node.version };
  if (!isSurelyVisible(property, scope)) return [];
  const advice = Object.hasOwn(asking, property.name) ? asking[property.name] : 'Say what it should be.';
  const at = { node: node.name, path: pathText([...level.path, property.name]) };
  if (view.shared) {
    const message = `${property.displayName} was left blank in "${node.name}": n8n does not publish the workflow until it is filled in. ${advice}`;
    return [warning('missing-parameter', message, at)];
  }
  const sure = view.fromDraft || (!emptyExpression && refused.has(property.type));
  const message = `${property.displayName} is missing in "${node.name}". ${advice}`;
  return [(sure ? error : warning)('missing-parameter', message, at)];
}

function isBlank(property: NodeProperty, value: unknown): boolean {
  if (locators.has(property.type)) {
    const inner = isRecord(value) ? value['value'] : value;
    return inner === undefined || inner === null || inner === '' || inner === false;
  }
  if (Array.isArray(value)) {
    if (property.type === 'multiOptions') return value.length === 0;
    return property.typeOptions?.['multipleValues'] === true && value.some((one) => one === '');
  }
  return value === undefined || value === null || value === '';
}
