import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { showAtWork } from '#src/engine/turn/sign-of-life.ts';
import type { MessageRef } from '#src/model/chat.ts';

const ref: MessageRef = { platform: 'teams', address: {} };
const to = { platform: 'teams' as const, key: 'c', address: {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A speaker and a platform that cannot show that the bot is at work. */
function silentPlatform() {
  const said: string[] = [];
  const speaker = {
    message: undefined,
    whisper: async () => {},
    answerAlone: async () => {},
    end: async () => {},
    get hasSpoken() {
      return said.length > 0;
    },
    get said() {
      return said.length;
    },
    say: async ({ text }: OutboundMessage) => {
      said.push(text);
      return ref;
    },
  };
  return { said, speaker, platform: { atWork: async () => false } };
}

it('where nobody would see a sign, a message says it, in the language of whoever asked', async () => {
  const { said, speaker, platform } = silentPlatform();
  const sign = showAtWork(platform, to, speaker, { language: 'de' });
  await vi.advanceTimersByTimeAsync(499);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual(['Einen Moment, ich sehe nach.']);
  await speaker.say({ text: 'the answer' });
  await sign[Symbol.asyncDispose]();
  expect(said).toEqual(['Einen Moment, ich sehe nach.', 'the answer']);
});

it('does not promise an answer for ever when that was a private one', async () => {
  const { said, speaker, platform } = silentPlatform();
  {
    await using _sign = showAtWork(platform, to, speaker, { language: 'en' });
    await vi.advanceTimersByTimeAsync(600);
  }
  expect(said).toEqual(['One moment, I am looking.', 'Answered in private.']);
});

it('a click gets no message of its own, a quick answer no sign', async () => {
  const click = silentPlatform();
  const sign = showAtWork(click.platform, to, click.speaker);
  await vi.advanceTimersByTimeAsync(600);
  await sign[Symbol.asyncDispose]();
  expect(click.said).toEqual([]);
  const quick = silentPlatform();
  await showAtWork(quick.platform, to, quick.speaker, { language: 'en' })[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(600);
  expect(quick.said).toEqual([]);
});

it('who waited in a line may have a sign from the door, which goes with the answer', async () => {
  vi.useFakeTimers();
  const asked: boolean[] = [];
  const platform = { atWork: async (_to: unknown, working: boolean) => asked.push(working) > 0 };
  const { speaker } = silentPlatform();
  await showAtWork(platform, to, speaker, { language: 'en' }, { waitedMs: 50 })[Symbol.asyncDispose]();
  expect(asked).toEqual([]);
  await showAtWork(platform, to, speaker, { language: 'en' }, { waitedMs: 900 })[Symbol.asyncDispose]();
  expect(asked).toEqual([false]);
});
