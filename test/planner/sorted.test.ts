import { describe, expect, it } from 'vitest';
import { catalog, planWords, steps } from './plan-words.ts';

describe.skipIf(!catalog)('what is sorted goes where its class says', () => {
  it.each([
    ['Every month classify Spotify tracks into playlists', 'spotify set chainLlm lmChatOpenAi set spotify'],
    [
      'Songs of the month. Archives and classifies monthly Spotify tracks into playlists.',
      'spotify set chainLlm lmChatOpenAi set spotify',
    ],
    ['Every day sort Gmail messages into labels', 'gmail set chainLlm lmChatOpenAi set gmail'],
  ])('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe(`scheduleTrigger ${flow}`);
    expect(planned.notDone).toEqual([]);
    expect(planned.issues.filter(({ code }) => code === 'not-said').length).toBeGreaterThan(0);
  });

  it.each([
    'Every Friday move Trello cards to the list Archive',
    'Every Friday move completed Trello cards to Archive',
  ])('%s: nothing is made instead of moved', async (request) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe('');
    expect(planned.notDone).toEqual([request]);
  });
});
