import { expect, test } from 'vitest';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { normalize } from '#adapters/teams/normalize.ts';
import { actions, button, type Card, formButton, rows, select } from '#src/chat/card.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';

const value = { draftId: 'd1', revision: 2 };
const card: Card = {
  title: 'Draft',
  elements: [
    rows([
      { title: 'Weather', text: 'published', button: button({ kind: 'show_workflow', workflowId: 'w1' }, 'Show') },
      { title: 'Old one', text: '' },
    ]),
    select({ kind: 'answer', questionId: 'q1' }, 'Which Slack credential?', ['Sales', 'Support'], 1),
    actions(
      formButton('Fill in…', {
        action: 'fill',
        value,
        title: 'Still needed',
        submit: 'Save',
        fields: [
          { name: 'channel', label: 'Slack channel', required: true, hint: '#sales' },
          { name: 'text', label: 'Message', required: false, multiline: true, value: 'Hello' },
        ],
      }),
      button({ kind: 'approve', ...value }, 'Create'),
    ),
  ],
};
const invoke = (verb: string, data: object) =>
  normalize(
    {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'a1',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      from: { id: '29:ana', aadObjectId: 'ana' },
      recipient: { id: '28:bot' },
      conversation: { id: '19:c', conversationType: 'groupChat' },
      replyToId: 'card1',
      value: { action: { verb, data }, trigger: 'manual' },
    },
    't1',
  );

test('rows, selects and forms are valid Adaptive Cards 1.5', () => {
  const { card: parsed, problems } = parseCard(toAdaptiveCard(card));
  expect(problems).toEqual([]);
  expect(parsed.getAllInputs().map(({ id }) => id)).toEqual(['choice_1', 'field_channel', 'field_text']);
});

test('a chosen place and what was typed come back beside the ids', () => {
  expect(invoke('choose', { questionId: 'q1', input: 'choice_1', choice_1: '1', choice_0: '2' })).toMatchObject({
    event: { action: 'choose', value: { questionId: 'q1', choice: 1 } },
  });
  expect(invoke('fill', { ...value, field_channel: '#ops', field_text: 'Hi' })).toMatchObject({
    event: { action: 'fill', value, fields: { channel: '#ops', text: 'Hi' } },
  });
  expect(invoke('choose', { questionId: 'q1', input: 'choice_1', choice_1: '' })).toMatchObject({
    outcome: 'malformed',
    reason: 'value.action.data.choice',
  });
});
