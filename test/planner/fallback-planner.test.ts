import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { PlannerError } from '#src/errors.ts';
import { noteText } from '#src/language/note-text.ts';
import { createLogger } from '#src/log.ts';
import { createFallbackPlanner, fallbackNote } from '#src/planner/fallback-planner.ts';
import { noSources, noUsage, type Planner, type PlannerTurn } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';

const log = createLogger('silent');
const templates = createTemplatePlanner({ catalog: createCoreCatalog() });
const input = (request: string, signal = new AbortController().signal) => ({
  request,
  history: [],
  sources: noSources,
  timezone: 'UTC',
  signal,
});
const failing = (code: string): Planner => ({
  name: 'failing',
  plan: () => Promise.reject(new PlannerError('failed', { code, userMessage: 'words' })),
});

describe('fallback planner', () => {
  it('uses the primary while it works', async () => {
    const turn: PlannerTurn = { result: { kind: 'answer', text: 'from the model' }, usage: noUsage, notes: ['model'] };
    const planner = createFallbackPlanner({ name: 'works', plan: () => Promise.resolve(turn) }, templates, log);
    expect(await planner.plan(input('hi'))).toBe(turn);
    expect(planner.name).toBe('works+templates');
  });

  it('plans with the templates when the model cannot be reached, and says so', async () => {
    const turn = await createFallbackPlanner(failing('planner_unreachable'), templates, log).plan(
      input('every day at 9 post "x" to #a'),
    );
    expect(turn.result.kind).toBe('draft');
    expect(turn.notes).toEqual([fallbackNote]);
    expect(noteText(fallbackNote, 'en')).toBe(
      'The AI model could not be reached, so this was planned with the built-in templates.',
    );
  });

  it('keeps what the model cost before it was lost', async () => {
    const usage = { model: 'm', calls: 2, promptTokens: 900, completionTokens: 10 };
    const lost = Object.assign(new PlannerError('x', { code: 'planner_unreachable', userMessage: 'y' }), { usage });
    const planner = createFallbackPlanner({ name: 'lost', plan: () => Promise.reject(lost) }, templates, log);
    expect((await planner.plan(input('every day at 9 post "x" to #a'))).usage).toEqual(usage);
  });

  it('says both when the templates cannot either', async () => {
    const { result } = await createFallbackPlanner(failing('planner_unreachable'), templates, log).plan(
      input('book me a flight'),
    );
    expect(result).toMatchObject({
      kind: 'answer',
      text: expect.stringMatching(/AI model could not be reached[\s\S]*I did not understand “book me a flight”/),
    });
  });

  it.each(['planner_unauthorized', 'planner_refused', 'planner_garbage', 'planner_stopped'])(
    '%s passes through',
    async (code) => {
      await expect(
        createFallbackPlanner(failing(code), templates, log).plan(input('every day at 9 post "x" to #a')),
      ).rejects.toMatchObject({ code });
    },
  );

  it('passes foreign errors and aborted turns through', async () => {
    const broken: Planner = { name: 'broken', plan: () => Promise.reject(new TypeError('bug')) };
    await expect(createFallbackPlanner(broken, templates, log).plan(input('x'))).rejects.toThrow('bug');
    await expect(
      createFallbackPlanner(failing('planner_unreachable'), templates, log).plan(input('x', AbortSignal.abort())),
    ).rejects.toMatchObject({ code: 'planner_unreachable' });
  });
});
