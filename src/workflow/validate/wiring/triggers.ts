import { error, isTrigger, type Rule, warning } from '../view.ts';

const manual = new Set(['manualTrigger', 'start']);

/** Something has to start the workflow. Several triggers are fine. */
export const checkTriggers: Rule = (view) => {
  if (view.nodes.length === 0) return [error('workflow-empty', 'The workflow has no steps. Say what it should do.')];
  const triggers = view.nodes.filter(isTrigger);
  const enabled = triggers.filter((node) => !node.disabled);
  if (enabled.length === 0) {
    if (triggers.length > 0)
      return [warning('trigger-disabled', 'Everything that could start the workflow is switched off.')];
    // What was copied out of the editor has no name and may be a part of a workflow only.
    const part = !view.fromDraft && view.name === undefined;
    const maybe =
      part || view.nodes.some((node) => !node.nodeType && !view.edges.some((edge) => edge.to === node.name));
    const message =
      'Nothing starts the workflow. Say when it should run, e.g. every morning at 9 or when a form is filled in.';
    return [!maybe ? error('trigger-missing', message) : warning('trigger-missing', message)];
  }
  if (view.nodes.every(isTrigger)) return [warning('trigger-only', 'The workflow starts, but then does nothing.')];
  if (!enabled.every((node) => manual.has(node.shortType))) return [];
  const node = enabled[0]?.name;
  return [
    warning(
      'manual-only',
      'It only runs when someone starts it by hand in n8n; n8n cannot publish it.',
      node ? { node } : {},
    ),
  ];
};
