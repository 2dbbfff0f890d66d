import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { actsOf, versionOf } from '#src/catalog/slice.ts';
import type { RecordPlace } from '../record-place.ts';
import { stemsOf } from './lexicon.ts';

/** The operation that changes one field of a thing, and the field. */
export interface FieldChange {
  resource: string;
  operation: string;
  /** In n8n's words. */
  says: string;
  /** Parameter that takes the thing's id; undefined for a table, whose columns hold it. */
  id: NodeProperty | undefined;
  /** Where the field is in the parameters: its name, or a collection and its name. */
  path: string[];
  field: NodeProperty;
}

const changes = /^(?:update|edit|set|move|add|upsert|assign|batchUpdate)/i;
/** Words that mean the same for a field; the nearer ones first. */
const alike: Record<string, string[]> = {
  label: ['label', 'tag', 'category'],
  tag: ['tag', 'label'],
  category: ['category'],
  team: ['team', 'group'],
  group: ['group', 'team'],
  department: ['group', 'team'],
  queue: ['group', 'team'],
  assignee: ['assignee', 'agent', 'owner', 'responsible'],
  person: ['assignee', 'agent', 'owner', 'responsible'],
  agent: ['agent', 'assignee', 'owner'],
  owner: ['owner', 'assignee', 'agent'],
  priority: ['priority', 'importance'],
  urgency: ['priority', 'importance'],
  status: ['status', 'state', 'stage'],
  state: ['state', 'status'],
  stage: ['stage', 'status'],
  column: ['list', 'section'],
};

const place = new Set(['resource', 'operation', 'authentication', 'mailbox']);
const named = (property: NodeProperty): string =>
  property.displayName.replace(/\b(?:parent|update|names?|ids?|or|to|new|the)\b|[/]/gi, ' ');

/**
 * The operation of the app that changes a field which people call by one of these names, on a thing of this kind.
 * Undefined where the catalogue has none.
 */
export function fieldOf(nodeType: NodeType, record: RecordPlace, names: readonly string[]): FieldChange | undefined {
  for (const name of names) {
    const one = Object.hasOwn(alike, name) ? name : name.replace(/ies$/, 'y').replace(/s$/, '');
    const words = Object.hasOwn(alike, one) ? (alike[one] ?? []) : [name];
    for (const word of words) {
      const found = operationsOn(nodeType, record).flatMap((one) => fieldsOf(nodeType, one, word));
      const [best] = found.sort((a, b) => a.extra - b.extra);
      if (best) return best.change;
    }
  }
  return undefined;
}

/** The columns of a table, where a thing is a row: they are the person's own. */
export function columnsOf(nodeType: NodeType, record: RecordPlace): FieldChange | undefined {
  return operationsOn(nodeType, record).flatMap(({ visible, ...one }) =>
    visible.filter(({ type }) => type === 'resourceMapper').map((field) => ({ ...one, path: [field.name], field })),
  )[0];
}

interface Operation extends Omit<FieldChange, 'path' | 'field'> {
  visible: readonly NodeProperty[];
}

const kept = new WeakMap<NodeType, Map<string, Operation[]>>();

function operationsOn(nodeType: NodeType, { resource: kind }: RecordPlace): Operation[] {
  const cached = kept.get(nodeType) ?? new Map<string, Operation[]>();
  kept.set(nodeType, cached);
  const known = cached.get(kind);
  if (known) return known;
  const version = versionOf(nodeType);
  const found = actsOf(nodeType).flatMap(({ value: resource, operations }) =>
    operations.flatMap(({ value: operation, description }): Operation[] => {
      if (!changes.test(operation)) return [];
      const own = { ...(resource ? { resource } : {}), operation };
      const { visible } = resolveParameters(nodeType.properties, own, { version });
      const id = visible.find((one) => isIdOf(one, kind, resource));
      const isTable = resource === kind && visible.some(({ type }) => type === 'resourceMapper');
      return id || isTable ? [{ resource, operation, says: description, id, visible }] : [];
    }),
  );
  // What is done to the thing itself before what is done to something in it, and updates before moves.
  const order = ({ resource, operation }: Operation) =>
    (resource === kind ? 0 : 2) + (/^upsert/.test(operation) ? 1 : 0);
  found.sort((a, b) => order(a) - order(b));
  cached.set(kind, found);
  return found;
}

/** `issueId`, `issueKey`, `cardId`; plain `id` where the operation is of the thing. */
function isIdOf({ name, type, required }: NodeProperty, kind: string, resource: string): boolean {
  if (!/^(?:string|number|resourceLocator)$/.test(type) || kind === '') return false;
  const thing = kind.replace(/^database(?=Page)/, '').toLowerCase();
  const own = name.toLowerCase();
  if ([`${thing}id`, `${thing}key`, `${thing}number`].includes(own)) return true;
  return own === 'id' && required === true && (resource === kind || resource.startsWith(kind));
}

function fieldsOf(
  nodeType: NodeType,
  { visible, ...own }: Operation,
  name: string,
): { change: FieldChange; extra: number }[] {
  const wanted = stemsOf(name);
  const fits = (property: NodeProperty): number | undefined => {
    const words = stemsOf(named(property)).filter(
      (word) => word !== '' && !stemsOf(nodeType.displayName).includes(word),
    );
    return wanted.every((word) => words.includes(word)) ? words.length - wanted.length : undefined;
  };
  const take = (field: NodeProperty, path: string[]) => {
    const extra = place.has(field.name) || field === own.id ? undefined : fits(field);
    return extra === undefined ? [] : [{ change: { ...own, path, field }, extra }];
  };
  return visible.flatMap((property) =>
    property.type === 'collection'
      ? (property.options ?? []).flatMap((raw) =>
          take({ displayName: raw.name, ...raw, type: raw.type ?? 'string' } as NodeProperty, [
            property.name,
            raw.name,
          ]),
        )
      : property.type === 'fixedCollection'
        ? []
        : take(property, [property.name]),
  );
}
