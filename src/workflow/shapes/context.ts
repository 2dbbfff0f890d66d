import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isVisible, type Scope } from '#src/catalog/display-options.ts';
import type { Parameters } from '#src/model/draft.ts';

/** What shaping a node's parameters needs besides the value and its property. */
export interface ShapeContext {
  /** The node's type version. */
  version: number;
  /** The node's parameters with defaults, for conditions such as `/resource`; not known yet while they are placed. */
  root: Parameters | undefined;
  createId: () => string;
  /** Set when the type of a compared value had to be guessed: such conditions compare loosely. */
  guessed: boolean;
  /** Shapes the fields of an object inside; held here because values and fields hold each other. */
  shapeFields: (properties: readonly NodeProperty[], given: Parameters, context: ShapeContext) => Parameters;
}

/** Brings a value into the shape its property has in n8n. */
export type Shape = (property: NodeProperty, value: unknown, context: ShapeContext) => unknown;

/** A field of a collection: n8n describes it like any other property. */
export function toProperty(option: NonNullable<NodeProperty['options']>[number]): NodeProperty {
  return { displayName: option.name, type: 'string', ...option } as NodeProperty;
}

/** Where the fields of one object stand, with the defaults of those that n8n would show. */
export function scopeOf(properties: readonly NodeProperty[], given: Parameters, context: ShapeContext): Scope {
  const { version } = context;
  const filled = new Map(Object.entries(given));
  const root = context.root ? { root: context.root } : {};
  for (let round = 0; round < 6; round += 1) {
    const before = filled.size;
    const scope = { parameters: Object.fromEntries(filled), version, ...root };
    for (const property of properties) {
      if (filled.has(property.name) || property.default === undefined) continue;
      if (isVisible(property, scope)) filled.set(property.name, property.default);
    }
    if (filled.size === before) break;
  }
  return { parameters: Object.fromEntries(filled), version, siblings: properties, ...root };
}
