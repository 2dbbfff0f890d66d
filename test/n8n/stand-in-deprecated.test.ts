import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { createN8nClient } from '#src/n8n/client.ts';

const node = (id: string, type: string, parameters: Record<string, unknown> = {}) =>
  ({ id, name: id, type: `n8n-nodes-base.${type}`, typeVersion: 1, position: [0, 0], parameters }) as never;
const workflow = (code: string, more: object[] = []): N8nWorkflow => ({
  name: 'Old',
  nodes: [node('Old', 'function', { functionCode: code }), ...(more as never[])],
  ...{ connections: {}, settings: {} },
});

/** What n8n 2.42.6 does, which cannot be asked while the tests run 2.40.7. */
describe('the stand-in as a version that refuses deprecated nodes', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startN8nStandIn();
  });
  afterAll(() => standIn?.[Symbol.asyncDispose]());

  it('takes them before, and keeps what is stored afterwards', async () => {
    const client = createN8nClient(standIn.config);
    const { id } = await client.create(workflow('return items;'));
    standIn.become({ version: '2.43.3' });
    await expect(client.create(workflow('return items;'))).rejects.toThrow('Cannot use');
    await expect(client.update(id, workflow('return [];'), { publishIfActive: false })).rejects.toThrow(
      'Cannot modify',
    );
    await client.update(id, workflow('return items;', [node('Next', 'noOp')]), { publishIfActive: false });
    expect(standIn.workflows()[0]?.nodes).toHaveLength(2);
  });

  it.each([
    ['2.42.5', true],
    ['2.42.6', false],
    ['2.43.3', false],
    ['3.0.0', false],
  ])('%s', async (version, takes) => {
    standIn.become({ version });
    const created = createN8nClient(standIn.config).create(workflow('return items;'));
    if (takes) await expect(created).resolves.toMatchObject({ name: 'Old' });
    else await expect(created).rejects.toThrow('deprecated');
  });
});
