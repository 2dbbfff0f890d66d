import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { isTool, resolveParameters } from '#src/catalog/display-options.ts';
import { shortTypeName } from '#src/catalog/effects/act.ts';
import { valuesAtRun } from '#src/catalog/effects/step.ts';
import type { DraftNode, Parameters } from '#src/model/draft.ts';
import { repairParameters } from '../shapes/repair.ts';
import { redactText } from '../validate/secrets.ts';
import { mapTexts } from '../validate/strings.ts';

/** A node as words about it need it: in n8n's shapes, with what n8n takes where nothing is said, and without secrets. */
export interface SeenStep {
  name: string;
  type: string;
  /** Last part of the type, without what makes a tool of it, e.g. `gmail`. */
  short: string;
  version: number;
  /** As the draft has them. */
  parameters: Parameters;
  /** With the defaults of the catalogue. */
  values: Parameters;
  /** The properties n8n shows for these values; undefined when the type is not described. */
  visible: readonly NodeProperty[] | undefined;
  nodeType: NodeType | undefined;
  onError: string | undefined;
  disabled: boolean;
}

type Given = Pick<DraftNode, 'name' | 'type' | 'parameters' | 'typeVersion' | 'onError' | 'disabled'>;

/** A node of a draft, in the shapes that compile() gives it. Pure; never throws on what a draft may hold. */
export const seeStep = (node: Given, nodeType: NodeType | undefined): SeenStep =>
  seeNode({ ...node, parameters: repairParameters(node, nodeType, () => '') }, nodeType);

/** A node as it is. */
export function seeNode(node: Given, nodeType: NodeType | undefined): SeenStep {
  const version = node.typeVersion ?? nodeType?.defaultVersion ?? 1;
  const parameters = mapTexts(node.parameters, redactText);
  const described = nodeType?.covers.includes(version)
    ? resolveParameters(nodeType.properties, parameters, { version, tool: isTool(nodeType) })
    : undefined;
  return {
    name: node.name,
    type: node.type,
    short: shortTypeName(node.type),
    version,
    parameters,
    values: described && nodeType ? valuesAtRun(nodeType, described) : parameters,
    visible: described?.visible,
    nodeType,
    onError: node.onError,
    disabled: node.disabled === true,
  };
}
