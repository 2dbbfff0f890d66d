import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { versionOf } from '#src/catalog/slice.ts';
import type { Clause } from '../clauses.ts';
import { accessor } from '../data.ts';
import type { StepContext } from '../step-text.ts';
import type { Act } from './acts.ts';
import { missingOf } from './asks.ts';
import type { Found } from './locate.ts';
import { referTo } from './refer.ts';
import { type Filled, titles, writeTexts } from './texts.ts';
import { valueFor } from './values.ts';

const silent = new Set([
  'notice',
  'hidden',
  'callout',
  'button',
  'curlImport',
  'icon',
  'credentials',
  'credentialsSelect',
]);
const ours = new Set(['resource', 'operation', 'authentication']);

/**
 * The parameters of an act that a clause gives: places, people, addresses, values said by their names, quoted words.
 * What is not said stays out; nothing is invented. Pure.
 */
export function fill(
  nodeType: NodeType,
  act: Act,
  clause: Clause,
  context: StepContext,
  preset: Record<string, unknown> = {},
): Filled {
  const { resource, operation } = act;
  const filled: Filled = {
    parameters: { ...preset, ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) },
    assumptions: [],
    missing: [],
    asked: [],
    said: [],
  };
  const { parameters } = filled;
  const version = versionOf(nodeType);
  const asked = new Set<string>(Object.keys(preset));
  const texts: NodeProperty[] = [];
  for (let round = 0; round < 6; round += 1) {
    const { visible } = resolveParameters(nodeType.properties, parameters, { version });
    const next = visible.filter(({ name, type }) => !asked.has(name) && !silent.has(type) && !ours.has(name));
    if (next.length === 0) break;
    for (const property of next) {
      asked.add(property.name);
      const made = referTo(property, nodeType, act, clause, context);
      if (made) take(filled, property, made);
      else if (property.type === 'string' && titles.includes(property.name)) texts.push(property);
      else take(filled, property, valueFor(property, clause, context, nodeType));
    }
  }
  writeTexts(filled, texts, act, clause, context);
  const { visible } = resolveParameters(nodeType.properties, parameters, { version });
  for (const property of visible) takeField(filled, property, context);
  const picked = new Set(filled.asked.map(({ path }) => path));
  filled.asked.push(...missingOf(nodeType, parameters, visible).filter(({ path }) => !picked.has(path)));
  return filled;
}

/** What has to be given and is called like a field of the data at hand is that field: the e-mail of a form's answer. */
function takeField(
  { parameters, assumptions }: Filled,
  { name, displayName, type, required }: NodeProperty,
  { source, previous }: StepContext,
): void {
  if (!source || !required || type !== 'string' || parameters[name] !== undefined) return;
  const word = [displayName, name].map((one) => one.toLowerCase()).find((one) => source.fields.has(one));
  if (word === undefined) return;
  parameters[name] = `={{ ${accessor(source, previous)}${source.fields.get(word)} }}`;
  assumptions.push(`${displayName} is the ${word} of the ${source.what}.`);
}

function take({ parameters, said, assumptions }: Filled, { name }: NodeProperty, found: Found | undefined): void {
  if (!found) return;
  parameters[name] = found.value;
  said.push(...found.said);
  if (found.assumption) assumptions.push(found.assumption);
}
