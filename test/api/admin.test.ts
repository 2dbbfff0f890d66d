import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFromThisMachine, keyHeader } from '#src/api/admin/access.ts';
import { ago, code, html, table } from '#src/api/admin/html.ts';
import { DraftRow } from '#src/store/entities.ts';
import { readNumbers } from '#src/store/numbers.ts';
import { readOperating } from '#src/store/operating.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { referenceOf } from '#src/telemetry/reference.ts';
import { plantTrouble, type Trouble } from '#test/support/plant-trouble.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('HTML', () => {
  const hostile = `<script>"'&\``;
  it('escapes all that is put in, in elements and attributes, however deep it stands', () => {
    const escaped = '&#60;script&#62;&#34;&#39;&#38;&#96;';
    expect(html`<p title="${hostile}">${[hostile, [hostile]]}</p>`.source).toBe(
      `<p title="${escaped}">${escaped}${escaped}</p>`,
    );
    expect(html`${html`<b>${hostile}</b>`}${false}${null}${undefined}${0}`.source).toBe(`<b>${escaped}</b>0`);
    expect(table('x', [hostile], [[hostile]], '').source).not.toContain('<script');
  });

  it('shows a code as it is, and nothing of what is none', () => {
    expect([code('n8n_refused'), code('ana said "hello"'), code(null)]).toEqual(['n8n_refused', 'other', '']);
  });

  it('tells how long ago, and in how long', () => {
    const now = new Date('2026-11-29T12:00:00Z');
    const words = (at: string) => />([^<]+)</.exec(ago(at, now).source)?.[1];
    expect(words('2026-11-29T11:59:15Z')).toBe('45 s ago');
    expect(words('2026-11-29T12:05:00Z')).toBe('in 5 min');
    expect(words('2026-11-26T11:00:00Z')).toBe('3 days ago');
  });
});

describe('who is at this machine', () => {
  const at = (remoteAddress: string, headers: Record<string, string>) =>
    isFromThisMachine({ socket: { remoteAddress }, headers } as never);
  it('is whoever connects from loopback, by a loopback name, through nobody', () => {
    expect(at('127.0.0.1', { host: '127.0.0.1:3000' })).toBe(true);
    expect(at('::ffff:127.0.0.1', { host: 'localhost' })).toBe(true);
    expect(at('192.168.0.7', { host: 'localhost' })).toBe(false);
    expect(at('127.0.0.1', { host: 'rebound.example.com:3000' })).toBe(false);
    for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])
      expect([name, at('127.0.0.1', { host: 'localhost', [name]: 'x' })]).toEqual([name, false]);
  });

  it('reads a key from the password of Basic; the name does not matter', () => {
    const basic = (text: string) => keyHeader(`Basic ${Buffer.from(text).toString('base64')}`);
    expect([basic('anna:fsk_x'), basic(':fsk_x:y'), basic('fsk_x')]).toEqual([
      'Bearer fsk_x',
      'Bearer fsk_x:y',
      'Bearer fsk_x',
    ]);
    expect([keyHeader('Bearer fsk_x'), keyHeader(undefined)]).toEqual(['Bearer fsk_x', undefined]);
  });
});

