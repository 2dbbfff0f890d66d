import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { renamesByPlace } from '#src/planner/at-hand.ts';
import { withOtherApp } from '#src/planner/revise-apps.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const catalog = createCoreCatalog();
const slack = (name: string) => ({
  name,
  type: 'n8n-nodes-base.slack',
  parameters: { resource: 'message', operation: 'post', select: 'channel', text: 'New lead' },
});
const sheet = {
  name: 'Add',
  type: 'n8n-nodes-base.googleSheets',
  parameters: { resource: 'sheet', operation: 'append' },
};
const draft = draftSchema.parse({
  name: 'Leads',
  nodes: [{ name: 'Form', type: 'n8n-nodes-base.formTrigger', parameters: {} }, slack('Post'), sheet],
  connections: [
    { from: 'Form', to: 'Post' },
    { from: 'Post', to: 'Add' },
  ],
});
const change = (request: string, before: Draft = draft) => withOtherApp(before, request, { timezone: 'UTC', catalog });

describe('another app in the place of a step', () => {
  it.each(['send it with Gmail instead of Slack', 'use Gmail instead of Slack', 'replace Slack with Gmail'])(
    '%s: its words and its place stay, all others are untouched',
    (request) => {
      const changed = change(request);
      const step = changed?.draft.nodes[1];
      expect(step).toMatchObject({ type: 'n8n-nodes-base.gmail', parameters: { message: 'New lead' } });
      expect(changed?.draft.connections.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
        [`Form ${step?.name}`, `${step?.name} Add`].sort(),
      );
      expect([changed?.draft.nodes[0], changed?.draft.nodes[2]]).toEqual([draft.nodes[0], draft.nodes[2]]);
      expect(changed?.issues.map(({ code }) => code)).toEqual(['not-said']);
    },
  );

  it('is another step, not the old one with a new name', () => {
    const changed = change('use Gmail instead of Slack');
    expect(changed && renamesByPlace(draft, changed.draft)).toEqual({});
  });

  it.each([
    ['an app that is not there', 'use Gmail instead of Notion', draft],
    ['an app that nobody knows', 'use Zorgmail instead of Slack', draft],
    ['a channel, which is no app', 'post to #ops instead of #sales', draft],
    [
      'two steps that may be meant',
      'use Gmail instead of Slack',
      { ...draft, nodes: [...draft.nodes, slack('Post 2')] },
    ],
    [
      'a step that others read from',
      'use Gmail instead of Slack',
      {
        ...draft,
        nodes: [...draft.nodes.slice(0, 2), { ...sheet, parameters: { text: "={{ $('Post').item.json.ts }}" } }],
      },
    ],
  ])('%s: nothing is changed', (_, request, before) => {
    expect(change(request, before as Draft)).toBeUndefined();
  });

  it.each([
    ['an approval', { operation: 'sendAndWait' }],
    ['an act on a channel', { resource: 'channel', operation: 'archive' }],
    ['a new channel', { resource: 'channel', operation: 'create' }],
    ['a change of a message', { operation: 'update' }],
    ['the removal of a message', { operation: 'delete' }],
    ['a step that does not say what it does', { operation: undefined }],
  ])('%s is not replaced by a message', (_, more) => {
    const step = { ...slack('Post'), parameters: { ...slack('Post').parameters, ...more } };
    const nodes = draft.nodes.map((node) => (node.name === 'Post' ? step : node));
    expect(change('use Gmail instead of Slack', { ...draft, nodes })).toBeUndefined();
  });

  it('keeps what is set on the step itself and tells which parameters stay behind', () => {
    const own = {
      notes: 'Sales want this',
      disabled: true,
      onError: 'continueRegularOutput' as const,
      retryOnFail: true,
      maxTries: 4,
      waitBetweenTries: 2000,
      executeOnce: true,
      alwaysOutputData: true,
    };
    const { parameters, ...rest } = slack('Post');
    const step = { ...rest, ...own, parameters: { ...parameters, otherOptions: { thread_ts: '1' }, channelId: '' } };
    const nodes = draft.nodes.map((node) => (node.name === 'Post' ? step : node));
    const changed = change('use Gmail instead of Slack', { ...draft, nodes });
    expect(changed?.draft.nodes[1]).toMatchObject({ type: 'n8n-nodes-base.gmail', ...own });
    expect(changed?.draft.assumptions.at(-1)).toBe('Not carried over from “Post”: otherOptions.thread_ts.');
  });
});
