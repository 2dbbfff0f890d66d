import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { PlannerError } from '#src/errors.ts';
import { parseToolCall, toolNames } from '#src/planner/model/tools.ts';
import { completion, type Reply } from '#test/fakes/openai-server.ts';
import { atHand, closeServers, good, setUp } from './set-up.ts';

afterEach(closeServers);

const names = fc.constantFrom(...toolNames, 'nope', '__proto__', 'constructor');
/** Arguments near enough to be taken now and then. */
const args = fc.oneof(
  fc.jsonValue(),
  fc.record({ operations: fc.array(fc.jsonValue(), { maxLength: 4 }), workflowId: fc.constantFrom('w1', 'w2', null) }),
  fc.record({ id: fc.constantFrom('w1', 'w2') }),
  fc.record({ words: fc.string(), queries: fc.array(fc.string()), query: fc.string() }),
  fc.record({ nodes: fc.array(fc.record({ type: fc.string(), resource: fc.string() })), type: fc.string() }),
  fc.record({
    name: fc.string(),
    nodes: fc.array(
      fc.record({ name: fc.string(), type: fc.constantFrom('n8n-nodes-base.slack', 'x'), parameters: fc.object() }),
    ),
    connections: fc.array(fc.record({ from: fc.string(), to: fc.string(), output: fc.integer() })),
  }),
  fc.constant(good),
);
const message = fc.oneof(
  fc.jsonValue(),
  fc.record({
    content: fc.oneof(fc.string(), fc.constant(null), fc.array(fc.jsonValue())),
    tool_calls: fc.array(
      fc.record({
        id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        function: fc.record({
          name: names,
          arguments: fc.oneof(
            args,
            args.map((value) => JSON.stringify(value)),
            fc.string(),
          ),
        }),
      }),
      { maxLength: 12 },
    ),
  }),
);

describe('whatever a model says', () => {
  it('parsing its calls never throws', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.string()), fc.oneof(args, fc.string()), (name, given) => {
        const call = parseToolCall(name, given);
        expect(call.name === 'invalid' || call.name === name).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a turn ends with a result or a failure in words, within its bounds', async () => {
    const { server, planner } = await setUp([]);
    const shape = completion('m', { text: '' }, 0);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
        const before = server.requests.length;
        server.setScript((_request, index): Reply => {
          const said = messages[index % messages.length];
          return { raw: JSON.stringify({ ...shape, choices: [{ finish_reason: 'stop', message: said }] }) };
        });
        const outcome = await planner.plan(atHand()).catch((error: unknown) => error);
        expect(server.requests.length - before).toBeLessThanOrEqual(8);
        if (outcome instanceof Error) expect(outcome, String(outcome.stack)).toBeInstanceOf(PlannerError);
        else expect(JSON.stringify(outcome)).not.toContain('"workflowId":"w2"');
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
