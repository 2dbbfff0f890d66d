import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from './plan-words.ts';

describe.skipIf(!catalog)('a removal whose filter cannot be set', () => {
  it.each([
    'Every night delete all rows older than 30 days from the Postgres table logs',
    'Every night delete the row with id 7 from the Postgres table logs',
    'Every night delete rows from the MySQL table logs where id is 7',
    'Every night delete rows from the Postgres table logs older than a month',
    'Every night delete all rows from the Postgres table logs except the last 100',
    'Every night delete all rows from the Postgres table logs if they are older than 30 days',
    'Every night delete the row with id 7 in my Google Sheet',
    'Every night delete all documents older than 30 days from the MongoDB collection logs',
    'Lösche jede Nacht alle alten Einträge aus der Tabelle logs in Postgres',
    'Lösche jede Nacht alle Zeilen, die älter als 30 Tage sind, aus der Postgres-Tabelle logs',
    'Supprime chaque nuit toutes les lignes de plus de 30 jours de la table logs dans Postgres',
    'Borra cada noche las filas de más de 30 días de la tabla logs en Postgres',
  ])('%s: is no draft, so that nothing can be left out of it', async (request) => {
    const planned = await planWords(request);
    expect(planned.kind).toBe('answer');
    expect(planned.nodes).toEqual([]);
    expect(planned.notDone).toEqual([request]);
  });

  it('beside another step it is not done, and the other one stands alone', async () => {
    const planned = await planWords(
      'Every night delete rows older than 30 days from the Postgres table logs and post "done" to #a',
    );
    expect(steps(planned)).toBe('scheduleTrigger slack');
    expect(planned.notDone.join()).toContain('delete rows older than 30 days');
  });

  it.each([
    ['Every night delete all rows from the Postgres table logs', 'postgres', 'deleteTable'],
    [
      'Every night clear the Google Sheet https://docs.google.com/spreadsheets/d/abc1234567/edit',
      'googleSheets',
      'clear',
    ],
  ])('%s: everything was said', async (request, type, operation) => {
    const planned = await planWords(request);
    expect(set(planned, type)['operation']).toBe(operation);
    expect(planned.notDone).toEqual([]);
  });
});
