import type { Issue } from '../draft.ts';
import { error, type Rule, type View, type ViewNode, warning } from './view.ts';

/** Run commands or touch files of the machine that n8n runs on; never put there by words in a chat. */
const denied = new Set(
  [
    'executeCommand',
    'ssh',
    'localFileTrigger',
    'readWriteFile',
    'readBinaryFile',
    'readBinaryFiles',
    'writeBinaryFile',
  ].map((name) => `n8n-nodes-base.${name}`),
);
/** Still run, but n8n hides them from new workflows; the value names what to use instead. */
const deprecated = new Map([
  ['n8n-nodes-base.function', 'Code'],
  ['n8n-nodes-base.functionItem', 'Code'],
  ['n8n-nodes-base.cron', 'Schedule Trigger'],
  ['n8n-nodes-base.interval', 'Schedule Trigger'],
  ['n8n-nodes-base.start', 'Manual Trigger'],
  ['n8n-nodes-base.itemLists', 'Split Out, Aggregate, Sort, Limit or Remove Duplicates'],
  ['n8n-nodes-base.htmlExtract', 'HTML'],
  ['n8n-nodes-base.iCal', 'Convert to File'],
  ['n8n-nodes-base.moveBinaryData', 'Convert to File or Extract from File'],
  ['n8n-nodes-base.spreadsheetFile', 'Convert to File or Extract from File'],
  ['n8n-nodes-base.readPDF', 'Extract from File'],
  ['n8n-nodes-base.workflowTrigger', 'n8n Trigger'],
  ['n8n-nodes-base.openAi', 'OpenAI'],
]);
const wellFormed = /^(?:@[\w.-]{1,80}\/)?[\w-]{1,80}\.[A-Za-z]\w{0,100}$/;

/** Every node is of a type this n8n has, in a version it has, and one that may be used. */
export const checkNodeTypes: Rule = (view) => view.nodes.flatMap((node) => checkType(node, view));

function checkType(node: ViewNode, view: View): Issue[] {
  const at = { node: node.name, path: 'type' };
  if (denied.has(node.type)) {
    // A file that exists already may hold one; Flowsmith itself never puts one into n8n.
    const message = `${node.shortType} can reach the machine n8n runs on and is not allowed.`;
    return [
      view.fromDraft || view.unknownTypes === 'error'
        ? error('denied-node-type', message, at)
        : warning('denied-node-type', message, at),
    ];
  }
  const instead = deprecated.get(node.type);
  if (instead)
    return [warning('deprecated-node-type', `${node.shortType} is deprecated in n8n; use ${instead} instead.`, at)];
  if (!node.nodeType) return [unknown(node, view)];
  if (node.nodeType.versions.includes(node.version)) return [];
  const versions = node.nodeType.versions.join(', ');
  const message = `Version ${node.version} of ${node.nodeType.displayName} is not known; there are ${versions}.`;
  const newer = node.version > Math.max(...node.nodeType.versions);
  return [(newer ? error : warning)('unknown-node-version', message, { node: node.name, path: 'typeVersion' })];
}

function unknown(node: ViewNode, view: View): Issue {
  const near = nearest(node, view);
  const hint = near ? ` Did you mean ${near}?` : '';
  const at = { node: node.name, path: 'type' };
  if (view.unknownTypes === 'warning' && wellFormed.test(node.type)) {
    return warning(
      'unknown-node-type',
      `The node type ${clip(node.type)} is not in the catalogue, so it is not checked.${hint}`,
      at,
    );
  }
  return error('unknown-node-type', `There is no node type ${clip(node.type)} here.${hint}`, at);
}

const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** The type with the most similar name, if it is similar at all. */
function nearest(node: ViewNode, view: View): string | undefined {
  const wanted = node.shortType.toLowerCase().slice(0, 60);
  let best: { name: string; distance: number } | undefined;
  for (const candidate of view.catalog.all()) {
    const name = candidate.name.slice(candidate.name.lastIndexOf('.') + 1).toLowerCase();
    if (Math.abs(name.length - wanted.length) > 4) continue;
    const distance = editDistance(wanted, name);
    if (!best || distance < best.distance) best = { name: candidate.name, distance };
  }
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
