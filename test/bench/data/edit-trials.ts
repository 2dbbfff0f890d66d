import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { formatPath, type Path, removeAt, setAt, valueAt } from '#src/workflow/json/paths.ts';
import { isStickyNote } from '#src/workflow/n8n-workflow.ts';

/** One change, and what has to come of it. */
export interface Trial {
  operation: string;
  operations: DraftOperationInput[];
  /** What the node has to be afterwards, byte for byte; undefined when it is gone or another one. */
  expected?: N8nNode;
  /** A note that is meant. */
  touches?: string;
  /** True where references in other nodes follow. */
  renames?: boolean;
}

/** Where single values stand. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => pathsOf(one, [...path, index]))
    : Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return inner.length > 0 ? inner : [path];
}

/** What is done to the whole of it. */
export function trialsOfWorkflow(workflow: N8nWorkflow): Trial[] {
  const has = typeof workflow.settings['timezone'] === 'string';
  return [
    { operation: 'setName', operations: [{ op: 'setName', name: 'Another name' }] },
    { operation: 'setTimezone', operations: [{ op: 'setTimezone', timezone: has ? null : 'Asia/Tokyo' }] },
    { operation: 'setDescription', operations: [{ op: 'setDescription', description: 'Says more.' }] },
    { operation: 'setAssumptions', operations: [{ op: 'setAssumptions', assumptions: ['One'] }] },
    { operation: 'setTags', operations: [{ op: 'setTags', add: ['one'] }] },
    { operation: 'setTimeout', operations: [{ op: 'setTimeout', seconds: 77 }] },
    { operation: 'setErrorWorkflow', operations: [{ op: 'setErrorWorkflow', workflowId: 'another' }] },
    { operation: 'addStickyNote', operations: [{ op: 'addStickyNote', content: 'Why' }] },
    ...workflow.nodes.filter(isStickyNote).map(({ name, parameters }) => ({
      operation: 'setStickyNote',
      operations: [{ op: 'setStickyNote' as const, name, content: `${String(parameters['content'] ?? '')} More.` }],
      touches: name,
    })),
    ...workflow.nodes.filter(isStickyNote).map(({ name }) => ({
      operation: 'removeStickyNote',
      operations: [{ op: 'removeStickyNote' as const, name }],
      touches: name,
    })),
  ];
}

/** Every operation there is, on one node. */
export function trialsOf(node: N8nNode, workflow: N8nWorkflow): Trial[] {
  const { name } = node;
  const leaves = pathsOf(node.parameters).filter((path) => addressed(node, path));
  const texts = leaves.filter((path) => typeof valueAt(node.parameters, path) === 'string');
  const text = texts.find((path) => String(valueAt(node.parameters, path)).length > 12) ?? texts[0];
  const same = (change: (copy: N8nNode) => void): N8nNode => {
    const copy = structuredClone(node);
    change(copy);
    return copy;
  };
  const fresh = { name: 'A new step', type: 'n8n-nodes-base.noOp', parameters: {} };
  const next = Object.values(workflow.connections[name]?.['main']?.[0] ?? [])[0]?.node;
  const longer = (path: Path): string => `${String(valueAt(node.parameters, path))}-more`;
  return [
    ...(text
      ? [
          {
            operation: 'setParameter (text)',
            operations: [{ op: 'setParameter' as const, name, path: formatPath(text), value: longer(text) }],
            expected: same((copy) => setAt(copy.parameters, text, longer(text))),
          },
          {
            operation: 'replaceNode (same type)',
            operations: [
              {
                op: 'replaceNode' as const,
                name,
                type: node.type,
                parameters: withText(node.parameters, text, longer(text)),
              },
            ],
            expected: same((copy) => setAt(copy.parameters, text, longer(text))),
          },
        ]
      : []),
    ...(text ? textTrials(node, text) : []),
    ...listTrials(node),
    ...leaves.slice(0, 1).map((path) => ({
      operation: 'unsetParameter',
      operations: [{ op: 'unsetParameter' as const, name, path: formatPath(path) }],
      expected: same((copy) => {
        removeAt(copy.parameters, path);
      }),
    })),
    {
      operation: 'setParameter (new)',
      operations: [{ op: 'setParameter', name, path: 'flowsmithProbe', value: 'new' }],
      expected: same((copy) => Object.assign(copy.parameters, { flowsmithProbe: 'new' })),
    },
    {
      operation: 'setNodeSettings',
      operations: [{ op: 'setNodeSettings', name, disabled: !node.disabled }],
      expected: same((copy) => {
        if (node.disabled) delete copy.disabled;
        else copy.disabled = true;
      }),
    },
    {
      operation: 'setNodeSettings (repeating)',
      operations: [
        { op: 'setNodeSettings', name, retryOnFail: true, maxTries: 4, executeOnce: true, alwaysOutputData: true },
      ],
      expected: same((copy) =>
        Object.assign(copy, { ...copy, retryOnFail: true, maxTries: 4, executeOnce: true, alwaysOutputData: true }),
      ),
    },
    { operation: 'renameNode', operations: [{ op: 'renameNode', name, newName: 'A new name' }], renames: true },
    {
      operation: 'replaceNode (another type)',
      operations: [{ op: 'replaceNode', name, type: 'n8n-nodes-base.noOp', parameters: {} }],
    },
    { operation: 'removeNode', operations: [{ op: 'removeNode', name, reconnect: true }] },
    { operation: 'addNode', operations: [{ op: 'addNode', node: fresh, after: name }], expected: node },
    ...(next && next !== name
      ? [
          {
            operation: 'addNode (between)',
            operations: [{ op: 'addNode' as const, node: fresh, after: name, before: next }],
            expected: node,
          },
          {
            operation: 'disconnect',
            operations: [{ op: 'disconnect' as const, from: name, to: next, output: 0, kind: 'main' }],
            expected: node,
          },
        ]
      : []),
  ];
}

