import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { bindCredentials, type CredentialRef } from '#src/workflow/credentials.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { operatedBy, straysOf } from '#src/workflow/edit/operated.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { formatPath, valueAt } from '#src/workflow/json/paths.ts';
import { isStickyNote } from '#src/workflow/n8n-workflow.ts';
import { readReal } from './corpus.ts';
import { pathsOf, type Trial, trialsOf, trialsOfWorkflow } from './edit-trials.ts';

/** What became of one change of one node. */
export interface SweepFault {
  file: string;
  operation: string;
  node: string;
  /** `loss`: a value is gone; `shape`: another value or version than was asked for; `other`: another node differs. */
  kind: 'loss' | 'shape' | 'other' | 'refused' | 'net';
  detail: string;
}

export interface SweepResult {
  workflows: number;
  changes: number;
  /** Changes by operation. */
  byOperation: Map<string, number>;
  faults: SweepFault[];
}

const least = 15;
const most = 50;

/** Real workflows of the size people change, as n8n would return them; undefined where the corpus is not. */
export function sweepWorkflows(): { file: string; workflow: N8nWorkflow }[] | undefined {
  return readReal()?.flatMap(({ key, workflow: given }) => {
    const workflow = {
      ...given,
      name: given['name'] ?? 'Workflow',
      settings: given['settings'] ?? {},
    } as unknown as N8nWorkflow;
    const named = new Set(workflow.nodes.map(({ name }) => name)).size === workflow.nodes.length;
    return named && workflow.nodes.length >= least && workflow.nodes.length <= most ? [{ file: key, workflow }] : [];
  });
}

/** Every operation there is, done to every node of every workflow given; what came out is compared byte for byte. */
export function sweep(workflows: readonly { file: string; workflow: N8nWorkflow }[], catalog: Catalog): SweepResult {
  const result: SweepResult = { workflows: workflows.length, changes: 0, byOperation: new Map(), faults: [] };
  // One credential of each kind, so that whatever would be bound by itself is.
  const known = oneOfEach(catalog);
  for (const { file, workflow } of workflows) {
    const text = JSON.stringify(workflow);
    for (const trial of trialsOfWorkflow(workflow)) run(workflow, undefined, trial);
    for (const node of workflow.nodes.filter((one) => !isStickyNote(one))) {
      for (const trial of trialsOf(node, workflow)) run(workflow, node, trial);
    }
    if (JSON.stringify(workflow) !== text) throw new Error(`${file} was changed in place`);
    function run(original: N8nWorkflow, node: N8nNode | undefined, trial: Trial): void {
      result.changes += 1;
      result.byOperation.set(trial.operation, (result.byOperation.get(trial.operation) ?? 0) + 1);
      const fault = (kind: SweepFault['kind'], detail: string): void => {
        const { operation } = trial;
        result.faults.push({ file, operation, node: node ? `${node.type} ${node.typeVersion}` : '', kind, detail });
      };
      const done = applyOperations(toDraft(original), trial.operations);
      if (!done.ok) {
        fault('refused', done.problem);
        return;
      }
      const merged = mergeDraft(original, done.draft, { catalog, renames: done.renames });
      const bound = bindCredentials(merged, {
        catalog,
        known,
        previous: original,
        base: original,
        renames: done.renames,
      });
      compare(original, bound, node, trial, fault);
      for (const { node: name, path } of straysOf(original, bound, operatedBy(original, done.draft, done.renames))) {
        fault('net', `${name ?? ''} ${formatPath(path)}`);
      }
    }
  }
  return result;
}

function compare(
  original: N8nWorkflow,
  merged: N8nWorkflow,
  target: N8nNode | undefined,
  { expected, renames, touches }: Trial,
  fault: (kind: SweepFault['kind'], detail: string) => void,
): void {
  const byId = new Map(merged.nodes.map((node) => [node.name, node]));
  for (const node of original.nodes) {
    const is = node === target ? merged.nodes[original.nodes.indexOf(node)] : byId.get(node.name);
    if (node === target) {
      if (expected && JSON.stringify(is) !== JSON.stringify(expected)) fault(...kindOf(expected, is));
    } else if (node.name === touches) continue;
    else if (!is) fault('other', `${node.name} is gone`);
    else if (JSON.stringify(is) !== JSON.stringify(node) && !renames) fault('other', node.name);
    else if (renames && JSON.stringify(is).length < JSON.stringify(node).length - 2000) fault('other', node.name);
  }
}

/** Whether something is missing, or only different. */
function kindOf(expected: N8nNode, is: N8nNode | undefined): ['loss' | 'shape', string] {
  if (!is) return ['loss', 'the node'];
  const lost = pathsOf(expected).find(
    (path) => valueAt(is, path) === undefined && valueAt(expected, path) !== undefined,
  );
  if (lost) return ['loss', formatPath(lost)];
  const other = [...pathsOf(expected), ...pathsOf(is)].find(
    (path) => JSON.stringify(valueAt(is, path)) !== JSON.stringify(valueAt(expected, path)),
  );
  return [
    'shape',
    other ? `${formatPath(other)}: ${JSON.stringify(valueAt(is, other))?.slice(0, 80)}` : 'the order of keys',
  ];
}

function oneOfEach(catalog: Catalog): CredentialRef[] {
  const types = new Set(
    catalog.all().flatMap(({ name }) => catalog.get(name)?.credentials.map((credential) => credential.name) ?? []),
  );
  const generic = ['httpHeaderAuth', 'httpQueryAuth', 'httpBasicAuth'];
  return [...types, ...generic].map((type) => ({ id: `of ${type}`, name: type, type }));
}
