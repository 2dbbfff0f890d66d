import type { NodeType } from './catalog.ts';
import { renderOverview, renderSlice } from './describe-text.ts';
import { isVisible, withDefaults } from './display-options.ts';
import type { Heading, NodeDescription } from './node-description.ts';
import { toParameters } from './parameter.ts';
import { type Slice, toSlice, versionOf } from './slice.ts';

export type { NodeDescription } from './node-description.ts';
export { type Slice, usualSlice } from './slice.ts';

/**
 * A node type as data: the parameters n8n shows for that resource and operation with its defaults, and those it shows
 * after another choice. Without a slice, a node type with many operations gives its resources and operations instead.
 * Resource and operation may be values or the names people see. Pure.
 */
export function describeNodeJson(nodeType: NodeType, slice: Slice = {}): NodeDescription {
  const heading = toHeading(nodeType);
  const sliced = toSlice(nodeType, slice);
  if (sliced.kind === 'overview') return { ...heading, view: 'overview', resources: sliced.resources };
  if (sliced.kind === 'unknown') {
    return { ...heading, view: 'unknown', what: sliced.what, given: sliced.given, valid: sliced.valid };
  }
  const { parameters, version, operations, resources } = sliced;
  const { resource, operation } = parameters;
  const all = toParameters(nodeType.properties, { parameters, root: parameters, version });
  return {
    ...heading,
    view: 'parameters',
    ...(typeof resource === 'string' && resource !== '' ? { resource } : {}),
    ...(typeof operation === 'string' && operations.length > 0 ? { operation } : {}),
    operations,
    resources,
    parameters: all.filter(({ name }) => name !== 'resource' && (name !== 'operation' || operations.length === 0)),
  };
}

/**
 * The same as compact text for a model, at most about 2,000 tokens: `*` marks required parameters; the least useful is
 * cut first and named at least.
 */
export function describeNode(nodeType: NodeType, slice: Slice = {}): string {
  const description = describeNodeJson(nodeType, slice);
  if (description.view === 'overview') return renderOverview(description);
  if (description.view === 'parameters') return renderSlice(description);
  const { what, given, valid, type } = description;
  const more = valid.length > 60 ? `, and ${valid.length - 60} more` : '';
  return `${type} has no ${what} "${given.slice(0, 80)}". Nearest first: ${valid.slice(0, 60).join(', ')}${more}.`;
}

function toHeading(nodeType: NodeType): Heading {
  return {
    type: nodeType.name,
    displayName: nodeType.displayName,
    kind: nodeType.kind,
    description: nodeType.description,
    typeVersion: versionOf(nodeType),
    inputs: nodeType.inputs.map(portText),
    outputs: nodeType.outputs.map(portText),
    credentials: credentialsOf(nodeType),
  };
}

/** Those that are asked for by default, whatever the choice of authentication. */
function credentialsOf(nodeType: NodeType): string[] {
  const version = versionOf(nodeType);
  const parameters = { ...withDefaults(nodeType, {}, version), authentication: '={{ }}' };
  const asked = nodeType.credentials.filter((credential) => isVisible(credential, { parameters, version }));
  return [...new Set(asked.map(({ name }) => name))];
}

/** Ports that n8n computes from the parameters are a program in its description: of no use to a reader. */
const portText = (port: string): string => (port.startsWith('=') ? 'computed from the parameters' : port);
