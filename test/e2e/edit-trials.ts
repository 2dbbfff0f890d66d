import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';

/** A node as n8n returns it. */
export interface Node {
  id: string;
  name: string;
  parameters: Record<string, unknown>;
  [key: string]: unknown;
}

/** A workflow with whatever a change could lose, as n8n returns it. */
export interface Held {
  name: string;
  description?: string | null;
  nodes: Node[];
  connections: Record<string, unknown>;
  settings: Record<string, unknown>;
  pinData?: Record<string, unknown> | null;
  nodeGroups?: { id: string; name: string; nodeIds: string[] }[];
  tags?: { name: string }[];
  versionId: string;
}

const prompt = 'You help people with their orders. Never promise a date.\n'.repeat(75);
const node = (name: string, type: string, typeVersion: number, x: number, parameters: object, more: object = {}) => ({
  ...{ id: crypto.randomUUID(), name, type, typeVersion, position: [x, 0], parameters, ...more },
});
const main = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/** What is put into n8n before each kind of change. */
export const document = () => {
  const fields = {
    values: {
      string: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    },
    options: {},
  };
  const nodes = [
    node('Start', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
    node('Fields', 'n8n-nodes-base.set', 2, 224, fields, { notes: 'by hand' }),
    node('Prompt', 'n8n-nodes-base.set', 1, 448, {
      values: { string: [{ name: 'prompt', value: prompt }] },
      options: {},
    }),
    node('Get', 'n8n-nodes-base.httpRequest', 3, 672, { url: 'http://127.0.0.1:9/', options: {} }),
    node('End', 'n8n-nodes-base.noOp', 1, 896, {}),
    node('Sticky Note', 'n8n-nodes-base.stickyNote', 1, -300, { content: '## Why\nAsk Ana.', width: 300 }),
    node('Sticky Note1', 'n8n-nodes-base.stickyNote', 1, -700, { content: 'Old', color: 3 }),
  ];
  return {
    nodes,
    connections: { Start: main('Fields'), Fields: main('Prompt'), Prompt: main('Get'), Get: main('End') },
    pinData: { Fields: [{ json: { a: 'pinned' } }], Get: [{ json: { b: 'pinned' } }] },
    nodeGroups: [{ id: crypto.randomUUID(), name: 'Prepare', nodeIds: [nodes[1]?.id ?? ''] }],
    settings: { executionOrder: 'v1', saveManualExecutions: true },
    description: 'What it was.',
  };
};

interface Trial {
  what: string;
  operations: DraftOperationInput[];
  /** What n8n shall hold afterwards, made of what it held. */
  expected: (held: Held) => void;
  /** On the card. */
  says: string;
}

const find = (held: Held, name: string): Node => {
  const found = held.nodes.find((one) => one.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return found;
};
const stringsOf = (held: Held, name: string): { name: string; value: string }[] =>
  (find(held, name).parameters['values'] as { string: { name: string; value: string }[] }).string;
const place = { name: 'Prompt', path: 'values.string[0].value' };
const list = { name: 'Fields', path: 'values.string' };

/** Every kind of change, and what it shall come to. */
export const trials: readonly Trial[] = [
  {
    what: 'a line more in a long text of an old version',
    operations: [{ op: 'appendText', ...place, text: 'Say hello.' }],
    expected: (held) => Object.assign(stringsOf(held, 'Prompt')[0] ?? {}, { value: `${prompt}Say hello.` }),
    says: 'Prompt',
  },
  {
    what: 'a line before, and a word replaced in one of many places',
    operations: [
      { op: 'prependText', ...place, text: 'First.\n' },
      { op: 'replaceText', ...place, find: 'Never promise', replace: 'Do not name', which: 3 },
    ],
    expected: (held) => {
      const [entry] = stringsOf(held, 'Prompt');
      let count = 0;
      const replaced = (entry?.value ?? '').replaceAll('Never promise', (was) => (++count === 3 ? 'Do not name' : was));
      Object.assign(entry ?? {}, { value: `First.\n${replaced}` });
    },
    says: 'Prompt',
  },
  {
    what: 'an item of a list put in, changed and removed',
    operations: [
      { op: 'insertItem', ...list, index: 0, value: { name: 'first', value: '0' } },
      { op: 'setItem', ...list, index: 1, value: { name: 'a', value: '11' } },
      { op: 'removeItem', ...list, index: 2 },
    ],
    expected: (held) => {
      const strings = stringsOf(held, 'Fields');
      strings.splice(0, 2, { name: 'first', value: '0' }, { name: 'a', value: '11' });
    },
    says: 'Fields',
  },
  {
    what: 'retries, once, empty items, going on after errors',
    operations: [
      {
        op: 'setNodeSettings',
        name: 'Get',
        maxTries: 4,
        waitBetweenTries: 2000,
        executeOnce: true,
        alwaysOutputData: true,
      },
      { op: 'setNodeSettings', name: 'Get', onError: 'continueRegularOutput' },
    ],
    expected: (held) => {
      const repeats = { retryOnFail: true, maxTries: 4, waitBetweenTries: 2000 };
      Object.assign(find(held, 'Get'), {
        onError: 'continueRegularOutput',
        ...repeats,
        executeOnce: true,
        alwaysOutputData: true,
      });
    },
    says: 'is tried 4 times at most',
  },
  {
    what: 'all of that taken back',
    operations: [
      { op: 'setNodeSettings', name: 'Get', retryOnFail: false, maxTries: null, waitBetweenTries: null },
      { op: 'setNodeSettings', name: 'Get', onError: null, executeOnce: false, alwaysOutputData: false },
    ],
    expected: (held) => {
      for (const key of ['onError', 'retryOnFail', 'maxTries', 'waitBetweenTries', 'executeOnce', 'alwaysOutputData'])
        delete find(held, 'Get')[key];
    },
    says: 'is not tried again when it fails',
  },
  {
    what: 'pinned data off at one node, along with the name of another',
    operations: [
      { op: 'setNodeSettings', name: 'Get', pinned: false },
      { op: 'renameNode', name: 'Fields', newName: 'Values' },
      { op: 'renameNode', name: 'Values', newName: 'Fields' },
    ],
    expected: (held) => {
      held.pinData = { Fields: held.pinData?.['Fields'] };
    },
    says: 'the data pinned for test runs are taken away',
  },
  {
    what: 'a note written, changed in part, and removed',
    operations: [
      { op: 'addStickyNote', content: 'Mind the limits.', near: 'Get' },
      { op: 'appendText', name: 'Sticky Note', path: 'content', text: ' Or Ben.' },
      { op: 'removeStickyNote', name: 'Sticky Note1' },
    ],
    expected: (held) => {
      find(held, 'Sticky Note').parameters['content'] = '## Why\nAsk Ana. Or Ben.';
      held.nodes = held.nodes.filter(({ name }) => name !== 'Sticky Note1');
    },
    says: 'Mind the limits.',
  },
  {
    what: 'a group more, one with another step, and one gone',
    operations: [
      { op: 'setGroup', name: 'Prepare', nodes: ['Fields', 'Prompt'] },
      { op: 'setGroup', name: 'Rest', nodes: ['Get', 'End'] },
    ],
    expected: (held) => {
      const [first] = held.nodeGroups ?? [];
      first?.nodeIds.push(find(held, 'Prompt').id);
      held.nodeGroups?.push({ id: '', name: 'Rest', nodeIds: [find(held, 'Get').id, find(held, 'End').id] });
    },
    says: 'The group “Rest” holds',
  },
  {
    what: 'a group taken away',
    operations: [
      { op: 'removeGroup', name: 'Prepare' },
      { op: 'removeGroup', name: 'Rest' },
    ],
    expected: (held) => {
      held.nodeGroups = [];
    },
    says: 'its steps stay',
  },
  {
    what: 'time zone, timeout, description, name and tags',
    operations: [
      { op: 'setTimezone', timezone: 'Asia/Tokyo' },
      { op: 'setTimeout', seconds: 90 },
      { op: 'setDescription', description: 'What it is now.' },
      { op: 'setTags', add: ['orders', 'Team Ana'] },
    ],
    expected: (held) => {
      Object.assign(held.settings, { timezone: 'Asia/Tokyo', executionTimeout: 90 });
      held.description = 'What it is now.';
      held.tags = [{ name: 'Team Ana' }, { name: 'orders' }];
    },
    says: 'Gets the tags “orders”, “Team Ana”',
  },
  {
    what: 'all of that taken away again',
    operations: [
      { op: 'setTimezone', timezone: null },
      { op: 'setTimeout', seconds: null },
      { op: 'setDescription', description: '' },
      { op: 'setTags', remove: ['team ana'] },
    ],
    expected: (held) => {
      delete held.settings['timezone'];
      delete held.settings['executionTimeout'];
      held.description = '';
      held.tags = [{ name: 'orders' }];
    },
    says: 'Loses the tags “Team Ana”',
  },
  {
    what: 'another order of the steps',
    operations: [{ op: 'moveNode', name: 'Prompt', after: 'Get' }],
    expected: (held) => {
      held.connections = { Start: main('Fields'), Fields: main('Get'), Get: main('Prompt'), Prompt: main('End') };
    },
    says: 'now follows',
  },
];
