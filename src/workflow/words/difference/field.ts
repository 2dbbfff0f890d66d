import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { nameOf, type ValueChange } from '../../edit/value-changes.ts';
import { capitalize, inWords } from '../text.ts';
import { shorten } from './excerpt.ts';

type Words = WorkflowWords['diff'];
/** As much of a property as its label and what is in it need. */
type Labelled = Pick<NodeProperty, 'name'> & { displayName?: string; type?: string; options?: NodeProperty['options'] };

/** The whole way to a parameter as n8n labels it: `Options › CC`, `Fields to Set › “total” › Value`. */
export function fieldLabel(
  change: Pick<ValueChange, 'at' | 'items'>,
  type: NodeType | undefined,
  words: Words,
): string {
  const items = [...change.items];
  let inside: readonly Labelled[] | undefined = type?.properties;
  let last: string | number | undefined;
  const labels: string[] = [];
  for (const key of change.at.slice(1)) {
    if (typeof key === 'number') {
      const name = nameOf(items.shift());
      labels.push(
        name === undefined || name.startsWith('=') || isId(name) ? words.nth(key + 1) : words.quoted(short(name)),
      );
      last = undefined;
      continue;
    }
    const property: Labelled | undefined = inside?.find(({ name }) => name === key);
    // n8n wraps a list in an object that holds nothing else: that is no step of the way.
    const only: boolean = property?.type === undefined && inside?.length === 1;
    if (!(property && only) && key !== last) labels.push(property?.displayName || capitalize(inWords(key)));
    inside = property ? insideOf(property) : undefined;
    last = key;
  }
  return labels.join(' › ');
}

function insideOf({ type, options }: Labelled): readonly Labelled[] | undefined {
  if (!options) return undefined;
  // Groups of a fixed collection hold their fields in `values`.
  if (type === 'fixedCollection' || type === 'collection')
    return options.map(
      ({ values, ...option }) =>
        ({ ...option, ...(values ? { options: values as NodeProperty['options'] } : {}) }) as Labelled,
    );
  return type === undefined ? (options as readonly Labelled[]) : undefined;
}

const short = (name: string): string => shorten(name.replace(/\s+/g, ' ').trim(), 40);

/** Ids n8n gives to items of lists; nobody knows them by that. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[\w-]{21}$|^\d+$/i.test(text);
