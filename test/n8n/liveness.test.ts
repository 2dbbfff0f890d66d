import { describe, expect, test } from 'vitest';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';

/** An n8n whose workflow gets its first trigger after a while, on a clock that only sleeping moves. */
function published({ startsAfterMs = Number.POSITIVE_INFINITY, active = true, triggerCount = 0 }) {
  let time = 0;
  let looks = 0;
  const get = async () => {
    looks += 1;
    return { active, triggerCount: time >= startsAfterMs ? 1 : triggerCount } as StoredWorkflow;
  };
  const sleep = async (ms: number) => {
    time += ms;
  };
  return { client: { get }, clock: { sleep, now: () => time }, looks: () => looks };
}

describe('waitUntilLive', () => {
  test('says live as soon as a trigger is counted', async () => {
    const { client, clock } = published({ startsAfterMs: 400 });
    const liveness = await waitUntilLive(client, 'w', clock);
    expect(liveness).toEqual({ live: true, verified: true, triggerCount: 1, afterMs: 500 });
  });

  test('says not live after five seconds, however late n8n changes its mind', async () => {
    const { client, clock, looks } = published({ startsAfterMs: 15_500 });
    const liveness = await waitUntilLive(client, 'w', clock);
    expect(liveness).toEqual({ live: false, verified: true, triggerCount: 0, afterMs: 5000 });
    expect(looks()).toBeLessThan(20);
  });

  test('says nothing when a trigger was counted before', async () => {
    const { client, clock } = published({ triggerCount: 1 });
    const liveness = await waitUntilLive(client, 'w', { ...clock, countBefore: 1 });
    expect(liveness).toEqual({ live: false, verified: false, triggerCount: 1, afterMs: 0 });
  });

  test('does not wait for a workflow that is not published, whatever its count', async () => {
    const { client, clock, looks } = published({ active: false, triggerCount: 1 });
    expect(await waitUntilLive(client, 'w', clock)).toMatchObject({ live: false, verified: true });
    expect(looks()).toBe(1);
  });

  test('stops when asked to', async () => {
    const { client, clock } = published({});
    const signal = AbortSignal.abort(new Error('shutting down'));
    await expect(waitUntilLive(client, 'w', { ...clock, signal })).rejects.toThrow('shutting down');
    const later = AbortSignal.timeout(20);
    await expect(waitUntilLive(client, 'w', { signal: later })).rejects.toThrow();
  });
});
