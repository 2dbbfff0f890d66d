import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftRow } from '#src/store/entities.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('flowsmith trace', patience, () => {
  let app: TestApp;
  let draft: DraftRecordIds;
  beforeAll(async () => {
    app = await startTestApp();
    const card = await talkOn(app, 'slack').say('every hour get https://example.com with password=hunter22secret');
    const [row] = await app.store.fork().find(DraftRow, {});
    draft = { id: String(row?.id), reference: String(row?.reference) };
    await card.press('approve_publish');
    await eventually(() => card.text().includes('/workflow/'), 'a link on the card');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('prints the whole life, who and how long, where it stands, and no secret', async () => {
    const { code, out, err } = await flowsmith(['trace', draft.reference], app.env);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines[0]).toBe(`Request ${draft.reference}`);
    for (const part of [
      /received\s+mention · by \S+ \(slack:T0TEAM:U0ANA\)/,
      /planned\s+draft/,
      /received\s+approve_publish/,
      /decided\s+approve_publish · by ana \(slack/,
      /created\s+created/,
      /published\s+live/,
    ])
      expect(out).toMatch(part);
    expect(lines.at(-1)).toMatch(/^Now: It is in n8n as \w+, published\.$/);
    expect(out).not.toContain('hunter22');
  });

  it('as JSON, by any id', async () => {
    const { code, out } = await flowsmith(['trace', draft.id, '--json'], app.env);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      reference: draft.reference,
      state: { code: 'done' },
      owed: [],
      unanswered: [],
    });
  });

  it('what is unknown ends with 1 and says what a reference is', async () => {
    const { code, out, err } = await flowsmith(['trace', '0123456789'], app.env);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Nothing here has the reference or id "0123456789".');
  });
});

interface DraftRecordIds {
  id: string;
  reference: string;
}
