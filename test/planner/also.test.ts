import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
const where = { history: [], sources: noSources, timezone: 'Europe/Berlin', signal: new AbortController().signal };

async function change(first: string, request: string) {
  const { result } = await planner.plan({ ...where, request: first });
  if (result.kind !== 'draft') throw new Error(`no draft: ${JSON.stringify(result)}`);
  const next = await planner.plan({ ...where, request, current: { draft: result.draft, issues: [] } });
  if (next.result.kind !== 'revision') throw new Error(`no revision: ${JSON.stringify(next.result)}`);
  const { nodes, name, connections } = next.result.draft;
  const interval = (nodes[0]?.parameters['rule'] as { interval: unknown[] } | undefined)?.interval;
  return { nodes, name, connections, interval, names: nodes.map((node) => node.name) };
}

describe('also', () => {
  it.each([
    'it should also run on Thursdays at 5pm',
    'auch donnerstags um 17 Uhr',
    'aussi le jeudi à 17h',
    'también los jueves a las 17',
  ])('%s: in addition', async (words) => {
    const { interval, names } = await change('every day at 8 post "hi" to #a', words);
    expect(interval).toMatchObject([
      { field: 'days', triggerAtHour: 8 },
      { field: 'weeks', triggerAtDay: [4], triggerAtHour: 17 },
    ]);
    expect(names[0]).toBe('Every day at 08:00 and every Thursday at 17:00');
  });

  it('at another time keeps the days', async () => {
    const { interval } = await change('every Monday at 8 post "hi" to #a', 'also at 17:00');
    expect(interval).toMatchObject([
      { triggerAtDay: [1], triggerAtHour: 8 },
      { triggerAtDay: [1], triggerAtHour: 17 },
    ]);
  });

  it.each([
    'now to #kitchen as well',
    'add a step: post it in #kitchen',
    'füg danach noch einen Schritt hinzu: poste es in #kitchen',
    'jetzt auch an #kitchen',
    'ajoute ensuite une étape : poste-le dans #kitchen',
    'ahora también en #kitchen',
  ])('%s: beside the one there is', async (words) => {
    const { names, nodes, connections } = await change('every day at 8 post "hi" to #a', words);
    expect(names).toEqual(['Every day at 08:00', 'Post to #a', 'Post to #kitchen']);
    expect(nodes[2]?.parameters['text']).toBe('hi');
    expect(connections.some(({ to }) => to === 'Post to #kitchen')).toBe(true);
  });

  it('to another address', async () => {
    const { nodes } = await change('every day at 8 email "ho" to a@example.com', 'also to b@example.com');
    expect(nodes[1]?.parameters['toEmail']).toBe('a@example.com, b@example.com');
  });
});

describe('short changes', () => {
  it.each(['nenn es Morgenruf', 'appelle-le Morgenruf', 'llámalo Morgenruf', 'call it Morgenruf'])(
    '%s',
    async (words) => {
      expect((await change('every day at 8 post "hi" to #a', words)).name).toBe('Morgenruf');
    },
  );

  it.each(['and remove the email please', 'quita el correo', 'entferne die Mail', 'enlève le mail'])(
    '%s',
    async (words) => {
      const { names } = await change('every day at 8 post "hi" to #a and email "ho" to a@example.com', words);
      expect(names).toEqual(['Every day at 08:00', 'Post to #a']);
    },
  );

  it('the one number there is', async () => {
    const { names } = await change(
      'when a webhook is called and the amount is above 1000, post "x" to #a',
      'make it 2000',
    );
    expect(names).toContain('The amount is above 2000?');
  });

  it('not this, that', async () => {
    const { interval } = await change('every day at 6:30 post "hi" to #a', 'not at 6:30, at quarter past 7');
    expect(interval).toMatchObject([{ triggerAtHour: 7, triggerAtMinute: 15 }]);
  });
});
