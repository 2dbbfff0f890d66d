import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-demo-settings-'));
const demo = fileURLToPath(new URL('../../src/dev/demo.ts', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(env: Record<string, string>): Promise<{ code: unknown; out: string; err: string }> {
  const { PATH, HOME } = process.env;
  return new Promise((done) => {
    execFile(process.execPath, [demo, '--once'], { cwd: folder, env: { PATH, HOME, ...env } }, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    );
  });
}

it.each([
  ['a policy with a mistake', { POLICY_FILE: 'policy.json' }, /^POLICY_FILE \(policy\.json\): .*approvrs/],
  ['a policy that is not there', { POLICY_FILE: 'none.json', N8N_API_KEY: '' }, /^POLICY_FILE \(none\.json\)/],
  ['a setting that is not one', { OPENAI_BASE_URL: 'nowhere' }, /^OPENAI_BASE_URL/],
])(
  '%s is told before anything is started',
  async (_what, env, says) => {
    writeFileSync(join(folder, 'policy.json'), '{ "approvrs": ["alex"] }');
    const { code, out, err } = await run(env);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(says);
    expect(existsSync(join(folder, '.data'))).toBe(false);
  },
  90_000,
);
