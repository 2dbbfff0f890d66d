import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isVisible } from '#src/catalog/display-options.ts';
import type { Parameters } from '#src/model/draft.ts';
import { type ShapeContext, scopeOf } from './context.ts';
import { placeFields } from './placing.ts';
import { shapeValue } from './shape-value.ts';
import { copyValue } from './text.ts';

/** What shaping starts with, before anything is known of the node's other parameters. */
export function createShapeContext(version: number, createId: () => string): ShapeContext {
  return { version, root: undefined, createId, guessed: false, shapeFields };
}

/** The fields of one object in n8n's shapes: each where it belongs, each in the form of its property. */
export function shapeFields(properties: readonly NodeProperty[], given: Parameters, context: ShapeContext): Parameters {
  const placed = placeFields(properties, given, context);
  const scope = scopeOf(properties, placed, context);
  const shaped = Object.entries(placed)
    .filter(([key]) => key !== '__proto__')
    .map(([key, value]) => {
      const named = properties.filter((property) => property.name === key);
      const property = named.find((one) => isVisible(one, scope)) ?? named[0];
      return [key, property ? shapeValue(property, value, context) : copyValue(value, key)];
    });
  return Object.fromEntries(shaped);
}
