import { execFile } from 'node:child_process';
import { chownSync, cpSync, lstatSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the Dockerfile says of the image besides its files. */
export interface Image {
  /** The folder that stands for the image's `/`. */
  root: string;
  env: Record<string, string>;
  workdir: string;
  user: string;
  volumes: string[];
  command: string[];
  healthcheck: string[];
}

interface Stage extends Image {
  name?: string;
}

/** The official Node images have this user. */
export const nodeUser = { name: 'node', uid: 1000, gid: 1000 };

/**
 * Builds the file tree of an image from a Dockerfile, without a container engine: `COPY` from the build context as
 * `.dockerignore` lets it through and from earlier stages, `RUN npm …` for real, `RUN install -d`. The base image is
 * not there. An instruction it does not know is an error, so that nothing is left out unseen.
 * @param dockerfile text of the Dockerfile
 * @param context the build context
 * @param into an empty folder, which gets one folder per stage
 */
export async function buildImage(dockerfile: string, context: string, into: string): Promise<Image> {
  const stages: Stage[] = [];
  const ignored = readIgnored(join(context, '.dockerignore'));
  for (const [word, rest] of toInstructions(dockerfile)) {
    const stage = stages.at(-1);
    if (word === 'ARG' || word === 'LABEL' || word === 'EXPOSE') continue;
    if (word === 'FROM') {
      const root = join(into, String(stages.length));
      mkdirSync(root, { recursive: true });
      const name = / AS (\w+)$/.exec(rest)?.[1];
      const rooted = { root, env: {}, workdir: '/', user: 'root', volumes: [], command: [], healthcheck: [] };
      stages.push(name ? { ...rooted, name } : rooted);
    } else if (!stage) throw new Error(`${word} before FROM`);
    else if (word === 'ENV') Object.assign(stage.env, toPairs(rest));
    else if (word === 'WORKDIR') stage.workdir = makeFolder(stage, rest);
    else if (word === 'USER') stage.user = rest;
    else if (word === 'VOLUME') stage.volumes = toList(rest);
    else if (word === 'CMD') stage.command = toList(rest);
    else if (word === 'HEALTHCHECK') stage.healthcheck = toList(rest.slice(rest.indexOf('CMD ') + 4));
    else if (word === 'RUN') await execute(stage, toList(rest));
    else if (word === 'COPY') copy(stage, rest.split(' '), { context, stages, ignored });
    else throw new Error(`This test does not know the instruction ${word}: teach it.`);
  }
  const last = stages.at(-1);
  if (!last) throw new Error('no stage');
  return last;
}

/** Instructions with their continuation lines joined, comments left out. */
function toInstructions(dockerfile: string): [string, string][] {
  const lines = dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  return lines.filter(Boolean).map((line) => {
    const [, word = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    return [word, rest];
  });
}

const toList = (json: string): string[] => JSON.parse(json) as string[];
const toPairs = (rest: string) =>
  Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split('=') as [string, string]));
const inside = ({ root, workdir }: Stage, path: string): string => join(root, resolve(workdir, path));

function makeFolder(stage: Stage, path: string): string {
  mkdirSync(inside(stage, path), { recursive: true });
  return path;
}

async function execute(stage: Stage, [program, ...args]: string[]): Promise<void> {
  if (program === 'npm') {
    // Like a build, it knows nothing of this process's own npm run.
    const { PATH, HOME } = process.env;
    await run('npm', args, { cwd: join(stage.root, stage.workdir), env: { PATH, HOME }, maxBuffer: 64 * 1024 * 1024 });
    return;
  }
  if (program !== 'install' || args[0] !== '-d') throw new Error(`This test does not know how to run ${program}.`);
  const path = join(stage.root, args.at(-1) ?? '');
  mkdirSync(path, { recursive: true });
  if (process.getuid?.() === 0 && args[args.indexOf('-o') + 1] === nodeUser.name)
    chownSync(path, nodeUser.uid, nodeUser.gid);
}

interface Sources {
  context: string;
  stages: Stage[];
  ignored: (path: string) => boolean;
}

function copy(stage: Stage, words: string[], { context, stages, ignored }: Sources): void {
  const from = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1];
  const source = from ? stages.find(({ name }) => name === from) : undefined;
  if (from && !source) throw new Error(`COPY from ${from}, which is no stage`);
  const paths = from ? words.slice(1) : words;
  const target = paths.at(-1) ?? '';
  for (const path of paths.slice(0, -1)) {
    const found = source ? join(source.root, path) : join(context, path);
    // A file goes into a folder, the content of a folder becomes the target's.
    const to = lstatSync(found).isFile() ? join(inside(stage, target), path) : inside(stage, target);
    mkdirSync(dirname(to), { recursive: true });
    // Nobody asks for the files of a stage twice: moving them is a minute faster.
    if (source) renameSync(found, to);
    else cpSync(found, to, { recursive: true, filter: (each) => !ignored(relative(context, each)) });
  }
}

/** Docker's rules as far as they are used here: the last line that matches decides, `!` lets through. */
function readIgnored(file: string): (path: string) => boolean {
  const lines = readFileSync(file, 'utf8').split('\n');
  const rules = lines.filter((line) => line && !line.startsWith('#'));
  const matches = (path: string, rule: string) =>
    path.split('/').some((_part, at, parts) => matchesGlob(parts.slice(0, at + 1).join('/'), rule));
  return (path) => {
    const last = rules.findLast((rule) => matches(path, rule.replace(/^!/, '')));
    return last !== undefined && !last.startsWith('!');
  };
}
