import { PassThrough, Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { planLines } from '#src/cli/run/plan-many.ts';
import type { Planned } from '#src/cli/run/plan-one.ts';
import { PlannerError } from '#src/errors.ts';
import { maxRequestLength, noUsage } from '#src/planner/planner.ts';

const planned = (text: string): Planned => ({
  kind: 'answer',
  nodes: [],
  connections: {},
  issues: [],
  assumptions: [],
  notDone: [],
  notes: [],
  usage: noUsage,
  text,
});
const plan = async (request: string, timezone = 'here'): Promise<Planned> => planned(`${request} in ${timezone}`);

async function answersTo(
  input: string,
  planner = plan,
): Promise<{ failed: number; answers: Record<string, unknown>[] }> {
  let text = '';
  const output = new Writable({
    highWaterMark: 1,
    write(chunk, _, done) {
      text += chunk;
      setImmediate(done);
    },
  });
  const failed = await planLines(Readable.from([Buffer.from(input)]), output, planner);
  return {
    failed,
    answers: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

it('a line out per line in, with its id, in their order', async () => {
  const input =
    '\uFEFF{"id":"a","request":"one"}\r\n\n{"id":7,"request":"two\\nlines","timezone":"Europe/Paris"}\n{"id":"a","request":"three"}';
  const { failed, answers } = await answersTo(input);
  expect(failed).toBe(0);
  expect(answers.map(({ id, text }) => [id, text])).toEqual([
    ['a', 'one in here'],
    [7, 'two\nlines in Europe/Paris'],
    ['a', 'three in here'],
  ]);
  expect(answers[0]).toMatchObject({ nodes: [], connections: {}, issues: [], assumptions: [], notDone: [] });
});

it.each([
  ['{"id":"x","request":"half', null, 'not JSON'],
  ['[1]', null, 'object with “id” and “request”'],
  ['"words"', null, 'object with “id” and “request”'],
  ['null', null, 'object with “id” and “request”'],
  ['{"request":"no id"}', null, '“id”'],
  ['{"id":{"a":1},"request":"x"}', { a: 1 }, '“id”'],
  ['{"id":3}', 3, '“request”'],
  ['{"id":3,"request":" "}', 3, 'empty'],
  ['{"id":3,"request":"x","timezone":"Mars/Base"}', 3, 'time zone'],
])('%s: told with its line, and what follows is planned', async (bad, id, says) => {
  const { failed, answers } = await answersTo(`{"id":1,"request":"one"}\n${bad}\n{"id":2,"request":"two"}\n`);
  expect(failed).toBe(1);
  expect(answers).toHaveLength(3);
  expect(answers[1]).toEqual({ id, line: 2, error: expect.stringContaining(says) });
  expect(answers[2]).toMatchObject({ id: 2, text: 'two in here' });
});

it('a request that is too long is told, not cut', async () => {
  const { answers } = await answersTo(JSON.stringify({ id: 3, request: 'x'.repeat(maxRequestLength + 1) }));
  expect(answers).toEqual([{ id: 3, line: 1, error: expect.stringContaining(`${maxRequestLength} characters`) }]);
});

it('a planner that fails is told, and what follows is planned', async () => {
  const { failed, answers } = await answersTo(
    '{"id":1,"request":"boom"}\n{"id":2,"request":"two"}',
    async (request) => {
      if (request === 'boom')
        throw new PlannerError('away', { code: 'planner_unreachable', userMessage: 'The model is away.' });
      return plan(request);
    },
  );
  expect(failed).toBe(1);
  expect(answers[0]).toMatchObject({ id: 1, line: 1, error: expect.stringContaining('The model is away.') });
  expect(answers[1]).toMatchObject({ id: 2, text: 'two in here' });
});

it('answers before the next line has come', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const done = planLines(input, output, plan);
  for (const id of [1, 2]) {
    input.write(`{"id":${id},"request":"r"}\n`);
    const [chunk] = (await new Promise((got) => output.once('data', (...data) => got(data)))) as [Buffer];
    expect(JSON.parse(String(chunk))).toMatchObject({ id });
  }
  input.end();
  expect(await done).toBe(0);
});

it('a source that breaks off is an error, not an end', async () => {
  const input = new Readable({ read() {} });
  const done = planLines(input, new PassThrough(), plan);
  input.push('{"id":1,"request":"one"}\n');
  setImmediate(() => input.destroy(new Error('broken off')));
  await expect(done).rejects.toThrow('broken off');
});
