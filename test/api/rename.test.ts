import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request, until } from './client.ts';

let app: TestApp;
let key: string;
let path: string;
beforeAll(async () => {
  app = await startTestApp();
  key = await app.key(['request', 'approve', 'read', 'manage']);
  const asked = await ask(app, key, { request, approve: true });
  await until(app, key, asked.body.draftId, 'created');
  const { body } = await call(app, '/api/v1/workflows', { key });
  const [row] = (body as { workflows: { id: string }[] }).workflows;
  path = `/api/v1/workflows/${row?.id}`;
});
afterAll(() => app?.[Symbol.asyncDispose]());

const nameInN8n = () => app.standIn.workflows()[0]?.name;
const send = async (body: object, headers: Record<string, string> = {}) =>
  (await call(app, `${path}/rename`, { key, body, headers })) as { status: number; body: Record<string, unknown> };

it('another name is given once per Idempotency-Key, and no other one with the same key', async () => {
  const was = nameInN8n();
  const headers = { 'idempotency-key': 'name-1' };
  const done = await send({ newName: ' Well named ' }, headers);
  expect(done.body).toMatchObject({ verb: 'rename', status: 'done', outcome: 'renamed' });
  expect(done.body['message']).toContain(`it was called “${was}”`);
  expect(nameInN8n()).toBe('Well named');
  expect((await call(app, path, { key })).body).toMatchObject({ name: 'Well named' });
  expect((await send({ newName: 'Well named' }, headers)).body).toEqual(done.body);
  const other = await send({ newName: 'Third name' }, headers);
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(nameInN8n()).toBe('Well named');
});

it.each([{}, { newName: ' ' }, { newName: 'x'.repeat(129) }, { newName: 'x', more: 1 }])(
  '%j is no name',
  async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { code: 'body_invalid' } });
  },
);

it('a secret is refused, and so is a key without the scope', async () => {
  const secret = await send({ newName: 'AKIAIOSFODNN7EXAMPLE' });
  expect(secret.body).toMatchObject({ status: 'refused', message: expect.stringContaining('password or key') });
  const reader = await app.key(['read', 'publish']);
  const refused = await call(app, `${path}/rename`, { key: reader, body: { newName: 'x' } });
  expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
});
