import { expect, it } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { picker } from '#src/chat/card.ts';
import type { Picker, Pickers } from '#src/chat/picker.ts';
import { actionRequest } from '#test/fakes/slack-server.ts';
import { suggestion } from '#test/fakes/slack-suggestions.ts';
import { createSlackApp, secret } from './slack-app.ts';

const action = { kind: 'pick_value' as const, draftId: crypto.randomUUID(), revision: 3, need: 1 };
const shown = (from: Omit<Picker, 'at'>) => {
  const blocks = toBlocks({ title: 'Draft', elements: [picker(action, 'Which <b>one</b>?', from)] });
  expect(validateBlocks(blocks)).toEqual([]);
  return blocks.flatMap((block) => ('accessory' in block && block.accessory ? [block.accessory] : []));
};
const options = [{ label: 'a'.repeat(75), value: 'v'.repeat(75) }];

it('is Slack’s own list of channels or people, one that asks at every key, or a short one', () => {
  const own = (kind: 'channel' | 'person') => ({ searched: true, native: { platform: 'slack', kind } });
  expect(shown(own('channel'))).toMatchObject([{ type: 'conversations_select' }]);
  expect(shown(own('person'))).toMatchObject([{ type: 'users_select' }]);
  expect(shown({ searched: true, options })).toMatchObject([{ type: 'external_select', min_query_length: 0 }]);
  expect(shown({ searched: false, options })).toMatchObject([{ type: 'static_select' }]);
  // People of Teams are in no list of Slack's.
  expect(shown({ searched: false, native: { platform: 'teams', kind: 'person' } })).toEqual([]);
});

const actionId = `pick:search:${JSON.stringify({ draftId: action.draftId, revision: 3, page: 1 })}`;

it('asks for what fits the words typed so far, in the name of whoever types', async () => {
  const asked: unknown[] = [];
  const found = [{ label: 'Orders <b>', value: 'x' }];
  const pickers: Pickers = {
    async find(...all) {
      asked.push(all);
      return found;
    },
  };
  await using slack = await createSlackApp({ pickers });
  const sent = await slack.send(actionRequest(suggestion({ actionId, value: 'ord' }), secret));
  expect(JSON.parse(sent.body)).toEqual({
    options: [{ text: { type: 'plain_text', text: 'Orders &lt;b&gt;', emoji: true }, value: 'x' }],
  });
  const by = { platform: 'slack', tenant: 'T0TEAM', person: { id: 'U0ANA', name: 'ana' } };
  expect(asked).toEqual([[{ draftId: action.draftId, revision: 3, page: 1 }, 'ord', by]]);
  // Another company's people, in a channel shared with theirs.
  const stranger = { ...suggestion({ actionId, value: '' }), user: { id: 'U0X', name: 'x', team_id: 'T0OTHER' } };
  await slack.send(actionRequest(stranger, secret));
  expect(asked).toHaveLength(1);
});

it('offers at most 100, and nothing where that takes too long: Slack waits three seconds', async () => {
  const many = Array.from({ length: 150 }, (_, at) => ({ label: `Sheet ${at}`, value: `v${at}` }));
  let answer: Promise<typeof many> = Promise.resolve(many);
  await using slack = await createSlackApp({ pickers: { find: () => answer } });
  const send = async () =>
    JSON.parse((await slack.send(actionRequest(suggestion({ actionId, value: '' }), secret))).body).options;
  expect(await send()).toHaveLength(100);
  answer = new Promise(() => {});
  const begun = performance.now();
  expect(await send()).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(3_000);
});
