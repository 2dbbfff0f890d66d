import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '#src/cli.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { readAddresses, toFault } from './docs/addresses.ts';
import { type Documented, readCommands } from './docs/commands.ts';
import { commandsPage, operatorPages, readMarkdown } from './docs/markdown.ts';
import { notRun, toNotRun, toUnproved } from './docs/not-run.ts';
import { alternatives, leaves, type Ran, resolve, runOwn } from './docs/own-command.ts';
import { createWorld, startAndStop, type World } from './docs/world.ts';

const settings = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name),
);
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
const commands = readCommands([...operatorPages(), 'CONTRIBUTING.md'], program);
/** npm's own verbs that run no script of ours by their name. */
const ownVerbs = new Set(['ci', 'install', 'exec']);

type Way = 'flowsmith' | 'demo' | 'service' | 'shell' | 'setting' | 'not run' | 'unknown';

function toWay(command: Documented): Way {
  const { words, env } = command;
  const line = words.join(' ');
  if (toNotRun(command)) return 'not run';
  if (command.flowsmith) return 'flowsmith';
  if (/^npm run demo\b/.test(line)) return 'demo';
  if (line === 'npm start') return 'service';
  if (words.length === 0) return Object.keys(env).length > 0 ? 'setting' : 'unknown';
  if (/^(curl|openssl|cp|mkdir|for) |^npm run teams:package\b|^node \.flowsmith\/src\/cli\.ts validate /.test(line))
    return 'shell';
  return 'unknown';
}

const of = (way: Way): Documented[] => commands.filter((command) => toWay(command) === way);
const once = (list: Documented[]): [string, Documented][] => [...new Map(list.map((each) => [each.text, each]))];

