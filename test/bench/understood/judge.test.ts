import { expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Planned } from '#src/cli/run/plan-one.ts';
import { noUsage } from '#src/planner/planner.ts';
import { appsOf } from './apps.ts';
import { factsIn, judge, type Wanted } from './judge.ts';
import { readFlow, toPriorDraft } from './notation.ts';

const catalog = createCoreCatalog();
const apps = appsOf(catalog);
const wanted: Wanted = {
  request: 'every day at 9:30 post "Hello" to #team in Slack and add a row to Google Sheets',
  triggers: ['schedule'],
  apps: new Set(['slack', 'googlesheets']),
  mayHave: new Set(),
};
const node = (type: string, parameters: Record<string, unknown> = {}) =>
  ({ id: type, name: type, type: `n8n-nodes-base.${type}`, typeVersion: 1, position: [0, 0], parameters }) as const;
const schedule = node('scheduleTrigger', { rule: { interval: [{ triggerAtHour: 9, triggerAtMinute: 30 }] } });
const slack = node('slack', { text: 'Hello', channelId: '#team' });
const planned = (nodes: unknown[], more: Partial<Planned> = {}): Planned => ({
  kind: 'draft',
  nodes: nodes as Planned['nodes'],
  connections: {},
  issues: [],
  assumptions: [],
  notDone: [],
  notes: [],
  usage: noUsage,
  ...more,
});

it('everything there is complete', () => {
  const verdict = judge(wanted, planned([schedule, slack, node('googleSheets')]), apps);
  expect(verdict).toMatchObject({ outcome: 'complete', swapped: [], lost: [], factsKept: 3, facts: 3 });
});

it('an app that the request names is not unasked, though the workflow it describes has it otherwise', () => {
  const named = { ...wanted, request: `${wanted.request} and send it with Gmail` };
  expect(judge(named, planned([schedule, slack, node('googleSheets'), node('gmail')]), apps).swapped).toEqual([]);
});

it.each([
  ['another app without a word', [schedule, slack, node('gmail')], { swapped: ['gmail'], lost: ['googlesheets'] }],
  ['an app that is gone', [schedule, slack], { lost: ['googlesheets'] }],
  ['another time', [node('scheduleTrigger'), slack, node('googleSheets')], { lost: ['9:30'] }],
  ['another text', [schedule, node('slack', { channelId: '#team' }), node('googleSheets')], { lost: ['Hello'] }],
  ['another trigger', [{ ...node('webhook'), parameters: schedule.parameters }, slack, node('googleSheets')], {}],
])('%s is silently wrong', (_what, nodes, more) => {
  expect(judge(wanted, planned(nodes), apps)).toMatchObject({ outcome: 'wrong', ...more });
});

it('a start that was asked for is neither complete nor silent, whatever the answer was', () => {
  const byHand = [{ ...node('manualTrigger'), parameters: schedule.parameters }, slack, node('googleSheets')];
  expect(judge(wanted, planned(byHand), apps).outcome).toBe('wrong');
  expect(judge(wanted, planned(byHand), apps, true).outcome).toBe('told');
  expect(judge(wanted, planned(byHand.slice(0, 2)), apps, true).outcome).toBe('wrong');
});

it('what is said not to be done is told, not lost', () => {
  const told = { notDone: ['add a row to Google Sheets'] };
  expect(judge(wanted, planned([schedule, slack], told), apps)).toMatchObject({ outcome: 'told', lost: [] });
  expect(judge(wanted, planned([], { kind: 'answer', text: 'No.' }), apps).outcome).toBe('told');
});

it('facts are quotations, addresses, links, channels and times', () => {
  expect(factsIn('at 9:30 mail a@b.example „Hallo“ and https://x.example/a. to #ops')).toEqual([
    'a@b.example',
    'Hallo',
    'https://x.example/a',
    '#ops',
    '9:30',
  ]);
});

it('a flow in notation is a draft with its branches', () => {
  const flow = readFlow(
    'issues = GitHub_Issue__3_0_0__retrievewithwhere_Issue()\nfor issue in issues:\n  if issue.state == "open":\n    message = Slack_message__3_0_0__create_message()\n  else:\n    task = user_task("look")',
  );
  const { nodes, connections } = toPriorDraft(flow, catalog, apps);
  expect(nodes.map(({ type }) => type.slice(type.lastIndexOf('.') + 1))).toEqual([
    'manualTrigger',
    'github',
    'if',
    'slack',
    'noOp',
  ]);
  expect(connections.slice(2).map(({ from, output, to }) => [from, output, to])).toEqual([
    [nodes[2]?.name, 0, nodes[3]?.name],
    [nodes[2]?.name, 1, nodes[4]?.name],
  ]);
});

it('a chat comes in by the trigger of the app it is in, and by no other app', () => {
  const chat = {
    ...wanted,
    request: 'a Slack chatbot that answers',
    triggers: ['chat' as const],
    apps: new Set(['slack']),
  };
  expect(judge(chat, planned([node('slackTrigger'), node('slack')]), apps).triggerRight).toBe(true);
  expect(judge(chat, planned([node('githubTrigger'), node('slack')]), apps).triggerRight).toBe(false);

  const called = { ...chat, request: 'an agent for Slack', triggers: ['webhook' as const] };
  expect(judge(called, planned([node('slackTrigger'), node('slack')]), apps).triggerRight).toBe(true);
  const said = { ...called, request: 'an agent for Slack, called by a webhook' };
  expect(judge(said, planned([node('slackTrigger'), node('slack')]), apps).triggerRight).toBe(false);
});
