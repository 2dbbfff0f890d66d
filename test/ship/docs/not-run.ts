import { existsSync, globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Documented } from './commands.ts';

/** What is not run here: why, and what says that it is all the same what the documents claim. */
interface NotRun {
  command: RegExp;
  why: string;
  /** A file that runs it or that it is about, and words in it. */
  proof?: { file: string; says: string | RegExp };
  /** What can be said about it without running it: what is wrong, else nothing. */
  wrong?: (command: Documented) => string | undefined;
}

const ciRuns = (says: string) => ({ file: '.ci/run', says });

/** THE table. A command that is neither run nor here fails the test. */
export const notRun: NotRun[] = [
  {
    command: /^flowsmith (deliveries replay|events (release|fail)) /,
    why: 'needs a failed delivery and a stuck event',
    proof: { file: 'test/cli/operate.slow.test.ts', says: "['events', 'release'" },
  },
  { command: /^npm (ci|install)\b/, why: 'fetches every package', proof: ciRuns('show npm ci') },
  { command: /^npm run check$/, why: 'a step of its own in CI', proof: ciRuns('step npm run check') },
  { command: /^npm test$/, why: 'a step of its own in CI', proof: ciRuns('suite npm test') },
  { command: /^npm run test:e2e$/, why: 'a step of its own in CI', proof: ciRuns('suite npm run test:e2e') },
  { command: /^npm test -- /, why: 'a part of `npm test`', wrong: noSuchFile },
  { command: /^npm run test:(acceptance|chaos)\b/, why: 'minutes to hours, and a browser', wrong: noSuchFile },
  {
    command: /^npm run (lock:tidy|migration:create|screenshot)\b/,
    why: 'for who changes the program; writes into its tree',
  },
  {
    command: /^npm run bench\b/,
    why: 'takes minutes, a big database or workflows that are not in the repository',
    wrong: ({ words }) => {
      const part = words.slice(4).find((word) => !word.startsWith('-'));
      return part === undefined || existsSync(`test/bench/${part}.ts`) ? undefined : `no part "${part}"`;
    },
  },
  { command: /^npm run eval\b/, why: 'asks a paid model', proof: { file: 'test/eval/index.ts', says: 'concurrency' } },
  {
    command: /^npm run demo -- --real-n8n$/,
    why: 'installs 2.8 GB; the end-to-end tests start n8n by the same function',
    proof: { file: 'test/support/e2e-setup.ts', says: 'startRealN8n' },
  },
  { command: /^npm exec -- biome check --write \.$/, why: 'changes files', proof: ciRuns('step npm run check') },
  { command: /^npm exec -- node …$/, why: 'a beginning, not a command' },
  { command: /^npm run teams:package$/, why: 'a mention: docs/connect.md has it with what it needs' },
  { command: /^node --cpu-prof$/, why: 'an option of Node' },
  {
    command: /^flowsmith rehearse/,
    why: 'runs a workflow in a real n8n',
    proof: { file: 'test/e2e/rehearsal-left.test.ts', says: "'rehearse'" },
  },
  {
    command: /^flowsmith catalog sync/,
    why: 'fetches packages of n8n',
    proof: { file: 'test/cli-catalog.slow.test.ts', says: "flowsmith(['catalog', 'sync'" },
  },
  {
    command: /^flowsmith accounts (link|confirm|refuse|unlink) /,
    why: 'needs people of two platforms',
    proof: { file: 'test/cli/accounts.slow.test.ts', says: /run\('(link|confirm)'/ },
  },
  {
    command: /^docker compose /,
    why: 'no container engine here; CI builds the image and migrates in it',
    proof: { file: '.github/workflows/ci.yml', says: 'docker compose run --rm migrate' },
    wrong: noSuchService,
  },
  { command: /^docker (build|push) /, why: 'no container engine', proof: { file: 'Dockerfile', says: 'FROM' } },
  {
    command: /^kubectl /,
    why: 'no cluster; its files are checked by type, and by kustomize',
    proof: { file: 'test/ship/kubernetes.slow.test.ts', says: 'kustomize' },
    wrong: noSuchObject,
  },
  {
    command: /^pg_dump /,
    why: "belongs to PostgreSQL, and has to be as new as the tests' own server",
  },
  { command: /^n8n export:nodes --output nodes\.json$/, why: "n8n's own command" },
  { command: /^git clone \. /, why: 'a clean copy is what the commands here run in' },
  { command: /^cd /, why: 'goes to a folder', wrong: noSuchFile },
];

export const toNotRun = (command: Documented): NotRun | undefined => {
  const text = command.flowsmith ? ['flowsmith', ...command.flowsmith].join(' ') : command.words.join(' ');
  return notRun.find((each) => each.command.test(text));
};

/** What the table claims and is not so. */
export function toUnproved({ proof, command }: NotRun): string | undefined {
  if (!proof) return undefined;
  if (!existsSync(proof.file)) return `${command}: ${proof.file} is not there`;
  const text = readFileSync(proof.file, 'utf8');
  const says = typeof proof.says === 'string' ? text.includes(proof.says) : proof.says.test(text);
  return says ? undefined : `${command}: ${proof.file} does not say ${proof.says}`;
}

function noSuchFile({ words }: Documented): string | undefined {
  const path = words.at(-1) ?? '';
  if (!path.includes('/') || path.startsWith('..')) return undefined;
  return globSync(path).length > 0 ? undefined : `no such file or folder: ${path}`;
}

function noSuchService({ words }: Documented): string | undefined {
  const { services } = parse(readFileSync('docker-compose.yml', 'utf8')) as {
    services: Record<string, { profiles?: string[] }>;
  };
  const profile = words[words.indexOf('--profile') + 1];
  if (words.includes('--profile') && !Object.values(services).some(({ profiles }) => profiles?.includes(profile ?? '')))
    return `no profile "${profile}"`;
  const verb = words.findIndex((word) =>
    ['up', 'exec', 'run', 'build', 'config', 'logs', 'stop', 'down'].includes(word),
  );
  if (verb < 0) return 'no verb that is known here';
  const service = words.slice(verb + 1).find((word) => !word.startsWith('-'));
  return service === undefined || services[service] ? undefined : `no service "${service}"`;
}

function noSuchObject({ words }: Documented): string | undefined {
  const files = globSync('manifest/kubernetes/*.yaml').map((file) => readFileSync(file, 'utf8'));
  const named = words.filter((word, at) => words[at - 2] === 'delete' || word.startsWith('deploy/'));
  const missing = named.find((name) => !files.some((text) => text.includes(`name: ${name.replace('deploy/', '')}\n`)));
  return missing === undefined ? undefined : `nothing in manifest/kubernetes is named ${missing}`;
}
