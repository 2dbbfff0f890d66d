import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord } from '../json/values.ts';

/** The properties that may describe the value at a place; several of one name differ in when n8n shows them. */
export function propertiesAt(properties: readonly NodeProperty[], steps: readonly (string | number)[]): NodeProperty[] {
  const [name, ...rest] = steps.filter((step) => typeof step === 'string');
  const named = properties.filter((each) => each.name === name);
  if (rest.length === 0) return named;
  return named.flatMap((each) => {
    if (each.type === 'resourceLocator') return [each];
    if (each.type === 'fixedCollection') {
      const [group, ...inner] = rest;
      const values = (each.options ?? [])
        .filter((option) => option.name === group)
        .flatMap((option) => option.values ?? []);
      return propertiesAt(values, inner);
    }
    return propertiesAt((each.options ?? []).filter(isProperty), rest);
  });
}

const isProperty = (option: unknown): option is NodeProperty => isRecord(option) && typeof option['type'] === 'string';
