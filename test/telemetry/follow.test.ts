import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workingOn } from '#src/log.ts';
import { openGate } from '#src/n8n/gate.ts';
import { createReader } from '#src/n8n/http.ts';
import { createFollow, type Step } from '#src/telemetry/follow.ts';
import { parseReference, referenceIn, referenceOf } from '#src/telemetry/reference.ts';
import { keepLogLines } from '#test/support/log-lines.ts';

describe('steps are told', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('as one line at info, level as a word, time in ISO 8601, with what the work at hand is about', () => {
    const { log, lines } = keepLogLines();
    const follow = createFollow(log);
    workingOn({ reference: 'aaaaaaaaaa', event: 'e', platform: 'slack', tenant: 'T1' }, () => {
      follow({ step: 'shown', outcome: 'card', draft: 'd', ms: 12 });
      follow({ step: 'decided', outcome: 'approve', reference: 'bbbbbbbbbb', draft: undefined });
    });
    const about = {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'e',
      tenant: 'T1',
    };
    expect(lines()).toMatchObject([
      { ...about, msg: 'shown', step: 'shown', reference: 'aaaaaaaaaa', draft: 'd', outcome: 'card', ms: 12 },
      { ...about, msg: 'decided', step: 'decided', reference: 'bbbbbbbbbb', outcome: 'approve' },
    ]);
  });

  it('other lines of that work carry its reference as well, and none outside of it', () => {
    const { log, lines } = keepLogLines();
    workingOn({ reference: 'aaaaaaaaaa', job: 'j' }, () => log.warn({ code: 'x' }, 'something'));
    log.warn('else');
    expect(lines()[0]).toMatchObject({ level: 'warn', reference: 'aaaaaaaaaa', job: 'j', code: 'x' });
    expect(lines()[1]).not.toHaveProperty('reference');
  });

  it('refusals of one caller and waits of one job are one line a minute, with how many; all are counted', () => {
    const { log, lines } = keepLogLines();
    const heard: Step[] = [];
    const follow = createFollow(log, (step) => void heard.push(step));
    const refuse = (caller: string) => follow({ step: 'refused', outcome: 'unauthorized', reference: 'r', caller });
    for (let index = 0; index < 1_000; index++) refuse('10.0.0.1');
    refuse('10.0.0.2');
    for (let index = 0; index < 3; index++) follow({ step: 'waiting', outcome: 'n8n_unreachable', job: 'j' });
    expect(lines().map(({ caller, job }) => caller ?? job)).toEqual(['10.0.0.1', '10.0.0.2', 'j']);
    vi.advanceTimersByTime(60_000);
    const later = lines().slice(3);
    expect(later.map(({ caller, job, times }) => [caller ?? job, times])).toEqual([
      ['10.0.0.1', 999],
      ['j', 2],
    ]);
    // Quiet since: nothing more, and the next is told at once.
    vi.advanceTimersByTime(180_000);
    expect(lines()).toHaveLength(5);
    refuse('10.0.0.1');
    expect(lines().at(-1)).not.toHaveProperty('times');
    expect(lines()).toHaveLength(6);
    expect(heard).toHaveLength(1_005);
  });

  it('a thousand callers are told apart; what comes on top is counted together', () => {
    const { log, lines } = keepLogLines();
    const follow = createFollow(log);
    for (let index = 0; index < 5_000; index++)
      follow({ step: 'refused', outcome: 'unauthorized', caller: `caller ${index}` });
    expect(lines()).toHaveLength(1_001);
  });

  it('whoever counts may fail: the line is there, and the work goes on', () => {
    const { log, lines } = keepLogLines();
    createFollow(log, () => {
      throw new Error('broken');
    })({ step: 'created', outcome: 'created' });
    expect(lines().map(({ msg }) => msg)).toEqual(['created', 'a step was not counted']);
  });
});

it('a reference is the start of the id of the event a request begins with', () => {
  const id = '3f9a1c04-be12-4e1f-9a00-0123456789ab';
  expect(referenceOf(id)).toBe('3f9a1c04be');
  expect(referenceIn({ id, reference: null })).toBe('3f9a1c04be');
  expect(referenceIn({ id, reference: 'aaaaaaaaaa' })).toBe('aaaaaaaaaa');
  expect([' 3F9A1C04-BE ', '3f9a1c04', '3f9a1c0', 'zzzzzzzzzz', '3f9a1c04be1'].map(parseReference)).toEqual([
    '3f9a1c04be',
    '3f9a1c04',
    undefined,
    undefined,
    undefined,
  ]);
});

it('calls to n8n carry the reference, and none where there is none', async () => {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers['x-request-id']);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const read = createReader({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'x', gate: openGate() } as never, {});
  await workingOn({ reference: 'aaaaaaaaaa' }, () => read({ act: 'read', method: 'GET', path: '/a' } as never));
  await read({ act: 'read', method: 'GET', path: '/b' } as never);
  server.close();
  expect(seen).toEqual(['aaaaaaaaaa', undefined]);
});
