import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

/** A removal on a schedule is a request, however much it begins like a command about a workflow. */
describe('words that could be a command', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each([
    'can you delete all old files in our google drive every night',
    'lösche jede Nacht alle alten Einträge aus der Tabelle logs in Postgres',
    'supprime chaque nuit tous les vieux fichiers de Google Drive',
    'borra cada noche todos los archivos viejos de Google Drive',
  ])('%s: one answer, and no draft', async (request) => {
    const answer = await talkOn(app, 'slack').say(request);
    expect(answer.text()).not.toContain('I know no workflow');
    expect(answer.text()).not.toContain('kenne keinen');
    expect(answer.labels()).toEqual([]);
  });
});
