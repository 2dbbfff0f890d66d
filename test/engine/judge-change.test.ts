import { expect, test } from 'vitest';
import { judgeChange } from '#src/engine/drafts/judge-change.ts';
import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { knownAt } from '#test/support/n8n-known.ts';

const node = (name: string, type: string, typeVersion: number, parameters: object) =>
  ({
    id: name,
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion,
    position: [0, 0],
    parameters,
  }) as N8nWorkflow['nodes'][number];
const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
/** Runs in n8n although one step has no address. */
const live: N8nWorkflow = {
  name: 'Old',
  nodes: [
    node('Hourly', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'hours' }] } }),
    node('Get', 'httpRequest', 4.2, { url: '' }),
    node('Tell', 'httpRequest', 4.2, { url: 'https://example.com/' }),
  ],
  connections: { Hourly: to('Get'), Get: to('Tell') },
  settings: {},
};
const context = { n8n: knownAt() };
const errors = async (document: Draft, base?: N8nWorkflow) =>
  (await judgeChange(context, document, base)).filter(({ severity }) => severity === 'error').map(({ node: at }) => at);

test('a flaw the workflow had before does not block a change of it; a new one does', async () => {
  const same = toDraft(live);
  expect(await errors(same)).toEqual(['Get']);
  expect(await errors(same, live)).toEqual([]);
  const worse = structuredClone(same);
  for (const each of worse.nodes) if (each.name === 'Tell') each.parameters['url'] = '';
  expect(await errors(worse, live)).toEqual(['Tell']);
});
