import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slackLimits, toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import {
  actions,
  button,
  type Card,
  type CardElement,
  facts,
  formButton,
  image,
  link,
  notice,
  rows,
  select,
  steps,
  text,
} from '#src/chat/card.ts';
import { pictureKey } from '#src/chat/picture.ts';
import { pictureOf } from '#test/support/pictures.ts';

const draft: Card = {
  title: 'Draft: New lead → #sales',
  elements: [
    text('When a lead arrives, post it to #sales.'),
    text('Read before approving', 'bold'),
    facts([
      ['Trigger', 'HubSpot'],
      ['Apps', 'HubSpot, Slack & <Sheets>'],
    ]),
    image(pictureOf(3), 'HubSpot, then Slack'),
    steps(['Wait for a lead', 'Post to Slack']),
    notice('warning', 'No Slack credential is connected.'),
    { kind: 'divider' },
    actions(
      button({ kind: 'approve', draftId: 'd1', revision: 3 }, 'Create workflow', { style: 'primary' }),
      button({ kind: 'act', verb: 'delete', workflowId: 'w1' }, 'Delete', {
        style: 'danger',
        confirm: { title: 'Delete it?', text: 'This cannot be undone.', confirm: 'Delete' },
      }),
      link('Open in n8n', 'https://n8n.example.com/workflow/w1'),
    ),
    text('Asked by ana', 'muted'),
  ],
};
const files = new Map([[pictureKey(pictureOf()), 'F0FILE']]);
const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8'));

test('a draft card as Block Kit', () => {
  const blocks = toBlocks(draft, { nonce: 'n', files: new Map([[pictureKey(pictureOf(3)), 'F0FILE']]) });
  expect(blocks).toEqual(golden('draft-card'));
  expect(validateBlocks(blocks)).toEqual([]);
});

test('block ids are new in every rendering', () => {
  const [first, second] = [toBlocks(draft), toBlocks(draft)].map((blocks) => blocks.map(({ block_id }) => block_id));
  expect(first?.filter((id) => second?.includes(id))).toEqual([]);
});

test('several choices have ids of their own', () => {
  const choices = [0, 1, 2, 3].map((choice) =>
    button({ kind: 'answer', questionId: 'q1', choice }, `Choice ${choice}`),
  );
  const blocks = toBlocks({ title: 'Which?', elements: [actions(...choices)] });
  expect(validateBlocks(blocks)).toEqual([]);
  expect(JSON.stringify(blocks).match(/"action_id":"[^"]+"/g)).toEqual(
    ['choose', 'choose:1', 'choose:2', 'choose:3'].map((id) => `"action_id":"${id}"`),
  );
});

test('buttons beyond a block go into the next one', () => {
  const many = Array.from({ length: 7 }, (_, index) => link(`L${index}`, 'https://example.com/'));
  const blocks = toBlocks({ title: '', elements: [actions(...many)] });
  expect(blocks.map((block) => block.type === 'actions' && block.elements.length)).toEqual([5, 2]);
});

test('a picture that was not uploaded is left out', () => {
  const card = { title: '', elements: [image(pictureOf(), 'A then B'), image(pictureOf(2), 'C'), text('words')] };
  expect(toBlocks(card, { files })).toMatchObject([{ slack_file: { id: 'F0FILE' } }, { type: 'section' }]);
  expect(toBlocks(card)).toMatchObject([{ type: 'section' }]);
});

test('words of others cannot notify or link', () => {
  const evil = '<!channel> <@U1> <#C1> <https://evil.example|n8n> &lt;!here&gt;';
  const blocks = toBlocks(
    {
      title: evil,
      elements: [
        ...(['plain', 'bold', 'muted'] as const).map((style) => text(evil, style)),
        facts([[evil, evil]]),
        steps([evil]),
        notice('info', evil),
        image(pictureOf(), evil),
        actions(
          button({ kind: 'approve', draftId: 'd', revision: 1 }, evil, {
            confirm: { title: evil, text: evil, confirm: evil },
          }),
        ),
      ],
    },
    { files },
  );
  expect(JSON.stringify(blocks)).not.toMatch(/[<>]/);
  expect(JSON.stringify(blocks)).toContain('&amp;lt;!here&amp;gt;');
  expect(JSON.stringify(blocks).match(/"mrkdwn"/g)).toHaveLength(
    JSON.stringify(blocks).match(/"verbatim":true/g)?.length ?? 0,
  );
});

