import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from '#src/engine/trace/read.ts';
import type { Trace } from '#src/engine/trace/trace.ts';
import { Creation, DraftRow, StoredEvent, WorkflowRow } from '#src/store/entities.ts';
import { ask, call, until } from '#test/api/client.ts';
import { keepLogLines, stepsOf } from '#test/support/log-lines.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('one reference through everything', () => {
  const { log, lines, text } = keepLogLines();
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ log });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const trace = async (given: string): Promise<Trace> => {
    const found = await readTrace(app.store.fork(), given);
    if (found.kind !== 'one') throw new Error(`${given} is ${found.kind}`);
    return found.trace;
  };
  const codes = ({ steps }: Trace) => steps.map(({ step, outcome }) => `${step} ${outcome}`);
  const newestDraft = async () => {
    const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!draft) throw new Error('no draft');
    return draft;
  };

  it('over HTTP: in the header, the body and every line; the trace is found by every id', async () => {
    const key = await app.key(['request', 'approve', 'publish', 'read', 'manage']);
    const { headers, body } = await ask(app, key, { request, approve: true, publish: true });
    const draftId = String(body.draftId);
    const reference = draftId.replaceAll('-', '').slice(0, 10);
    expect(headers.get('x-request-id')).toBe(reference);
    expect(body).toMatchObject({ reference });
    await until(app, key, draftId, 'published');
    const told = await eventually(
      () => stepsOf(lines(), reference).some(({ step }) => step === 'published') && stepsOf(lines(), reference),
      'the line about publishing',
    );
    expect(told.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['received', 'planned', 'decided', 'created', 'published']),
    );
    for (const line of told) expect(line).toMatchObject({ level: 'info', platform: 'rest', tenant: 'api' });
    for (const { step, ms } of told) expect([step, typeof ms]).toEqual([step, 'number']);

    const [creation] = await app.store.fork().find(Creation, { draft: draftId });
    const [workflow] = await app.store.fork().find(WorkflowRow, { creation: creation?.id ?? '' });
    const acted = await call(app, `/api/v1/workflows/${workflow?.id}/unpublish`, { key, method: 'POST' });
    expect([acted.headers.get('x-request-id'), acted.body]).toEqual([
      reference,
      expect.objectContaining({ reference }),
    ]);
    await eventually(() => stepsOf(lines(), reference).some(({ step }) => step === 'done'), 'the line about the act');

    const whole = await eventually(async () => {
      const now = await trace(reference);
      return now.owed.length === 0 && now.state.code === 'done' && now;
    }, 'nothing is owed any more');
    // Which of a turn's end and n8n's comes first is not certain.
    expect(codes(whole).toSorted()).toEqual(
      [
        ...['received rest', 'planned draft', 'decided approve_publish', 'shown card', 'created created'],
        ...['published live', 'received unpublish', 'decided unpublish', 'shown answer', 'done unpublished'],
      ].toSorted(),
    );
    expect(codes(whole).slice(0, 3)).toEqual(['received rest', 'planned draft', 'decided approve_publish']);
    expect(codes(whole).filter((code) => /^(created|published|done)/.test(code))).toEqual([
      ...['created created', 'published live', 'done unpublished'],
    ]);
    expect(whole).toMatchObject({
      request: { event: draftId, platform: 'rest', via: 'rest' },
      state: { code: 'done', sentence: expect.stringContaining('not published') },
      drafts: [{ id: draftId, status: 'created' }],
      workflows: [{ id: workflow?.id, n8nId: workflow?.n8nId, own: true, state: 'not published' }],
      ...{ owed: [], unanswered: [], truncated: false },
    });
    expect(whole.steps.every(({ gapMs }) => gapMs >= 0)).toBe(true);
    const [event] = await app.store.fork().find(StoredEvent, { id: String(acted.body['actId' as never]) });
    const ids = [draftId, creation?.id, workflow?.id, workflow?.n8nId, event?.id, reference.toUpperCase()];
    for (const id of ids) expect(await trace(String(id))).toEqual(whole);
    expect(await trace(reference.slice(0, 8))).toEqual(whole);
  });

  it('in a chat: clicks and changes belong to the request of the draft', async () => {
    const talk = talkOn(app, 'slack');
    const first = await talk.say(request);
    const draft = await newestDraft();
    const changed = await talk.say('use https://example.com/other');
    await changed.press('approve');
    await changed.says('Created');
    const events = await app.store
      .fork()
      .find(StoredEvent, { conversation: draft.conversation }, { orderBy: { receivedAt: 'asc' } });
    expect(events.map(({ reference }) => reference)).toEqual([draft.reference, draft.reference, draft.reference]);
    // What the change was called before anybody knew what it belongs to leads there, too.
    const own = String(events[1]?.id).replaceAll('-', '').slice(0, 10);
    await expect(trace(String(events[1]?.id))).resolves.toMatchObject({ reference: draft.reference });
    expect(own).not.toBe(draft.reference);
    const whole = await trace(String(draft.reference));
    expect(codes(whole)).toEqual(
      expect.arrayContaining([
        'planned draft',
        'planned revision',
        'received approve',
        'decided approve',
        'created created',
      ]),
    );
    expect(whole.steps.find(({ step }) => step === 'decided')?.by).toMatchObject({
      key: expect.stringMatching(/^slack:.*:U0ANA$/),
      name: expect.any(String),
    });
    expect(first.text()).not.toContain(draft.reference);
    expect(changed.text()).not.toContain(draft.reference);
  });

  it('a failure shows the reference of the request, which says what it waits for', async () => {
    app.standIn.fail({ on: 'POST /workflows', status: 401, message: 'Unauthorized' });
    const card = await talkOn(app, 'teams').say(request);
    await card.press('approve');
    await card.says('Not created');
    const { reference, id } = await newestDraft();
    expect(card.text()).toContain(`reference ${reference}`);
    const line = await eventually(() => stepsOf(lines(), reference).find(({ step }) => step === 'failed'), 'its line');
    expect(line).toMatchObject({ draft: id, outcome: 'n8n_unauthorized', platform: 'teams' });
    const whole = await trace(String(reference));
    expect(codes(whole)).toContain('failed n8n_unauthorized');
    expect(whole.state).toMatchObject({ code: 'failed', sentence: expect.stringContaining('Retry') });
  });

  it('while n8n is away a job says that it waits, and the trace until when', async () => {
    app.standIn.fail({ on: 'POST /workflows', status: 503, times: 2, html: '<html>away</html>' });
    const card = await talkOn(app, 'slack').say(request);
    const { reference } = await newestDraft();
    const state = await eventually(async () => {
      const { state: now } = await trace(String(reference));
      return now.code === 'waiting_for_a_decision' && now;
    }, 'the turn is over');
    expect(state).toMatchObject({
      until: expect.any(String),
      sentence: expect.stringContaining('waits for an approval'),
    });
    await card.press('approve');
    const waiting = await eventually(
      () => stepsOf(lines(), reference).find(({ step }) => step === 'waiting'),
      'its line',
    );
    expect(waiting).toMatchObject({ level: 'info', attempt: 1, outcome: expect.stringMatching(/^n8n_/) });
    expect((await trace(String(reference))).state).toMatchObject({ code: 'being_written' });
    await eventually(() => card.text().includes('/workflow/'), 'a link on the card', 30_000);
  });

  it('refusals are followed: a draft that is decided already, a key that is none', async () => {
    const talk = talkOn(app, 'slack');
    const card = await talk.say(request);
    await card.press('discard');
    await card.says('Discarded');
    const { reference } = await newestDraft();
    expect(codes(await trace(String(reference)))).toContain('decided discard');
    for (let index = 0; index < 30; index++) {
      const answer = await ask(app, `fsk_${'x'.repeat(43)}`, { request });
      expect(answer).toMatchObject({ status: 401, body: { reference: answer.headers.get('x-request-id') } });
    }
    const refused = lines().filter(({ step, outcome }) => step === 'refused' && outcome === 'unauthorized');
    expect(refused).toMatchObject([{ level: 'info', caller: '127.0.0.1', door: '/create-n8n-workflow' }]);
  });

  it('nothing that people say or are called gets into any line, at debug either', async () => {
    const [secretWord, personName] = ['Quetzalcoatl', 'Hildegunst von Mythenmetz'];
    app.slack.people.set('U0ANA', { name: personName, locale: 'en-US', tz: 'UTC' });
    const wanted = `every hour post "${secretWord} is awake" to slack #${secretWord.toLowerCase()}`;
    for (const platform of ['slack', 'teams'] as const) {
      const talk = talkOn(app, platform);
      const card = await talk.say(wanted);
      await card.press('approve_publish');
      await eventually(() => card.text().includes('/workflow/'), 'a link on the card', 30_000);
      await talk.say(`why did ${secretWord} fail?`);
      await talk.say(`what is ${secretWord}?`);
    }
    app.standIn.fail({ on: 'POST /workflows', status: 400, message: `bad ${secretWord}` });
    const failing = await talkOn(app, 'slack').say(wanted);
    await failing.press('approve');
    await failing.says('Not created');
    const key = await app.key(['request', 'read']);
    await ask(app, key, { request: wanted, user: 'hildegunst@example.com' });
    await ask(app, key, `{"request": "${secretWord}`);
    await eventually(() => lines().filter(({ step }) => step === 'planned').length > 6, 'all of it');
    for (const word of [secretWord, secretWord.toLowerCase(), personName, 'Hildegunst', 'hildegunst'])
      expect([
        word,
        text()
          .split('\n')
          .filter((line) => line.includes(word)),
      ]).toEqual([word, []]);
  });

  it('what was never here is said to be unknown', async () => {
    for (const given of ['0123456789', crypto.randomUUID(), 'nonsense', "'; drop table drafts; --"])
      expect(await readTrace(app.store.fork(), given)).toEqual({ kind: 'unknown' });
  });
});
