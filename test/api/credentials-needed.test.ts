import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startTestApp } from '#test/support/test-app.ts';
import { call } from './client.ts';

const request = 'every weekday at 9:00 post "Stand-up" to #team in Slack';

it('REST says what a draft has to sign in with, as its card does', async () => {
  await using app = await startTestApp();
  const key = await app.key(['request', 'read']);
  const needed = async () => (await call(app, '/create-n8n-workflow', { key, body: { request } })).body.credentials;
  const kind = { type: 'slackApi', name: 'Slack API', steps: [expect.any(String)] };
  expect(await needed()).toEqual([{ ...kind, status: 'missing' }]);
  app.standIn.addCredential({ name: 'Bot', type: 'slackApi' });
  await setTimeout(2_100);
  // It was read as missing less than a minute ago, and is read again before anybody is told so once more.
  expect(await needed()).toEqual([{ ...kind, status: 'bound', uses: 'Bot' }]);
});