test('a card too long keeps its title and buttons', () => {
  const long = Array.from({ length: 60 }, (_, index) => text(`${index} ${'word & '.repeat(200)}`));
  const card = {
    title: 'Long',
    elements: [...long, actions(button({ kind: 'approve', draftId: 'd', revision: 1 }, 'Create'))],
  };
  const blocks = toBlocks(card);
  expect(validateBlocks(blocks)).toEqual([]);
  expect(blocks.at(0)?.type).toBe('header');
  expect(blocks.at(-1)?.type).toBe('actions');
  expect(JSON.stringify(blocks.at(-2))).toContain('…');
});

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 5000 }), fc.constant('<!channel> & '.repeat(900)));
const label = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => value.trim() !== '');
const uuid = '0198c1de-0000-7000-8000-000000000001';
const ids = { draftId: uuid, revision: 99 };
const anyElement: fc.Arbitrary<CardElement> = fc.oneof(
  fc.tuple(anyText, fc.constantFrom('plain', 'bold', 'muted')).map(([value, style]) => text(value, style)),
  fc.array(fc.tuple(label, anyText), { minLength: 1, maxLength: 12 }).map((pairs) => facts(pairs)),
  fc.array(anyText, { maxLength: 30 }).map(steps),
  fc
    .tuple(fc.constantFrom('info', 'success', 'warning', 'error'), anyText)
    .map(([level, value]) => notice(level, value)),
  fc.constant({ kind: 'divider' } as const),
  fc
    .array(
      label.map((value) => button({ kind: 'answer', questionId: uuid, choice: 3 }, value)),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => actions(...all)),
  anyText.map((alt) => image(pictureOf(), alt)),
  fc.array(fc.tuple(anyText, anyText), { maxLength: 10 }).map((all) =>
    rows(
      all.map(([title, value]) => ({
        title,
        text: value,
        button: button({ kind: 'show_draft', ...ids }, title || 'x'),
      })),
    ),
  ),
  fc
    .tuple(anyText, fc.array(label, { maxLength: 120 }))
    .map(([name, all]) => select({ kind: 'choose_credential', ...ids, need: 12 }, name || 'x', all)),
  label.map((title) => actions(formButton(title, { action: 'fill', value: ids, title, submit: title, fields: [] }))),
);

/** What Slack would read as markup or show: every text, not the ids buttons carry. */
const shownIn = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (key === 'value' || key === 'action_id' ? undefined : inner));

test('whatever a card holds, Slack takes it', () => {
  fc.assert(
    fc.property(label, fc.array(anyElement, { maxLength: 12 }), (title, elements) => {
      const blocks = toBlocks({ title, elements }, { files });
      expect(validateBlocks(blocks)).toEqual([]);
      // Nothing of ours uses Slack's markup in angle brackets, so none may come from a person or a model.
      expect(shownIn(blocks)).not.toMatch(/[<>]/);
    }),
    { numRuns: 150 },
  );
});

test('what Slack refuses is found', () => {
  const section = (value: string) => ({ type: 'section', text: { type: 'mrkdwn', text: value } });
  expect(validateBlocks([section('x'.repeat(3001))])).toHaveLength(1);
  expect(validateBlocks(Array.from({ length: 51 }, () => section('x')))).toHaveLength(1);
  expect(validateBlocks(Array.from({ length: 5 }, () => section('x'.repeat(2900))))).toHaveLength(1);
  expect(validateBlocks([{ type: 'nonsense' }])).toHaveLength(1);
  expect(
    validateBlocks([
      { ...section('x'), block_id: 'a' },
      { ...section('y'), block_id: 'a' },
    ]),
  ).toEqual(['block_id used twice']);
});

test('limits are data', () => {
  expect(slackLimits).toEqual({ textLength: 3000, buttons: 5, buttonLabelLength: 75, cardBytes: 24_000 });
});
