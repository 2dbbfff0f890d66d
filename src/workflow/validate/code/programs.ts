import type { NodeType } from '#src/catalog/catalog.ts';
import { reachOf } from '#src/policy/node-reach.ts';
import type { Parameters } from '#src/workflow/draft.ts';
import { propertiesAt } from '../property-at.ts';
import { codeKeys, textsOf } from '../strings.ts';
import type { ProgramText } from './program-reach.ts';

/** A program in a node, and the parameter it stands in. */
export interface NodeProgram extends ProgramText {
  path: string;
}

/**
 * The programs a node holds: in parameters that n8n gives an editor for code, and, where nobody describes the node, in
 * those with the names such parameters have. One in the language that the node does not use is none.
 */
export function programsOf(
  node: { type: string; parameters: Parameters },
  nodeType: NodeType | undefined,
): NodeProgram[] {
  const entry = reachOf(node.type);
  const byName = entry === undefined ? nodeType === undefined : entry.reach === 'code';
  return textsOf(node).flatMap(({ key, value, path, steps }) => {
    if (value.trim() === '') return [];
    const about = nodeType ? propertiesAt(nodeType.properties, steps.slice(1)) : [];
    const editor = about.find(({ typeOptions }) =>
      /^(?:codeNodeEditor|jsEditor)$/.test(String(typeOptions?.['editor'])),
    );
    if (!editor && !(byName && codeKeys.has(key))) return [];
    const isPython = key === 'pythonCode' || editor?.typeOptions?.['editorLanguage'] === 'python';
    const chosen = node.parameters['language'];
    if (typeof chosen === 'string' && /^(?:python|javaScript)/.test(chosen) && chosen.startsWith('python') !== isPython)
      return [];
    return [{ text: value, path, language: isPython ? 'python' : 'javaScript' }];
  });
}
