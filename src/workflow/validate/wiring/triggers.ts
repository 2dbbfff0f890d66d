import { error, warning } from '#src/workflow/issues.ts';
import { isTrigger, type Rule } from '../view.ts';

const manual = new Set(['manualTrigger', 'start']);

/** Something has to start the workflow. Several triggers are fine. */
export const checkTriggers: Rule = (view) => {
  if (view.nodes.length === 0) return [error('workflow-empty', {})];
  const triggers = view.nodes.filter(isTrigger);
  const enabled = triggers.filter((node) => !node.disabled);
  if (enabled.length === 0) {
    if (triggers.length > 0) return [warning('trigger-disabled', {})];
    // What was copied out of the editor has no name and may be a part of a workflow only.
    const part = !view.fromDraft && view.name === undefined;
    const maybe =
      part || view.nodes.some((node) => !node.nodeType && !view.edges.some((edge) => edge.to === node.name));
    return [(maybe ? warning : error)('trigger-missing', {})];
  }
  if (view.nodes.every(isTrigger)) return [warning('trigger-only', {})];
  if (!enabled.every((node) => manual.has(node.shortType))) return [];
  const node = enabled[0]?.name;
  return [warning('manual-only', {}, node ? { node } : {})];
};
