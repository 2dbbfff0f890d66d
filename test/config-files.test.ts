import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCatalogConfig, readConfig, readN8nConfig, readVariables } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string): string {
  const path = join(folder, crypto.randomUUID());
  writeFileSync(path, content);
  return path;
}

const least = {
  DATABASE_URL: 'postgres://flowsmith@127.0.0.1/flowsmith',
  N8N_BASE_URL: 'https://n8n.example.com',
  N8N_API_KEY: 'key',
};

function refusal(env: Record<string, string>): string {
  try {
    readConfig({ ...least, ...env });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).userMessage;
  }
  throw new Error('was taken');
}

describe('settings from files', () => {
  const named = readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm);
  it.each([...named].map(([, name = '']) => name))('%s_FILE is read, less one line end', (name) => {
    const path = file('  postgres://a:b@c/d \n\n');
    const address = {
      DATABASE_PASSWORD: { DATABASE_URL: 'postgres://c/d' },
      REDIS_PASSWORD: { REDIS_URL: 'redis://c' },
    };
    const more = address[name as keyof typeof address];
    if (more) return expect(Object.values(readVariables({ ...more, [`${name}_FILE`]: path }))[0]).toContain('%0A@c');
    expect(readVariables({ [`${name}_FILE`]: path })).toEqual({ [name]: '  postgres://a:b@c/d \n' });
  });

  it('as Docker, Kubernetes and editors write them', () => {
    for (const content of ['secret', 'secret\n', 'secret\r\n']) {
      const env = { ...least, N8N_API_KEY: '', N8N_API_KEY_FILE: file(content) };
      expect(readConfig(env).n8n.apiKey).toBe('secret');
      expect(readN8nConfig(env)?.apiKey).toBe('secret');
    }
    expect(readCatalogConfig({ CATALOG_DIR_FILE: file('/data/x\n') }).directory).toBe('/data/x');
    expect(readConfig({ ...least, OPENAI_API_KEY_FILE: '' }).model).toBeUndefined();
    // A file that is empty is a setting that is empty: not set.
    expect(readConfig({ ...least, OPENAI_API_KEY_FILE: file('\n') }).model).toBeUndefined();
  });

  it('a setting given twice is refused, whichever it is', () => {
    expect(refusal({ N8N_API_KEY_FILE: file('x') })).toMatch(/N8N_API_KEY and N8N_API_KEY_FILE are both set/);
    const address = 'postgres://flowsmith:hunter2@127.0.0.1/flowsmith';
    const twice = refusal({ DATABASE_URL: address, DATABASE_PASSWORD_FILE: file('hunter3') });
    expect(twice).toMatch(/DATABASE_URL has a password and DATABASE_PASSWORD is set/);
    expect(twice).not.toMatch(/hunter/);
  });

  it('a file that cannot be read is named, what a file holds never is', () => {
    const missing = join(folder, 'missing');
    expect(refusal({ OPENAI_API_KEY_FILE: missing })).toContain(
      `OPENAI_API_KEY_FILE: ${missing} cannot be read (ENOENT)`,
    );
    const directory = join(folder, 'directory');
    mkdirSync(directory);
    expect(refusal({ OPENAI_API_KEY_FILE: directory })).toContain(`${directory} cannot be read (EISDIR)`);
    expect(refusal({ OPENAI_API_KEY_FILE: file('x'.repeat(65_537)) })).toMatch(/is too long to be a setting/);
    expect(refusal({ REDIS_URL_FILE: file('hunter2') })).not.toMatch(/hunter/);
    expect(refusal({ REDIS_PASSWORD: 'hunter2' })).toMatch(/^REDIS_PASSWORD is set and REDIS_URL is not/);
  });

  it('a password stands in its address, whatever letters it has', () => {
    const password = 'a:b/c@d?e#f%41 ü';
    const env = { REDIS_URL: 'redis://redis:6379', REDIS_PASSWORD_FILE: file(password), DATABASE_PASSWORD: password };
    const { databaseUrl, redisUrl } = readConfig({ ...least, ...env });
    for (const address of [databaseUrl, redisUrl ?? ''])
      expect(decodeURIComponent(new URL(address).password)).toBe(password);
    expect(databaseUrl).toMatch(/^postgres:\/\/flowsmith:[^@]+@127\.0\.0\.1\/flowsmith$/);
  });

  it('taking them in twice changes nothing', () => {
    const once = readVariables({ ...least, DATABASE_PASSWORD_FILE: file('pass'), OPENAI_API_KEY_FILE: file('key') });
    expect(readVariables(once)).toEqual(once);
  });
});
