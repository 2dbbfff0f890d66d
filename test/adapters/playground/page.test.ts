import Fastify, { type FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { createPlayground } from '#adapters/playground/index.ts';
import { createLogger } from '#src/log.ts';
import { createMemoryPictures } from '#test/support/pictures.ts';

async function createApp(cardScriptPath?: string): Promise<FastifyInstance> {
  const inbox = { accept: async () => 'accepted' as const };
  const app = Fastify();
  await createPlayground({
    inbox,
    log: createLogger('silent'),
    pictures: createMemoryPictures(),
    pickers: { find: async () => [] },
    cardScriptPath,
  }).register(app);
  return app;
}

test('is self-contained: a nonce on every script and style, nothing from other hosts', async () => {
  const app = await createApp();
  const { body, headers, statusCode } = await app.inject('/playground');
  expect(statusCode).toBe(200);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
  const tags = body.match(/<(script|style)\b[^>]*>/g) ?? [];
  expect(tags).toHaveLength(3);
  for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
  expect(body).not.toMatch(/\son[a-z]+="/);
  expect(body.match(/(src|href)="(?!\/playground\/|#|data:)[^"]*"/g)).toBeNull();
  expect(body).toContain('Rita (requester)');
  expect(body).toContain('Alex (colleague)');
  expect(body).not.toMatch(/<!--/);
  const again = await app.inject('/playground');
  expect(again.headers['content-security-policy']).not.toBe(policy);
});

test('brings its card library along, and no other file', async () => {
  const app = await createApp();
  const library = await app.inject('/playground/assets/adaptivecards.min.js');
  expect(library.statusCode).toBe(200);
  expect(library.headers['content-type']).toContain('javascript');
  for (const path of ['../index.ts', '%2e%2e%2fpackage.json', '']) {
    expect((await app.inject(`/playground/assets/${path}`)).statusCode).toBe(404);
  }
});

test('says so when the card library is not installed', async () => {
  const app = await createApp('/nonexistent/adaptivecards.min.js');
  const { body } = await app.inject('/playground');
  expect(body).toContain('is not installed');
  expect(body).not.toContain('adaptivecards.min.js');
  expect((await app.inject('/playground/assets/adaptivecards.min.js')).statusCode).toBe(404);
});
