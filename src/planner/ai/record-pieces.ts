import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { actsOf, versionOf } from '#src/catalog/slice.ts';
import type { FieldChange } from '../catalog/record-fields.ts';
import { askedAs } from '../catalog/record-values.ts';
import { locator, type Piece } from '../pieces.ts';
import { ofRecord, type RecordAtHand } from '../record-place.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toName } from '../words.ts';

const appOf = ({ displayName }: NodeType): string => displayName.replace(/ \(.*\)$/, '');

/** An expression in the form that a parameter of this kind takes. */
const given = ({ type, modes = [] }: NodeProperty, expression: string): unknown =>
  type === 'resourceLocator'
    ? locator(modes.find(({ name }) => name === 'id' || name === 'name')?.name ?? 'id', `={{ ${expression} }}`)
    : `={{ ${expression} }}`;

/** What finds the thing: resource, operation, its id, and where it is. */
function found(nodeType: NodeType, record: RecordAtHand, act: Pick<FieldChange, 'resource' | 'operation' | 'id'>) {
  const { resource, operation, id } = act;
  const own: Record<string, unknown> = { ...(resource ? { resource } : {}), operation };
  const { visible } = resolveParameters(nodeType.properties, own, { version: versionOf(nodeType) });
  for (const property of visible) {
    const path = record.more?.[property.name];
    const shared = record.shared?.[property.name];
    if (path !== undefined) own[property.name] = given(property, ofRecord(record, path));
    else if (shared !== undefined) own[property.name] = shared;
  }
  if (id) own[id.name] = given(id, ofRecord(record, record.id));
  return { own, visible };
}

/**
 * The step that sets one field of the thing at hand.
 * @param value undefined where only the person knows it: it is asked for
 * @param of the word it is asked for by, where there is one
 */
export function changePiece(
  nodeType: NodeType,
  record: RecordAtHand,
  change: FieldChange,
  value: unknown,
  of: string,
): Piece {
  const { own } = found(nodeType, record, change);
  const [outer = '', inner] = change.path;
  if (value !== undefined) own[outer] = inner === undefined ? value : { [inner]: value };
  const label = askedAs(change.field);
  return {
    name: toName(`Set the ${label.toLowerCase()} in ${appOf(nodeType)}`),
    type: nodeType.name,
    parameters: own,
    missing:
      value === undefined
        ? [{ path: change.path.join('.'), ask: 'pick', channel: askedAs(change.field, of === '' ? undefined : of) }]
        : [],
  };
}

/** The step that writes into one column of the row at hand. */
export function columnPiece(
  nodeType: NodeType,
  record: RecordAtHand,
  change: FieldChange,
  column: string,
  value: unknown,
): Piece {
  const { own } = found(nodeType, record, change);
  const key = record.id.slice(1);
  const name = capitalize(column);
  own[change.field.name] = {
    mappingMode: 'defineBelow',
    value: { [key]: `={{ ${ofRecord(record, record.id)} }}`, [name]: value },
    matchingColumns: [key],
    schema: [key, name].map((id) => ({
      id,
      displayName: id,
      required: false,
      defaultMatch: id === key,
      display: true,
      type: 'string',
      canBeUsedToMatch: true,
    })),
  };
  return {
    name: toName(`Write the ${column} back to ${appOf(nodeType)}`),
    type: nodeType.name,
    parameters: own,
    assumptions: [`It goes into the column “${name}”.`],
  };
}

/** The step that sets a property of a Notion page, whose kind is part of its key. */
export function propertyPiece(
  nodeType: NodeType,
  record: RecordAtHand,
  property: string,
): ((value: unknown) => Piece) | undefined {
  const act = actsOf(nodeType)
    .find(({ value }) => value === record.resource)
    ?.operations.find(({ value }) => value === 'update');
  if (!act) return undefined;
  const operation = { resource: record.resource, operation: act.value };
  const { visible } = found(nodeType, record, { ...operation, id: undefined });
  const id = visible.find(({ name }) => name === 'pageId');
  if (!id || !visible.some(({ name }) => name === 'propertiesUi')) return undefined;
  const name = capitalize(property);
  return (value) => ({
    name: toName(`Set ${name} in ${appOf(nodeType)}`),
    type: nodeType.name,
    parameters: {
      ...found(nodeType, record, { ...operation, id }).own,
      propertiesUi: { propertyValues: [{ key: `${name}|select`, selectValue: value }] },
    },
    assumptions: [`The property is called “${name}” and is a select.`],
  });
}

/** Reads the thing where the trigger told its id alone, so that there is something to judge. */
export function readWhole(record: RecordAtHand, { catalog, source }: StepContext): Piece[] {
  const nodeType = catalog.get(record.action);
  if (!record.bare || source?.node !== record.node || !nodeType) return [];
  const act = actsOf(nodeType)
    .find(({ value }) => value === record.resource)
    ?.operations.find(({ value }) => value === 'get');
  if (!act) return [];
  const operation = { resource: record.resource, operation: act.value };
  const { visible } = found(nodeType, record, { ...operation, id: undefined });
  const id = visible.find(({ name, required }) => required === true && /id$/i.test(name));
  if (!id) return [];
  return [
    {
      name: toName(`Get the ${record.resource} from ${appOf(nodeType)}`),
      type: nodeType.name,
      parameters: found(nodeType, record, { ...operation, id }).own,
      yields: { base: '', what: source.what, fields: new Map() },
    },
  ];
}