/** Operations within a text: the rest of it stays to the letter. */
function textTrials(node: N8nNode, path: Path): Trial[] {
  const { name } = node;
  const was = String(valueAt(node.parameters, path));
  const expected = (now: string): N8nNode => ({ ...node, parameters: withText(node.parameters, path, now) });
  const place = { name, path: formatPath(path) };
  // What has no spaces may be an address, where they become dashes.
  const [more, first] = /\s/.test(was) ? ['\nOne line more.', 'First. '] : ['-more', 'first-'];
  const [sign, rest] = was.startsWith('=') ? ['=', was.slice(1)] : ['', was];
  const find = rest
    .slice(Math.floor(rest.length / 2))
    .trim()
    .slice(0, 8);
  const at = was.indexOf(find);
  return [
    {
      operation: 'appendText',
      operations: [{ op: 'appendText', ...place, text: more }],
      expected: expected(`${was}${more}`),
    },
    {
      operation: 'prependText',
      operations: [{ op: 'prependText', ...place, text: first }],
      expected: expected(`${sign}${first}${rest}`),
    },
    ...(find === ''
      ? []
      : [
          {
            operation: 'replaceText',
            operations: [{ op: 'replaceText' as const, ...place, find, replace: 'XYZ', which: 1 }],
            expected: expected(`${was.slice(0, at)}XYZ${was.slice(at + find.length)}`),
          },
        ]),
  ];
}

/** Operations on a list of the node, if it has one that is not empty: the other items stay what they are. */
function listTrials(node: N8nNode): Trial[] {
  const path = listsOf(node.parameters).find((one) => addressed(node, one));
  const list = path && (valueAt(node.parameters, path) as unknown[]);
  if (!path || !list) return [];
  const place = { name: node.name, path: formatPath(path) };
  const expected = (now: unknown[]): N8nNode => {
    const parameters = structuredClone(node.parameters);
    setAt(parameters, path, now);
    return { ...node, parameters };
  };
  // As a person would: one more of the kind that is there.
  const item = list[0];
  return [
    {
      operation: 'insertItem',
      operations: [{ op: 'insertItem', ...place, index: 0, value: item }],
      expected: expected([item, ...list]),
    },
    {
      operation: 'setItem',
      operations: [{ op: 'setItem', ...place, index: list.length - 1, value: item }],
      expected: expected([...list.slice(0, -1), item]),
    },
    {
      operation: 'removeItem',
      operations: [{ op: 'removeItem', ...place, index: 0 }],
      expected: expected(list.slice(1)),
    },
  ];
}

function listsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.length > 0 ? [path] : [];
  return Object.entries(value).flatMap(([key, one]) => listsOf(one, [...path, key]));
}

function withText(parameters: N8nNode['parameters'], path: Path, value: string): N8nNode['parameters'] {
  const copy = structuredClone(parameters);
  setAt(copy, path, value);
  return copy;
}

/** Paths are text in operations; a few names of parameters cannot be written as such. */
function addressed(node: N8nNode, path: Path): boolean {
  const text = formatPath(path);
  return (
    path.length > 0 &&
    !path.includes('') &&
    text.length < 290 &&
    !/["\\]/.test(path.join('')) &&
    valueAt(node.parameters, path) !== null
  );
}
