import { existsSync, globSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { policySchema, readPolicy } from '#src/policy/roles.ts';
import { type Code, markdownFiles, operatorPages, readMarkdown, trackedFiles } from './docs/markdown.ts';

const files = markdownFiles();
const pages = new Map(files.map((file) => [file, readMarkdown(file)]));
const tracked = trackedFiles();

/** Names of variables that are not Flowsmith's, and whose they are. */
const others: Record<string, string> = {
  HTTPS_PROXY: 'Node',
  NODE_USE_ENV_PROXY: 'Node',
  NODES_EXCLUDE: 'n8n',
  NODES_INCLUDE: 'n8n',
  N8N_SSRF_PROTECTION_ENABLED: 'n8n',
  WEBHOOK_URL: 'n8n',
  OTEL_EXPORTER_OTLP_CERTIFICATE: 'OpenTelemetry',
};

/** Code within lines of the pages an operator reads. */
const inline = (): Code[] =>
  operatorPages().flatMap((file) => (pages.get(file)?.code ?? []).filter(({ language }) => language === undefined));

describe('documents', () => {
  it('link to files and headings there are', () => {
    const links = files
      .flatMap((file) => pages.get(file)?.links ?? [])
      .filter(({ target }) => !/^[a-z]+:/.test(target));
    expect(links.length).toBeGreaterThan(40);
    const dead = links.filter(({ file, target }) => {
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? file : join(dirname(file), path);
      if (!existsSync(to)) return true;
      return anchor !== undefined && to.endsWith('.md') && !(pages.get(to) ?? readMarkdown(to)).anchors.has(anchor);
    });
    expect(dead.map(({ file, line, target }) => `${file}:${line}: ${target}`)).toEqual([]);
  });

  it('name files and folders there are', () => {
    const named = [...pages.values()].flatMap(({ code }) =>
      code.flatMap(({ file, line, text }) => {
        const found = /^(?:src|test|docs|adapters|manifest|migrations|\.ci|\.github)\/[\w./*{},-]*$/.exec(text);
        return found ? [{ where: `${file}:${line}`, path: found[0] }] : [];
      }),
    );
    expect(named.length).toBeGreaterThan(150);
    // Made by a run of the acceptance tests.
    const made = 'test/acceptance/artifacts';
    const missing = named.filter(({ path }) => path !== made && globSync(path.replace(/\/$/, '')).length === 0);
    expect(missing.map(({ where, path }) => `${where}: ${path}`)).toEqual([]);
  });

  it('name settings there are', () => {
    const known = new Set(
      tracked
        .filter((file) => /^(\.env\.example|docker-compose\.yml|manifest\/.*|test\/bench\/.*)$/.test(file))
        .filter((file) => /\.(example|yml|yaml|env|ts)$|Caddyfile$/.test(file))
        .flatMap((file) =>
          [...readFileSync(file, 'utf8').matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name),
        ),
    );
    const named = inline().flatMap(({ file, line, text }) =>
      [...text.matchAll(/(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w…])/g)].map(([name]) => ({
        where: `${file}:${line}`,
        name,
      })),
    );
    expect(named.length).toBeGreaterThan(100);
    // Each setting can be a file: NAME_FILE.
    const unknown = named.filter(
      ({ name }) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')) && !others[name],
    );
    expect(unknown.map(({ where, name }) => `${where}: ${name}`)).toEqual([]);
  });

  it('leave no setting out', () => {
    const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    const words = new Set(
      operatorPages()
        .flatMap((file) => pages.get(file)?.code ?? [])
        .flatMap(({ text }) => text.match(/[A-Z][A-Z0-9_]+/g) ?? []),
    );
    // The time zone of a container is nobody's invention.
    expect(listed.filter((name) => name !== 'TZ' && !words.has(name ?? ''))).toEqual([]);
  });

  it('show a policy that is accepted, and name every field of one', () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'flowsmith-policy-'));
    const file = join(folder.path, 'policy.json');
    const blocks = (pages.get('docs/policy.md')?.code ?? []).filter(({ language }) => language === 'json');
    const example = blocks.find(({ text }) => text.includes('"approvers"'))?.text ?? '';
    writeFileSync(file, example);
    expect(readPolicy(file)).toMatchObject({ fourEyes: true });
    const rows = [...readFileSync('docs/policy.md', 'utf8').matchAll(/^\| `([a-zA-Z]+)` \|/gm)].map(([, name]) => name);
    expect(Object.keys(policySchema.shape).filter((field) => !rows.includes(field))).toEqual([]);
  });

  it('say what language a block is in, so that commands in it are found', () => {
    const blocks = operatorPages().flatMap((file) => pages.get(file)?.code ?? []);
    expect(blocks.filter(({ language }) => language === '').map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });

  it('show YAML and JSON that can be read', () => {
    const blocks = [...pages.values()].flatMap(({ code }) => code);
    const readers: Record<string, (text: string) => unknown> = { yaml: parse, json: JSON.parse };
    const read = blocks.filter(({ language }) => language && readers[language]);
    expect(read.length).toBeGreaterThan(3);
    for (const { language, text } of read) expect(readers[language ?? '']?.(text)).toBeTypeOf('object');
  });
});
