import { afterEach, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import type { PlannerInput } from '#src/planner/planner.ts';
import { error } from '#src/workflow/issues.ts';
import { closeServers, good, input, setUp, toldTo } from './set-up.ts';

afterEach(closeServers);

const fails = error('rehearsal-step-fails', { node: 'Post', message: 'channel_not_found' }, { node: 'Post' });

/** A rehearsal that fails so often, and what it was given. */
function trying(times: number, mend?: (draft: Draft) => Draft) {
  const tried: Draft[] = [];
  const tryOut: NonNullable<PlannerInput['tryOut']> = async (draft) => {
    tried.push(draft);
    const notes = mend ? [{ code: 'mended' as const, node: 'Post', from: '$json.a', to: '$json.body.a' }] : [];
    return { draft: mend ? mend(draft) : draft, notes, issues: tried.length <= times ? [fails] : [] };
  };
  return { tried, tryOut };
}
const other = (description: string) => ({ tool: 'submit_draft', args: { ...good, description } });

it('a draft that fails in a rehearsal goes back to the model, which is told why', async () => {
  const { tried, tryOut } = trying(1);
  const { server, planner } = await setUp([other('#one'), other('#two')]);
  const { result } = await planner.plan(input({ tryOut }));
  expect(toldTo(server, 1)).toContain('channel_not_found');
  expect(JSON.stringify(result)).toContain('#two');
  expect(tried).toHaveLength(2);
});

it('at most twice; then a person sees it as it is', async () => {
  const { tried, tryOut } = trying(99);
  const { server, planner } = await setUp(['#1', '#2', '#3', '#4', '#5'].map(other));
  const { result } = await planner.plan(input({ tryOut }));
  expect(server.requests).toHaveLength(3);
  expect(tried).toHaveLength(3);
  expect(JSON.stringify(result)).toContain('#3');
});

it('a model that stands by its draft has it shown as it is', async () => {
  const { tried, tryOut } = trying(99);
  const { server, planner } = await setUp([other('#one'), { text: 'The example is to blame.' }]);
  const { result } = await planner.plan(input({ tryOut }));
  expect(server.requests).toHaveLength(2);
  expect(tried).toHaveLength(1);
  expect(result.kind).toBe('draft');
});

it('what was mended without asking is told', async () => {
  const { tryOut } = trying(0, (draft) => ({ ...draft, name: 'Mended' }));
  const { server, planner } = await setUp([other('#one')]);
  const { result, notes } = await planner.plan(input({ tryOut }));
  expect(server.requests).toHaveLength(1);
  expect(result).toMatchObject({ kind: 'draft', draft: { name: 'Mended' } });
  expect(notes).toContainEqual({ code: 'mended', node: 'Post', from: '$json.a', to: '$json.body.a' });
});

it('where nothing is rehearsed it is as it was', async () => {
  const { server, planner } = await setUp([other('#one')]);
  const { result } = await planner.plan(input({ tryOut: async () => undefined }));
  expect(server.requests).toHaveLength(1);
  expect(result.kind).toBe('draft');
});

it('what the model hands in again unchanged is not rehearsed again', async () => {
  const { tried, tryOut } = trying(99);
  const { server, planner } = await setUp([other('#one'), other('#one')]);
  await planner.plan(input({ tryOut }));
  expect(server.requests).toHaveLength(2);
  expect(tried).toHaveLength(1);
});

it('an event that the model imagines goes along with the draft, and is told to no model again', async () => {
  const example = { customer: 'Eva of the shop' };
  const { tried, tryOut } = trying(1);
  const { server, planner } = await setUp([
    { tool: 'submit_draft', args: { ...good, example } },
    { tool: 'submit_changes', args: { operations: [{ op: 'setDescription', description: 'Better.' }] } },
  ]);
  const { result } = await planner.plan(input({ tryOut }));
  expect(tried.map((draft) => draft.example)).toEqual([example, example]);
  expect(result).toMatchObject({ kind: 'draft', draft: { description: 'Better.', example } });
  expect(toldTo(server, 1)).not.toContain('Eva of the shop');
  const current = result.kind === 'draft' ? { draft: result.draft, issues: [] } : undefined;
  const next = await setUp([{ tool: 'answer', args: { text: 'Yes.' } }]);
  await next.planner.plan(input({ request: 'is it right?', ...(current ? { current } : {}) }));
  expect(toldTo(next.server, 0)).toContain('Better.');
  expect(toldTo(next.server, 0)).not.toContain('Eva of the shop');
});

it('an event that cannot be used is dropped, not the draft', async () => {
  const { planner } = await setUp([{ tool: 'submit_draft', args: { ...good, example: 'tomorrow' } }]);
  expect(await planner.plan(input())).toMatchObject({ result: { kind: 'draft', draft: { name: 'Hello' } } });
});
