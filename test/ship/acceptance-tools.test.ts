import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let cache: string;
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'no-tools-'));
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const isLinux = process.platform === 'linux' && process.arch === 'x64';

test.skipIf(!isLinux)(
  'when a tool cannot be had, the acceptance run names it, says why, and fails without a test',
  () => {
    const env = {
      ...process.env,
      XDG_CACHE_HOME: cache,
      npm_config_cache: join(cache, 'npm'),
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      // Any program will do: it is not reached.
      CHROMIUM: process.execPath,
      NO_COLOR: '1',
    };
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'acceptance'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 100_000 });
    expect(status).toBe(1);
    expect(stderr).toContain('local-slack-linux-x64 0.1.8 cannot be had, so its acceptance tests cannot run');
    expect(stderr).toContain('ECONNREFUSED');
    expect(stdout).not.toMatch(/✓|passed/);
    expect(readdirSync(join(cache, 'flowsmith'))).toEqual(['acceptance-local-slack-linux-x64-0.1.8']);
  },
  120_000,
);
