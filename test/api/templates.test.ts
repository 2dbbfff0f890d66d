import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { AuditEvent } from '#src/store/entities.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { call } from './client.ts';

const draft = {
  name: 'Mine',
  nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: { token: 'abc' } }],
};
interface Listed {
  templates: { slug: string; own: boolean }[];
}

describe('/api/v1/templates', () => {
  let app: TestApp;
  let reader: string;
  let writer: string;
  const list = async (query = '') =>
    (await call(app, `/api/v1/templates${query}`, { key: reader })).body as unknown as Listed;
  const save = (body: unknown, key = writer) => call(app, '/api/v1/templates', { key, body });
  beforeAll(async () => {
    app = await startTestApp();
    reader = await app.key(['read']);
    writer = await app.key(['request']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it("lists Flowsmith's own from the start", async () => {
    const { templates } = await list('?limit=100');
    expect(templates).toHaveLength(ownTemplates.length);
    expect(templates.every(({ own }) => own)).toBe(true);
  });

  it('searches, best first', async () => {
    const { templates } = await list(`?q=${encodeURIComponent('website down')}&limit=2`);
    expect(templates[0]?.slug).toBe('website-down-alert');
    expect(templates.length).toBeLessThanOrEqual(2);
  });

  it('shows one with its draft and its slots', async () => {
    const { status, body } = await call(app, '/api/v1/templates/contact-form', { key: reader });
    expect(status).toBe(200);
    expect(body).toMatchObject({ slug: 'contact-form', own: true, draft: { name: 'Contact form' } });
    expect((body as unknown as { slots: unknown[] }).slots).toHaveLength(3);
  });

  it('saves, shows, and deletes, each with its audit row', async () => {
    const { status, headers } = await save({ name: 'Mine', description: 'd', draft });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/api/v1/templates/mine');
    const { body } = await call(app, '/api/v1/templates/mine', { key: reader });
    expect(body).toMatchObject({ own: false, draft: { nodes: [{ parameters: { token: '' } }] } });
    expect(await save({ name: 'mine', draft })).toMatchObject({ status: 409, body: { code: 'template_exists' } });
    const gone = await call(app, '/api/v1/templates/mine', { key: writer, method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect(await call(app, '/api/v1/templates/mine', { key: reader })).toMatchObject({ status: 404 });
    const trail = await app.store.fork().find(AuditEvent, { kind: 'template' }, { orderBy: { seq: 'asc' } });
    expect(trail.map(({ data }) => (data as { act: string }).act)).toEqual(['saved', 'deleted']);
  });

  it('keeps names of any script apart', async () => {
    const { headers } = await save({ name: 'Отчёт за неделю', draft });
    expect(await call(app, headers.get('location') ?? '', { key: reader })).toMatchObject({ status: 200 });
  });

  it.each<[string, number, () => Promise<{ status: number }>]>([
    ['no key', 401, () => call(app, '/api/v1/templates')],
    ['a key that may not read', 403, () => call(app, '/api/v1/templates', { key: writer })],
    ['a key that may not write', 403, () => save({ name: 'x', draft }, reader)],
    ['a key that may not delete', 403, () => call(app, '/api/v1/templates/x', { key: reader, method: 'DELETE' })],
    ['a wrong body', 400, () => save({ name: 'x', draft: { nodes: [] } })],
    ['a wrong query', 400, () => call(app, '/api/v1/templates?limit=0', { key: reader })],
    [
      "deleting one of Flowsmith's own",
      404,
      () => call(app, '/api/v1/templates/contact-form', { key: writer, method: 'DELETE' }),
    ],
    ['an unknown one', 404, () => call(app, '/api/v1/templates/nope', { key: reader })],
  ])('refuses %s', async (_what, expected, act) => {
    expect((await act()).status).toBe(expected);
  });
});
