import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { catalog, langchain } from '../documents.ts';

const main = (node: string, index = 0) => ({ node, type: 'main', index });
/** What n8n returns, with everything a draft has no place for. */
const live = (): N8nWorkflow =>
  ({
    name: 'Live',
    nodes: [
      {
        id: 'n1',
        name: 'Start',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 1.1,
        position: [0, 0],
        parameters: { path: 'a', httpMethod: 'POST' },
        webhookId: 'w1',
      },
      {
        id: 'n2',
        name: 'Post',
        type: 'n8n-nodes-base.slack',
        typeVersion: 2.1,
        position: [304, 16],
        parameters: { text: 'Hi {{name}}', channelId: { __rl: true, mode: 'id', value: 'C1' } },
        credentials: { slackApi: { id: 'c1', name: 'Slack' } },
        retryOnFail: true,
        maxTries: 4,
        continueOnFail: true,
      },
      {
        id: 's1',
        name: 'Note',
        type: 'n8n-nodes-base.stickyNote',
        typeVersion: 1,
        position: [0, 300],
        parameters: { content: 'why' },
      },
      {
        id: 'n3',
        name: 'Agent',
        type: langchain('agent'),
        typeVersion: 1.7,
        position: [608, 16],
        parameters: { text: "={{ $('Post').item.json.ok }}" },
      },
      {
        id: 'n4',
        name: 'Model',
        type: langchain('lmChatOpenAi'),
        typeVersion: 1,
        position: [608, 240],
        parameters: {},
        credentials: { openAiApi: { id: 'c2', name: 'OpenAI' } },
      },
    ],
    connections: {
      Start: { main: [[main('Post')]] },
      Post: { main: [[main('Agent')]] },
      Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
    },
    settings: { executionOrder: 'v0', timezone: 'Europe/Berlin', errorWorkflow: 'e1' },
    staticData: { lastSeen: 5 },
  }) as N8nWorkflow;

function edit(...operations: DraftOperationInput[]): N8nWorkflow {
  const done = applyOperations(toDraft(live()), operations);
  if (!done.ok) throw new Error(done.problem);
  return mergeDraft(live(), done.draft, { catalog, renames: done.renames, createId: () => 'new' });
}
const nodeOf = (workflow: N8nWorkflow, name: string) => workflow.nodes.find((node) => node.name === name);

