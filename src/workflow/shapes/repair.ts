import { isDeepStrictEqual } from 'node:util';
import type { NodeType } from '#src/catalog/catalog.ts';
import { isVisible } from '#src/catalog/display-options.ts';
import type { DraftNode, Parameters } from '#src/model/draft.ts';
import { isRecord } from '../json/values.ts';
import { type ShapeContext, scopeOf } from './context.ts';
import { createShapeContext, shapeFields } from './fields.ts';
import { applyHabits, chooseWrittenPrompt } from './habits.ts';
import { placeFields } from './placing.ts';
import { copyValue } from './text.ts';

/**
 * The node's parameters in n8n's own shapes, where a model wrote an obvious short form: `=` before expressions,
 * locators, conditions, field assignments, column mappings, lists, choices by name, options in the wrong place. What
 * is not recognised stays as it is, and so is all of a node in a version nothing describes. Pure; repairing a second
 * time changes nothing.
 * @param nodeType the description of the node's own version
 */
export function repairParameters(
  node: Pick<DraftNode, 'type' | 'parameters' | 'typeVersion'>,
  nodeType: NodeType | undefined,
  createId: () => string,
): Parameters {
  const version = node.typeVersion ?? nodeType?.defaultVersion ?? 1;
  if (!nodeType || (node.typeVersion !== undefined && !nodeType.covers.includes(version))) {
    const copy = copyValue(node.parameters, '');
    return isRecord(copy) ? copy : {};
  }
  let current = withoutPrototype(node.parameters);
  // What one round mends may show the next one more: a choice by its right name, an expression with its `=`.
  for (let round = 0; round < 4; round += 1) {
    const next = repairOnce(node.type, current, nodeType, version, createId);
    if (isDeepStrictEqual(next, current)) break;
    current = next;
  }
  return current;
}

function repairOnce(
  type: string,
  given: Parameters,
  nodeType: NodeType,
  version: number,
  createId: () => string,
): Parameters {
  const { properties } = nodeType;
  const context = createShapeContext(version, createId);
  const placed = chooseWrittenPrompt(nodeType, placeFields(properties, applyHabits(type, given), context));
  context.root = scopeOf(properties, placed, context).parameters;
  return loosen(nodeType, shapeFields(properties, placed, context), context);
}

const withoutPrototype = (given: Parameters): Parameters =>
  Object.fromEntries(Object.entries(given).filter(([key]) => key !== '__proto__'));

/** Conditions whose types were guessed compare loosely; the switch for it has to say the same. */
function loosen(nodeType: NodeType, repaired: Parameters, context: ShapeContext): Parameters {
  if (!context.guessed || repaired['looseTypeValidation'] !== undefined) return repaired;
  const scope = scopeOf(nodeType.properties, repaired, context);
  const can = nodeType.properties.some((one) => one.name === 'looseTypeValidation' && isVisible(one, scope));
  return can ? { ...repaired, looseTypeValidation: true } : repaired;
}
