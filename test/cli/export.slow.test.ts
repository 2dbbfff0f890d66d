import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, WorkflowRow, WorkflowVersion } from '#src/store/entities.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('flowsmith export and import', patience, () => {
  let app: TestApp;
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-export-'));
  const scheduled = mkdtempSync(join(tmpdir(), 'flowsmith-export-'));
  const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  beforeAll(async () => {
    app = await startTestApp({ env: { EXPORT_DIR: scheduled } });
    const talk = talkOn(app, 'slack');
    const first = await talk.say('every hour get https://first.example');
    await first.press('approve');
    await first.says('Created');
    const second = await talk.say('use https://second.example');
    await second.press('approve');
    await second.says('Saved');
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    for (const each of [folder, scheduled]) rmSync(each, { recursive: true, force: true });
  });

  it('writes every version with who asked and approved, and nothing a second time', async () => {
    expect(await flowsmith(['export', folder], app.env)).toMatchObject({ code: 0 });
    const { files, workflows } = json('manifest.json');
    expect(workflows).toBe(1);
    const [about] = Object.keys(files).filter((path) => path.endsWith('/about.json'));
    const { versions, name, n8nId } = json(about ?? '');
    expect(versions).toMatchObject([
      {
        revision: 1,
        request: 'every hour get https://first.example',
        approvedBy: { key: expect.stringContaining('U0ANA') },
      },
      { request: 'use https://second.example' },
    ]);
    const root = (about ?? '').replace('about.json', '');
    expect(JSON.stringify(json(`${root}${versions[0].file}`))).toContain('first.example');
    expect(json(`${root}workflow.json`)).toMatchObject({
      id: n8nId,
      name,
      active: false,
      nodes: expect.any(Array),
      connections: expect.any(Object),
    });
    const again = await flowsmith(['export', folder], app.env);
    expect(again.out).toContain(' 0 of them written');
  });

  it('takes up all of it in an empty database, leaves alone what is there, and refuses what was changed', async () => {
    await using empty = await startTestApp();
    expect((await flowsmith(['import', folder], empty.env)).out).toContain('1 workflows taken up, 0 were');
    expect((await flowsmith(['import', folder], empty.env)).out).toContain('0 workflows taken up, 1 were');
    const [row] = await empty.store.fork().find(WorkflowRow, {});
    const [before] = await app.store.fork().find(WorkflowRow, {});
    expect(row).toMatchObject({ id: before?.id, name: before?.name, requesterId: 'U0ANA', lostAt: expect.any(Date) });
    const documents = async (from: TestApp) =>
      (await from.store.fork().find(WorkflowVersion, {}, { orderBy: { createdAt: 'asc' } })).map(
        ({ draft, revision }) => [draft, revision],
      );
    expect(await documents(empty)).toEqual(await documents(app));
    expect(await empty.store.fork().count(AuditEvent, { kind: 'import', actor: 'operator' })).toBe(1);
    // It can be exported again, and is the same but for where it stands.
    const path = Object.keys(json('manifest.json').files).find((each) => each.endsWith('workflow.json')) ?? '';
    writeFileSync(join(folder, path), '{}');
    const changed = await flowsmith(['import', folder], empty.env);
    expect(changed).toMatchObject({ code: 1, err: expect.stringContaining(`${path} was changed`) });
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ format: 'flowsmith-export-1', workflows: 0, files: { '../../etc/passwd': 'a'.repeat(64) } }),
    );
    expect((await flowsmith(['import', folder], empty.env)).err).toContain('not in the folder');
  });

  it('EXPORT_DIR does it by itself', async () => {
    await eventually(
      () => readFileSync(join(scheduled, 'manifest.json'), 'utf8').includes('flowsmith-export-1'),
      'written',
    );
  });
});
