import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { reviseDraft } from '#src/planner/revise.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const catalog = createCoreCatalog();
const row = {
  name: 'Add the row',
  type: 'n8n-nodes-base.googleSheets',
  parameters: { resource: 'sheet', operation: 'append' },
};
const post = {
  name: 'Post to #sales',
  type: 'n8n-nodes-base.slack',
  parameters: { resource: 'message', operation: 'post', select: 'channel', text: 'New lead' },
};
const mail = {
  name: 'Mail',
  type: 'n8n-nodes-base.gmail',
  parameters: { operation: 'send', message: '={{ $json.ts }}' },
};
const draft = draftSchema.parse({
  name: 'Leads',
  nodes: [{ name: 'Form', type: 'n8n-nodes-base.formTrigger', parameters: {} }, row, post, mail],
  connections: [
    { from: 'Form', to: row.name },
    { from: row.name, to: post.name },
    { from: post.name, to: mail.name },
  ],
});
const change = (request: string, before = draft) => reviseDraft(before, request, { timezone: 'UTC', catalog });
const lines = (request: string) =>
  change(request)?.draft.connections.map(({ from, to, input }) => `${from} > ${to}${input ? ` ${input}` : ''}`) ?? [];

describe('a step put into the line of a draft', () => {
  it.each([
    'add a step after "Add the row" that posts "In" to #ops in Slack',
    'post "In" to #ops in Slack after adding the row',
    'insert a step before "Post to #sales" that posts "In" to #ops in Slack',
    'before the Post to #sales step, post "In" to #ops in Slack',
  ])('%s', (request) => {
    expect(lines(request).sort()).toEqual(
      [
        'Form > Add the row',
        'Add the row > Post to #ops',
        'Post to #ops > Post to #sales',
        'Post to #sales > Mail',
      ].sort(),
    );
    expect(change(request)?.draft.nodes.slice(0, 4)).toEqual(draft.nodes);
    expect(change(request)?.draft.nodes.at(-1)?.parameters).toMatchObject({ text: 'In' });
  });

  it('stands beside the line where what follows works with what comes in, and is waited for', () => {
    const changed = change('add a step after "Post to #sales" that posts "In" to #ops in Slack');
    expect(changed?.draft.nodes.slice(0, 4)).toEqual(draft.nodes);
    expect(changed?.draft.nodes.slice(4)).toMatchObject([
      { name: 'Post to #ops', alwaysOutputData: true },
      { type: 'n8n-nodes-base.merge', parameters: { useDataOfInput: '1' } },
    ]);
    expect(changed?.draft.connections.map(({ from, to, input }) => [from, to, input]).slice(2)).toEqual([
      ['Post to #sales', 'Post to #ops', 0],
      ['Post to #sales', 'Go on as before', 0],
      ['Post to #ops', 'Go on as before', 1],
      ['Go on as before', 'Mail', 0],
    ]);
  });

  it('ends the line behind its last step', () => {
    expect(lines('post "Done" to #ops in Slack after "Mail"').at(-1)).toBe('Mail > Post to #ops');
  });

  it.each([
    ['a step nobody has', 'add a step after "Weigh" that posts "In" to #ops in Slack'],
    ['before what starts it', 'add a step before "Form" that posts "In" to #ops in Slack'],
    [
      'a condition, which would hold back the rest',
      'add a step after "Add the row" that if the amount is above 5 posts "In" to #ops',
    ],
  ])('is told not to be done, and nothing else is changed: %s', (_, request) => {
    expect(change(request)).toBeUndefined();
  });

  it('says what of it was not understood', () => {
    const changed = change('add a step after "Add the row" that posts "In" to #ops in Slack and weighs the cat');
    expect(changed?.issues.map(({ code }) => code)).toContain('not-understood');
  });

  it('takes a thing without an app as one of the last step, where that has it', () => {
    const pages = draftSchema.parse({
      name: 'Pages',
      nodes: [
        { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
        { name: 'Get', type: 'n8n-nodes-base.github', parameters: { resource: 'issue', operation: 'get' } },
      ],
      connections: [{ from: 'Start', to: 'Get' }],
    });
    const added = change('add an issue', pages)?.draft.nodes[2];
    expect(added).toMatchObject({
      type: 'n8n-nodes-base.github',
      parameters: { resource: 'issue', operation: 'create' },
    });
  });
});
