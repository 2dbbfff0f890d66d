import { expect, test } from 'vitest';
import { startTeams } from './support.ts';

test.each([
  { name: 'this machine', status: 200 },
  { name: 'another machine', status: 403, remoteAddress: '192.0.2.7' },
  { name: 'a rebound host name', status: 403, headers: { host: 'evil.example' } },
  { name: 'a web page', status: 403, headers: { origin: 'https://evil.example' } },
  { name: 'a service URL elsewhere', status: 401, serviceUrl: 'https://smba.trafficmanager.net/emea/' },
])('local mode: $name → $status', async ({ status, remoteAddress, headers, serviceUrl }) => {
  await using local = await startTeams({ config: { local: true } });
  const activity = local.server.message({ text: 'hello' });
  const response = await local.app.inject({
    method: 'POST',
    url: '/api/messages',
    remoteAddress,
    headers: { host: '127.0.0.1:3000', ...headers },
    payload: { ...activity, serviceUrl: serviceUrl ?? activity.serviceUrl },
  });
  expect(response.statusCode).toBe(status);
  expect(local.events).toHaveLength(status === 200 ? 1 : 0);
});
