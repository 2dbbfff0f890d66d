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

  it('names whoever was refused, not whoever decided', async () => {
    const [asks, boss] = [await app.key(['request', 'approve', 'read']), await app.key(['approve', 'publish', 'read'])];
    const call = (key: string, path: string, body: object) =>
      fetch(`${app.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': path },
        body: JSON.stringify(body),
      });
    const asked = await call(asks, '/create-n8n-workflow', { request: 'every hour get https://example.com/health' });
    const { draftId } = (await asked.json()) as { draftId: string };
    const refused = await call(boss, `/api/v1/drafts/${draftId}/approve`, { revision: 1 });
    expect(refused.status).toBe(403);
    expect((await call(asks, `/api/v1/drafts/${draftId}/approve`, { revision: 1 })).status).toBeLessThan(300);
    const { out } = await flowsmith(['trace', draftId], app.env);
    const by = (step: string) => new RegExp(`${step}\\s+approve[^\\n]* by ([^\\n]*?rest:api:[\\w-]+)`).exec(out)?.[1];
    expect([out, by('decided')]).toEqual([out, expect.stringContaining('rest:api:key-')]);
    expect([out, by('refused')]).toEqual([out, expect.stringMatching(/rest:api:key-/)]);
    const [decider = '', other = ''] = [by('decided'), by('refused')].map((who) => /key-[\w-]+/.exec(who ?? '')?.[0]);
    expect(by('refused')).not.toContain(decider);
    expect(by('decided')).not.toContain(other);
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