describe('/admin', () => {
  const words = '<img src=x onerror=alert(1)> Quarterly-Secret';
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
  let app: TestApp;
  let trouble: Trouble;
  let reference: string;
  beforeAll(async () => {
    app = await startTestApp();
    const card = await talkOn(app, 'slack').say(`every hour get https://example.com/Quarterly-Secret`);
    await card.press('approve');
    await card.says('/workflow/');
    const [draft] = await app.store.fork().find(DraftRow, {});
    reference = String(draft?.reference);
    trouble = await plantTrouble(app.store, { words, tenant: 'T<i>x', name: 'Acme & <b>Sons</b>' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  /** The section of that name, without its tags. */
  const section = (text: string, name: string) =>
    (new RegExp(`<section aria-label="${name}">(.*?)</section>`, 's').exec(text)?.[1] ?? 'no such section')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');

  it('shows what fails, waits, was never delivered, and the newest requests with their life', async () => {
    const { status, text } = await get('/admin');
    expect(status).toBe(200);
    expect(section(text, 'Failed')).toMatch(
      new RegExp(`${referenceOf(trouble.failed)} planning ${trouble.failed} .* internal`),
    );
    expect(section(text, 'Under way')).toMatch(new RegExp(`${trouble.stuck} .* 2 next try in \\d+ min internal`));
    expect(section(text, 'Not delivered')).toMatch(
      new RegExp(`${trouble.failed} turn slack .* 20 given up channel_not_found`),
    );
    expect(section(text, 'Newest requests')).toMatch(
      new RegExp(`${reference} \\d+ s ago slack T0TEAM approve draft created`),
    );
    expect(section(text, 'Newest requests')).toMatch(/failed: internal/);
    expect(section(text, 'Tenants')).toMatch(/Acme &#38; &#60;b&#62;Sons&#60;\/b&#62; slack T&#60;i&#62;x 1 /);
    expect(section(text, 'Queues')).toMatch(/plans 1 \d+ |plans 0 1 /);
    expect(section(text, 'Queues')).toMatch(/turns \d+ \d+ \d+ .*creations \d+ \d+ \d+/);
    expect(section(text, 'Model')).toContain('No model was called.');
    expect(section(text, 'Policy')).toContain('Drafts: open for');
    expect(text).toMatch(/<dt>n8n<\/dt><dd><span class="good">up</);
    expect(text).toMatch(/<dt>Catalogue<\/dt><dd><span class="bad">built-in</);
    expect(text).toContain(`href="/admin/trace?of=${reference}"`);
    const [head] = (await app.store.fork().execute('select seq, hash from audit_events order by seq desc limit 1')) as [
      { seq: number; hash: string },
    ];
    expect(section(text, 'Audit')).toContain(`Row ${head.seq},`);
    expect(section(text, 'Audit')).toContain(head.hash);
  });

  it('adds up the tokens of the last day by model, and no older ones', async () => {
    const em = app.store.fork();
    const spend = (id: string, tokens: number) =>
      em.execute(
        `insert into messages (id, conversation_id, event_id, role, text, model, calls, prompt_tokens, completion_tokens)
         select gen_random_uuid(), conversation_id, id, 'assistant', 'x', 'test-model', 2, ?, 50 from inbound_events where id = ?`,
        [tokens, id],
      );
    const other = await plantTrouble(app.store, { words, tenant: 'T2' });
    await spend(other.failed, 1_000);
    await spend(other.stuck, 70_000);
    await em.execute(`update inbound_events set status = 'handled' where id = any(?::uuid[])`, [
      `{${other.failed},${other.stuck}}`,
    ]);
    expect(section((await get('/admin')).text, 'Model')).toContain('test-model 2 4 71,000 100');
    await em.execute(`update inbound_events set received_at = clock_timestamp() - interval '25 hours' where id = ?`, [
      other.stuck,
    ]);
    expect(section((await get('/admin')).text, 'Model')).toContain('test-model 1 2 1,000 50');
  });

  it('tells the life of a request by its reference or any id of it, and says where there is none', async () => {
    const { status, text } = await get(`/admin/trace?of=${reference}`);
    expect(status).toBe(200);
    expect(text).toMatch(/<span class="">created<\/span>/);
    expect(section(text, 'Steps')).toMatch(/received mention .* planned draft .* decided approve .* created created/);
    expect(section(text, 'State')).toContain('slack:T0TEAM:U0ANA');
    expect((await get(`/admin/trace?of=${trouble.failed}`)).text).toContain('given up');
    for (const of of ['0123456789', '', '%00', '%3Cscript%3E', 'x'.repeat(2_000)])
      expect([of, (await get(`/admin/trace?of=${of}`)).status]).toEqual([of, 404]);
  });

  it('shows nothing that people wrote, nor what they are called', async () => {
    for (const path of ['/admin', `/admin/trace?of=${reference}`, `/admin/trace?of=${trouble.failed}`]) {
      const { text } = await get(path);
      expect([path, text.includes('Quarterly'), text.includes('<img'), text.includes('<i>')]).toEqual([
        ...[path, false, false, false],
      ]);
    }
  });

  it('holds no script, is kept nowhere, and lets in nothing from elsewhere', async () => {
    const { headers, text } = await get('/admin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).not.toMatch(/<script| style=| on\w+=|https?:\/\//);
  });

  it('from elsewhere takes a key with the scope operate, as Basic password or Bearer, and says so otherwise', async () => {
    const [may, mayNot] = [await app.key(['operate']), await app.key(['read', 'audit', 'operator'])];
    const basic = (key: string) => `Basic ${Buffer.from(`anna:${key}`).toString('base64')}`;
    for (const path of ['/admin', `/admin/trace?of=${reference}`]) {
      const none = await get(path, elsewhere);
      expect([none.status, none.headers.get('www-authenticate')]).toEqual([
        ...[401, 'Basic realm="Flowsmith operator", charset="UTF-8"'],
      ]);
      expect(none.text).toContain('flowsmith keys create');
      expect(none.text).not.toContain(reference);
      const wrong = await get(path, { ...elsewhere, authorization: basic(`${may.slice(0, -1)}_`) });
      expect(wrong.status).toBe(401);
      const other = await get(path, { ...elsewhere, authorization: basic(mayNot) });
      expect([
        other.status,
        other.text.includes('scope &#34;operate&#34;') || other.text.includes('scope "operate"'),
      ]).toEqual([...[403, true]]);
      for (const authorization of [basic(may), `Bearer ${may}`])
        expect((await get(path, { ...elsewhere, authorization })).status).toBe(200);
    }
  });

  it('asks the database ten times, however much there is', async () => {
    let asked = 0;
    const em = app.store.fork();
    const counting = new Proxy(em, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name === 'execute') asked += 1;
        return value.bind(target);
      },
    }) as EntityManager;
    await em.execute(
      `insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status, attempts)
       select gen_random_uuid(), tenant_id, conversation_id, 'many-' || n, payload, 'handled', 1
       from inbound_events, generate_series(1, 3000) n where id = ?`,
      [trouble.failed],
    );
    const operating = await readOperating(counting);
    await readNumbers(counting, ['slack']);
    expect(asked).toBe(10);
    expect(operating.requests).toHaveLength(20);
    expect((await get('/admin')).text.length).toBeLessThan(60_000);
  });
});