describe('editing a live workflow', () => {
  it('reads it without sticky notes, ids and credentials, in the versions its nodes have', () => {
    const draft = toDraft(live());
    expect(draft.nodes.map((node) => node.name)).toEqual(['Start', 'Post', 'Agent', 'Model']);
    expect(JSON.stringify(draft)).not.toMatch(/n1|c1|w1|position/);
    expect(draft.nodes.map((node) => node.typeVersion)).toEqual([1.1, 2.1, 1.7, 1]);
    expect(draft.connections.at(-1)).toEqual({
      from: 'Model',
      to: 'Agent',
      output: 0,
      input: 0,
      kind: 'ai_languageModel',
    });
    expect(draft.timezone).toBe('Europe/Berlin');
  });

  it('gives back the same when nothing was changed', () => {
    expect(mergeDraft(live(), toDraft(live()), { catalog })).toEqual(live());
  });

  it('changes one parameter and leaves its neighbours, the version and the credentials alone', () => {
    const merged = edit({ op: 'setParameter', name: 'Post', path: 'channelId', value: '#ops' });
    const [, before] = live().nodes;
    expect(nodeOf(merged, 'Post')).toEqual({
      ...before,
      parameters: { text: 'Hi {{name}}', channelId: { __rl: true, mode: 'name', value: '#ops' } },
    });
    expect(merged.nodes.filter((node) => node.name !== 'Post')).toEqual(
      live().nodes.filter((node) => node.name !== 'Post'),
    );
    expect(merged.connections).toEqual(live().connections);
    expect(merged.settings).toEqual(live().settings);
  });

  it('keeps everything of a renamed node, and what refers to it', () => {
    const merged = edit({ op: 'renameNode', name: 'Post', newName: 'Tell' });
    expect(nodeOf(merged, 'Tell')).toEqual({ ...live().nodes[1], name: 'Tell' });
    expect(merged.connections['Tell']).toEqual({ main: [[main('Agent')]] });
    expect(merged.connections['Start']).toEqual({ main: [[main('Tell')]] });
    expect(nodeOf(merged, 'Agent')?.parameters['text']).toBe("={{ $('Tell').item.json.ok }}");
  });

  it('recognises a renamed node without being told', () => {
    const draft = toDraft(live());
    const renamed = {
      ...draft,
      nodes: draft.nodes.map((node) => (node.name === 'Model' ? { ...node, name: 'Brain' } : node)),
    };
    expect(nodeOf(mergeDraft(live(), renamed, { catalog }), 'Brain')?.credentials).toEqual({
      openAiApi: { id: 'c2', name: 'OpenAI' },
    });
  });

  it('puts a new node beside its neighbours, and moves none of them', () => {
    const merged = edit({
      op: 'addNode',
      node: { name: 'Mail', type: 'n8n-nodes-base.emailSend', parameters: { toEmail: 'a@example.com' } },
      after: 'Post',
    });
    const added = merged.nodes.at(-1);
    expect(added).toMatchObject({ name: 'Mail', id: 'new' });
    // In the agent's column, below the model that hangs on it.
    expect(added?.position).toEqual([608, 416]);
    expect(merged.nodes.slice(0, -1)).toEqual(live().nodes);
  });

  it('puts a new node in between without moving what follows, and not on the beginning of a note', () => {
    const insert = (notes: N8nWorkflow['nodes']) => {
      const original = { ...live(), nodes: [...live().nodes, ...notes] };
      const done = applyOperations(toDraft(original), [
        { op: 'addNode', node: { name: 'Wait', type: 'n8n-nodes-base.wait' }, after: 'Start', before: 'Post' },
      ]);
      if (!done.ok) throw new Error(done.problem);
      const merged = mergeDraft(original, done.draft, { catalog });
      expect(merged.nodes.slice(0, -1)).toEqual(original.nodes);
      return merged.nodes.at(-1)?.position ?? [0, 0];
    };
    const [x, y] = insert([]);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThanOrEqual(16 + 96);
    const note = { ...live().nodes[2], id: 's2', name: 'Note 2', position: [x, y] } as N8nWorkflow['nodes'][number];
    expect(insert([note])[1]).toBeGreaterThanOrEqual(y + 96);
  });

  it('gives a replaced node a version and parameters of its new type, in the same place', () => {
    const merged = edit({
      op: 'replaceNode',
      name: 'Post',
      type: 'n8n-nodes-base.emailSend',
      parameters: { toEmail: 'a@example.com' },
    });
    const node = nodeOf(merged, 'Post');
    expect(node).toMatchObject({ id: 'n2', position: [304, 16], parameters: { toEmail: 'a@example.com' } });
    expect(node?.credentials).toBeUndefined();
    expect(node?.typeVersion).toBe(catalog.get('n8n-nodes-base.emailSend')?.defaultVersion);
  });

  it('removes a node with its connections', () => {
    const merged = edit({ op: 'removeNode', name: 'Post', reconnect: true });
    expect(nodeOf(merged, 'Post')).toBeUndefined();
    expect(merged.connections).toEqual({
      Start: { main: [[main('Agent')]] },
      Model: live().connections['Model'],
    });
  });

  it('sets on-error in the new way and takes the old one away', () => {
    const node = nodeOf(edit({ op: 'setNodeSettings', name: 'Post', onError: 'stopWorkflow' }), 'Post');
    expect(node).toMatchObject({ onError: 'stopWorkflow', retryOnFail: true, maxTries: 4 });
    expect(node).not.toHaveProperty('continueOnFail');
  });

  it('changes the timezone and keeps the other settings', () => {
    expect(edit({ op: 'setTimezone', timezone: 'UTC' }).settings).toEqual({ ...live().settings, timezone: 'UTC' });
    expect(edit({ op: 'setTimezone', timezone: null }).settings).not.toHaveProperty('timezone');
  });

  it('renames a sticky note that is in the way of a new name', () => {
    const merged = edit({ op: 'addNode', node: { name: 'Note', type: 'n8n-nodes-base.noOp' }, after: 'Agent' });
    expect(merged.nodes.map((node) => node.name)).toEqual(['Start', 'Post', 'Note (note)', 'Agent', 'Model', 'Note']);
  });
});