describe('every documented command', () => {
  it('is found', () => {
    expect(commands.length).toBeGreaterThan(100);
    expect(commands.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['npm run demo', 'keys revoke <name>', 'flowsmith import DIR']),
    );
  });

  it('is run here, or is in the table of those that are not', () => {
    expect(of('unknown').map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
  });

  it('that is not run has a reason that holds, and every reason a command', () => {
    expect(notRun.flatMap((each) => toUnproved(each) ?? [])).toEqual([]);
    const wrong = of('not run').flatMap((each) => {
      const found = toNotRun(each)?.wrong?.(each);
      return found ? [`${each.where}: ${each.text}: ${found}`] : [];
    });
    expect(wrong).toEqual([]);
    const used = new Set(of('not run').map(toNotRun));
    expect(notRun.filter((each) => !used.has(each)).map(({ command }) => String(command))).toEqual([]);
  });

  it('in a block can be pasted: nothing is called flowsmith on the PATH', () => {
    expect(commands.filter(({ block, words }) => block && words[0] === 'flowsmith').map(({ where }) => where)).toEqual(
      [],
    );
  });

  it('of npm is a script there is', () => {
    const named = commands.flatMap(({ words: [npm, verb = '', name = '', other = ''] }) =>
      npm === 'npm' && !ownVerbs.has(verb) ? [verb === 'run' ? (name === '-s' ? other : name) : verb] : [],
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('sets only settings there are, or what a test or a measurement reads', () => {
    const read = globSync('test/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/process\.env\['(\w+)'\]|env\.([A-Z]+(?:_[A-Z]+)+)/g)].map(
        ([, a, b]) => a ?? b,
      ),
    );
    for (const name of read) settings.add(name);
    const names = commands.flatMap(({ env }) => Object.keys(env));
    expect(names.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('of flowsmith exists with its options, and each there is stands in the table of docs/commands.md', () => {
    const wrong = commands.flatMap(({ where, text, flowsmith }) => {
      const wrongs = alternatives(flowsmith ?? []).flatMap((words) => resolve(program, words).wrong ?? []);
      return wrongs.map((found) => `${where}: ${text}: ${found}`);
    });
    expect(wrong).toEqual([]);
    const listed = new Set(
      commands.flatMap(({ where, flowsmith }) =>
        flowsmith && where.startsWith(commandsPage) ? resolve(program, flowsmith).path.join(' ') : [],
      ),
    );
    expect(leaves(program).filter((name) => !listed.has(name))).toEqual([]);
  });
});

describe('run as documented', { timeout: 120_000 }, () => {
  const stack = new AsyncDisposableStack();
  let world: World;
  beforeAll(async () => {
    world = stack.use(await createWorld());
  });
  afterAll(() => stack.disposeAsync());

  const well = (text: string, { code, out, err }: Ran) =>
    expect({ text, code, says: code === 0 ? '' : out + err }).toEqual({ text, code: 0, says: '' });

  /** Words with what they stand for; throws for a placeholder nobody gave a meaning. */
  function filled(path: string[], rest: string[]): string[] {
    return rest.map((word) => {
      const value = world.placeholders[`${path.join(' ')} ${word}`] ?? world.placeholders[word];
      if (value !== undefined) return value;
      if (/[<>…]|^[A-Z]+(:[A-Z]+)?$/.test(word))
        throw new Error(`"${word}" of "${path.join(' ')}" has no meaning: add it to world.ts`);
      return word;
    });
  }

  // Keys are made before they are revoked, an export before it is read; what takes away comes last.
  const order = ['keys create', 'keys', 'export', 'import', 'audit', 'trace', '', 'instance', 'purge-text', 'forget'];
  const rank = (path: string[]) => {
    const at = order.findIndex((each) => each !== '' && path.join(' ').startsWith(each));
    return at < 0 ? order.indexOf('') : at;
  };

  it('flowsmith', async () => {
    const runs = new Map<string, { path: string[]; args: string[] }>();
    for (const words of of('flowsmith').flatMap(({ flowsmith = [] }) => alternatives(flowsmith))) {
      const { path, rest, mention } = resolve(program, words);
      if (mention) continue;
      const args = [...path, ...filled(path, rest)];
      runs.set(args.join('\0'), { path, args });
    }
    // Microsoft's sign-in is not on this machine, and doctor would ask it.
    const { TEAMS_APP_ID: _, TEAMS_APP_PASSWORD: __, TEAMS_TENANT_ID: ___, ...own } = world.env;
    expect(runs.size).toBeGreaterThan(25);
    for (const { args } of [...runs.values()].sort((a, b) => rank(a.path) - rank(b.path)))
      well(args.join(' '), await runOwn(program, args, own));
  });

  it.each(once(of('shell')))('%s', async (text, { folder }) => {
    // curl is content with every answer unless told otherwise.
    const line = text.replaceAll('http://localhost:3000', world.app.url).replace(/^curl /, 'curl --fail-with-body ');
    well(
      text,
      await world.shell(
        line,
        {
          TEAMS_APP_ID: crypto.randomUUID(),
          PUBLIC_URL: 'https://flowsmith.example.com',
        },
        folder,
      ),
    );
  });

  it('npm run -s flowsmith, with names that the shell completes', async () => {
    const command = commands.find(({ text }) => text === 'npm run -s flowsmith -- validate workflows/*.json');
    const ran = await world.shell(command?.text ?? 'false');
    well('validate', ran);
    expect(ran.out).toContain('workflows/health.json: valid');
  });

  it.each(once(of('demo')))('%s', async (text, { words }) => {
    await using database = await createTestDatabase();
    // The first needs nothing but what came with `npm ci`.
    const own = { DATABASE_URL: text === 'npm run demo' ? '' : database.url };
    const { standIn, env } = world.app;
    const line = text
      .replace('N8N_BASE_URL=…', `N8N_BASE_URL=${standIn.baseUrl}`)
      .replace('N8N_API_KEY=…', `N8N_API_KEY=${standIn.apiKey}`)
      .replace('OPENAI_BASE_URL=…', `OPENAI_BASE_URL=${world.model.baseUrl}`)
      .replace('OPENAI_API_KEY=…', `OPENAI_BASE_URL=${world.model.baseUrl} OPENAI_API_KEY=key`)
      .replace('OPENAI_MODEL=…', 'OPENAI_MODEL=model');
    expect(line).not.toContain('…');
    const end = words.includes('--once') ? '' : words.includes('--') ? ' --once' : ' -- --once';
    const bare = {
      SLACK_SIGNING_SECRET: '',
      SLACK_BOT_TOKEN: '',
      TEAMS_APP_ID: '',
      TEAMS_APP_PASSWORD: '',
      TEAMS_TENANT_ID: '',
    };
    const none: Record<string, string> = text.includes('N8N_BASE_URL') ? {} : { N8N_BASE_URL: '', N8N_API_KEY: '' };
    const ran = await world.shell(line + end, { ...bare, ...none, ...own, PORT: '0', LOG_LEVEL: env.LOG_LEVEL });
    well(text, ran);
    const asksModel = text.includes('OPENAI');
    expect(ran.out).toContain(asksModel ? 'No model is needed for this.' : 'Created in n8n');
  });

  it.each(once(of('service')))('%s', async (text) => {
    const own = { ...world.env, PORT: '0', LOG_LEVEL: 'info' };
    const file = join(world.copy, '.env');
    if (!existsSync(file)) throw new Error('no documented command made .env');
    appendFileSync(
      file,
      Object.entries(own)
        .map(([name, value]) => `\n${name}=${value}`)
        .join(''),
    );
    expect(await startAndStop(world.copy, text, {})).toBe(200);
  });

  it('addresses of the service are there', async () => {
    const code = operatorPages().flatMap((file) => readMarkdown(file).code);
    const api = (await (await fetch(`${world.app.url}/openapi.json`)).json()) as Parameters<typeof toFault>[1];
    // The doors of Slack and Teams are no part of the interface for programs.
    const addresses = readAddresses(code).filter(({ path }) => !/^\/(slack\/events|api\/messages)$/.test(path));
    expect(addresses.length).toBeGreaterThan(12);
    expect(addresses.flatMap((each) => toFault(each, api) ?? [])).toEqual([]);
    // Without a slash at the end it is one page; what belongs to Slack's command, a collector or a container is not ours.
    const elsewhere = ['/n8n', '/v1/traces', '/data', '/tmp', '/create-n8n-workflow', '/api/messages', '/slack/events'];
    const pages = code.flatMap(({ language, text }) =>
      language === undefined && /^\/[a-z0-9./-]*[a-z0-9]$/.test(text) ? text : [],
    );
    const asked = [...new Set(pages)].filter((path) => !elsewhere.includes(path));
    expect(asked).toEqual(expect.arrayContaining(['/livez', '/readyz', '/metrics', '/docs']));
    for (const path of asked)
      expect({ path, status: (await fetch(world.app.url + path)).status }).toEqual({ path, status: 200 });
  });
});
