import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { createN8nClient, type N8nClient } from '#src/n8n/client.ts';
import { openGate } from '#src/n8n/gate.ts';
import { capabilitiesOf, checkKey, readRelease } from '#src/n8n/instance.ts';
import { findByMarker, withMarker } from '#src/n8n/marker.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { chain, failureOf, noOp, schedule } from '#test/contract/n8n-workflows.ts';

const workflow = chain(schedule(), noOp());
/** What every n8n can do: no more than the oldest. */
const none = capabilitiesOf(undefined);

describe('the client when n8n misbehaves', () => {
  let n8n: StandIn;
  let client: N8nClient;
  beforeAll(async () => {
    n8n = await startN8nStandIn();
    client = createN8nClient(n8n.config, { timeoutMs: 300 });
  });
  afterEach(() => n8n.reset());
  afterAll(() => n8n[Symbol.asyncDispose]());

  test('a create whose answer is lost was done once, and its marker finds it', async () => {
    const { capabilities } = await readRelease(n8n.config);
    n8n.fail({ on: 'POST /workflows', resetAfterAccept: true });
    const patient = createN8nClient(n8n.config, { timeoutMs: 20_000 });
    const error = await failureOf(patient.create(withMarker(workflow, 'creation-1', capabilities)));
    expect(error).toMatchObject({ code: 'n8n_connection_lost', retryable: true, ambiguous: true });
    expect(n8n.workflows()).toHaveLength(1);
    expect((await findByMarker(client, 'creation-1'))?.id).toBe(n8n.workflows()[0]?.id);
  });

  test.each([
    ['before', { hang: true }, 0],
    ['after', { hangAfterAccept: true }, 1],
  ])('a server that hangs %s doing it is given up in time, unsure', async (_, fault, made) => {
    n8n.fail({ on: 'POST /workflows', ...fault });
    const error = await failureOf(client.create(workflow));
    expect(error).toMatchObject({ code: 'n8n_timeout', retryable: true, ambiguous: true });
    expect(n8n.workflows()).toHaveLength(made);
  });

  test('never tries again by itself', async () => {
    n8n.fail({ on: 'POST /workflows', status: 503, headers: { 'retry-after': '2' }, times: 5 });
    expect(await failureOf(client.create(workflow))).toMatchObject({ code: 'n8n_unavailable', retryAfterMs: 2000 });
    expect(n8n.requests()).toEqual(['POST /workflows']);
  });

  test('a login page that says 200 is not taken for n8n', async () => {
    n8n.fail({ on: 'GET /workflows', html: '<html>Sign in</html>' });
    expect((await failureOf(client.list())).code).toBe('n8n_not_n8n');
  });

  test('JSON of another shape is not taken for a workflow', async () => {
    n8n.fail({ on: 'GET /workflows/:id', status: 200, message: 'hello' });
    expect((await failureOf(client.get('x'))).code).toBe('n8n_answer_unreadable');
  });

  test('a search for a marker that cannot read every page fails instead of saying "not found"', async () => {
    n8n.fail({ on: 'GET /workflows', status: 500 });
    expect((await failureOf(findByMarker(client, 'creation-1'))).retryable).toBe(true);
  });

  test('a search for a marker reads every page', async () => {
    const { capabilities } = await readRelease(n8n.config);
    for (let index = 0; index < 5; index++)
      await client.create(withMarker(workflow, `creation-${index}`, capabilities));
    const small: Pick<N8nClient, 'list'> = { list: (options) => client.list({ ...options, limit: 2 }) };
    expect(await findByMarker(small, 'creation-4')).toMatchObject({ name: workflow.name });
    expect(n8n.requests().filter((each) => each === 'GET /workflows')).toHaveLength(3);
    await expect(findByMarker(client, 'x', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });

  test('an n8n that does not know a setting gets those every n8n knows', async () => {
    const message = "request/body/settings Unrecognized key(s) in object: 'callerPolicy'";
    n8n.fail({ on: 'POST /workflows', status: 400, message });
    const stored = await client.create({ ...workflow, settings: { callerPolicy: 'any', timezone: 'Europe/Berlin' } });
    expect(stored.settings).toEqual({ timezone: 'Europe/Berlin' });
    expect(n8n.workflows()).toHaveLength(1);
  });

  test('an n8n without /publish gets /activate, one without /unpublish /deactivate', async () => {
    const { id } = await client.create(workflow);
    n8n.fail({ on: 'POST /workflows/:id/publish', status: 405, message: 'POST method not allowed' });
    n8n.fail({ on: 'POST /workflows/:id/unpublish', status: 404, message: 'not found' });
    expect((await client.publish(id)).active).toBe(true);
    expect((await client.unpublish(id)).active).toBe(false);
    expect(n8n.requests().slice(-3)).toEqual([
      `POST /workflows/${id}/activate`,
      `POST /workflows/${id}/unpublish`,
      `POST /workflows/${id}/deactivate`,
    ]);
  });

  test('an update leaves static data to n8n', async () => {
    const { id } = await client.create({ ...workflow, staticData: { global: { seen: 1 } } });
    await client.update(id, { ...workflow, staticData: { global: { seen: 0 } } }, { publishIfActive: false });
    expect((await client.get(id)).staticData).toEqual({ global: { seen: 1 } });
  });

  test('removal unpublishes, waits until n8n has stopped, and is content when it is gone', async () => {
    const { id } = await client.create(workflow);
    await client.publish(id);
    await ensureRemoved(client, id, { sleep: () => new Promise((done) => setTimeout(done, 50)) });
    await ensureRemoved(client, id);
    expect(n8n.workflows()).toEqual([]);
    expect(n8n.requests().filter((each) => each.startsWith('DELETE')).length).toBeGreaterThan(3);
  });

  test('an id from outside cannot leave its place in the address', async () => {
    await failureOf(client.get('../credentials?x='));
    expect(n8n.requests()).toEqual(['GET /workflows/..%2Fcredentials%3Fx%3D']);
  });
});

/** A server that answers what a test wants, where the stand-in cannot. */
async function serve(listener: RequestListener): Promise<AsyncDisposable & { baseUrl: string }> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
const configFor = (baseUrl: string) => ({
  baseUrl,
  editorUrl: baseUrl,
  apiKey: 'key-1',
  rateLimit: 5,
  gate: openGate(),
});

describe('what the client sends', () => {
  test('the key, and Basic authentication when a proxy wants it', async () => {
    const seen: (string | undefined)[] = [];
    await using server = await serve(({ headers }, response) => {
      seen.push(headers.authorization, String(headers['x-n8n-api-key']));
      response.end('{"data":[]}');
    });
    await checkKey({ ...configFor(server.baseUrl), basicAuth: { user: 'me', password: 'p:ß' } });
    expect(seen).toEqual([`Basic ${Buffer.from('me:p:ß').toString('base64')}`, 'key-1']);
  });

  test('follows no redirect, so that the key stays where it belongs', async () => {
    let strangers = 0;
    await using other = await serve((_, response) => {
      strangers += 1;
      response.end('{}');
    });
    await using server = await serve((_, response) => {
      response.writeHead(307, { location: `${other.baseUrl}/api/v1/workflows` }).end();
    });
    expect((await failureOf(checkKey(configFor(server.baseUrl)))).code).toBe('n8n_redirect');
    expect(strangers).toBe(0);
  });

  test('gives up on an answer without end', async () => {
    await using server = await serve((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const more = (): void => void (response.writable && response.write(chunk, more));
      more();
    });
    const client = createN8nClient(configFor(server.baseUrl));
    expect((await failureOf(client.list())).code).toBe('n8n_answer_too_large');
  });

  test('keeps a path in front of n8n', async () => {
    const paths: (string | undefined)[] = [];
    await using server = await serve(({ url }, response) => {
      paths.push(url);
      response.end('{"data":[]}');
    });
    await checkKey(configFor(`${server.baseUrl}/n8n/`));
    expect(paths[0]).toMatch(/^\/n8n\/api\/v1\/workflows\?limit=1&/);
  });
});

describe('readRelease', () => {
  test('the setting wins without a call', async () => {
    const instance = await readRelease({ ...configFor('http://127.0.0.1:1'), version: 'v2.30.1' });
    const capabilities = capabilitiesOf('2.30.1');
    expect(capabilities).toMatchObject({ customTelemetryTags: true, publishEndpoint: false, archive: true });
    expect(instance).toEqual({ version: '2.30.1', versionFrom: 'setting', capabilities });
  });

  test('an old n8n tells in its settings', async () => {
    await using server = await serve((_, response) => void response.end('{"data":{"versionCli":"1.100.1"}}'));
    expect(await readRelease(configFor(server.baseUrl))).toMatchObject({
      version: '1.100.1',
      versionFrom: 'settings',
      capabilities: none,
    });
  });

  test.each([
    ['without a page', 404, ''],
    ['with a page that says nothing', 200, '<html></html>'],
    ['with a tag that is no release', 200, '<meta name="n8n:config:sentry" content="e30=">'],
    ['with a tag that is no base64 JSON', 200, '<meta name="n8n:config:sentry" content="AAAA">'],
  ])('an n8n %s is of unknown version, with what every version can do', async (_, status, body) => {
    await using server = await serve((__, response) => void response.writeHead(status).end(body));
    expect(await readRelease(configFor(server.baseUrl))).toEqual({
      versionFrom: 'unknown',
      capabilities: none,
    });
  });

  test('says so when nothing answers', async () => {
    await using server = await serve(() => {});
    const { baseUrl } = server;
    await server[Symbol.asyncDispose]();
    for (const act of [readRelease(configFor(baseUrl)), checkKey(configFor(baseUrl))]) {
      expect(await failureOf(act)).toMatchObject({ code: 'n8n_unreachable', retryable: true, ambiguous: false });
    }
  });
});
