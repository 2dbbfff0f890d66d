import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusFolder, readReal } from '#test/bench/data/corpus.ts';
import { createOpenAiServer, type OpenAiServer, type RecordedRequest } from '#test/fakes/openai-server.ts';
import { fullCatalogFolder } from '#test/support/full-catalog.ts';
import { makeKnown } from '#test/support/known-workflow.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import type { Change, Held } from './real-changes/held.ts';
import { kinds } from './real-changes/kinds.ts';

/** Real workflows of 15 to 90 nodes, by the key `npm run bench` names them by; half of them in old versions of nodes. */
const chosen = [
  '32f01fbe',
  '1622ef0a',
  'f99398b3',
  '0619fb2b',
  '8af09fc5',
  '724d0e7a',
  'b2b20808',
  '0d5c25a0',
  '24c1dd38',
  'deb7058e',
];
/** Of each workflow. */
const perWorkflow = 5;

/** How the model passes on why an operation was refused. */
const refused = 'That cannot be done:';

const real = readReal();
if (!real) console.warn(`skipped: no corpus in ${corpusFolder}`);

function workflowOf(key: string): Held {
  const found = real?.find((one) => one.key === key);
  if (!found) throw new Error(`no workflow ${key} in the corpus`);
  return found.workflow as unknown as Held;
}

/** Every kind as often as the others, where a workflow has something of the sort. */
function plan(): { key: string; kind: string }[] {
  const used = new Map<string, number>(Object.keys(kinds).map((kind) => [kind, 0]));
  return chosen.flatMap((key) => {
    if (!real) return [];
    const held = { ...workflowOf(key), settings: {} };
    const fitting = Object.keys(kinds).filter((kind) => kinds[kind]?.(held) !== undefined);
    const rarest = fitting.sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0)).slice(0, perWorkflow);
    for (const kind of rarest) used.set(kind, (used.get(kind) ?? 0) + 1);
    return rarest.map((kind) => ({ key, kind }));
  });
}

/** All that people made; what n8n notes for itself is left out. Every node as it is written, byte for byte. */
function content(held: Held, known: Held) {
  const ids = new Set(known.nodes.map(({ id }) => id));
  const kept = new Map(known.nodes.map((node) => [node.id, asText(node)]));
  const groups = new Set(known.nodeGroups?.map(({ id }) => id));
  return {
    ...{ name: held.name, description: held.description ?? '', settings: held.settings, pinData: held.pinData ?? {} },
    connections: Object.fromEntries(
      Object.entries(held.connections)
        .filter(([, byKind]) => Object.values(byKind).some((outputs) => outputs.some((one) => one?.length)))
        .map(([from, byKind]) => [
          from,
          Object.fromEntries(Object.entries(byKind).map(([kind, outputs]) => [kind, trimmed(outputs)])),
        ]),
    ),
    nodes: held.nodes.map((node) => {
      if (!ids.has(node.id))
        return {
          type: node.type,
          parameters: node.type.endsWith('stickyNote') ? node.parameters.content : node.parameters,
        };
      // What nobody asked to change is the same text.
      return asText(node) === kept.get(node.id) ? asText(node) : node;
    }),
    groups: (held.nodeGroups ?? []).map((group) => ({ ...group, id: groups.has(group.id) ? group.id : '' })),
    tags: (held.tags ?? []).map(({ name }) => name).sort(),
  };
}

/** The order of keys is nobody's; every value counts. */
const asText = (node: Held['nodes'][number]): string =>
  JSON.stringify(node, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

const trimmed = (outputs: Held['connections'][string][string]) =>
  outputs.slice(0, outputs.findLastIndex((one) => one?.length) + 1).map((one) => one ?? []);

/** What a person reads. */
function readable(blocks: unknown): string {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts
    .join('\n')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u200b', '');
}

describe.skipIf(!real)('changes in words of real workflows, in a real n8n', () => {
  const n8n = lookIntoN8n();
  const ids = new Map<string, string>();
  const tally = { asked: 0, refused: 0 };
  let app: TestApp;
  let model: OpenAiServer;

  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
  const nameOf = (key: string) => `Library ${key}`;
  /** One each: nobody may ask that much in an hour. */
  const personOf = (key: string) => `U0${key.toUpperCase()}`;
  const held = (key: string) => call<Held>('GET', `/workflows/${ids.get(key)}`);

  beforeAll(async () => {
    model = await createOpenAiServer();
    app = await startTestApp({
      n8n,
      // What holds code or an address only the run knows is for an admin to approve.
      policy: { admins: chosen.map(personOf) },
      env: {
        OPENAI_API_KEY: 'test-key',
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_MODEL: 'test-model',
        CATALOG_DIR: fullCatalogFolder,
      },
    });
    for (const key of chosen) {
      const { nodes, connections, settings } = workflowOf(key);
      const id = await makeKnown(app, model, nameOf(key), personOf(key));
      const document = { nodes, connections, settings: { executionOrder: settings?.['executionOrder'] ?? 'v1' } };
      await call('PUT', `/workflows/${id}`, { name: nameOf(key), ...document });
      ids.set(key, id);
    }
  }, 300_000);
  afterAll(async () => {
    for (const id of ids.values()) await call('DELETE', `/workflows/${id}`);
    await app?.[Symbol.asyncDispose]();
    await model?.[Symbol.asyncDispose]();
  });

  /** What a good model does: it looks the workflow up, reads it and what it is about to change, and changes that. */
  function goodModel(key: string, { operations, reads }: Change): void {
    const id = (request: RecordedRequest): string => {
      const told = request.body.messages.map(({ content: text }) => text ?? '').join('\n');
      const line = told.split('\n').find((each) => each.includes(nameOf(key)) && each.includes('"id"')) ?? '{}';
      return (JSON.parse(line) as { id: string }).id;
    };
    model.setScript((request, index) => {
      if (index === 0) return { tool: 'find_workflows', args: { words: nameOf(key) } };
      if (index === 1) return { tool: 'get_workflow', args: { id: id(request) } };
      if (index === 2 && reads.length > 0) return { tool: 'get_workflow', args: { id: id(request), nodes: reads } };
      const last = request.body.messages.at(-1)?.content ?? '';
      if (index > (reads.length > 0 ? 3 : 2))
        return { tool: 'answer', args: { text: `${refused} ${last.slice(0, 500)}` } };
      return { tool: 'submit_changes', args: { workflowId: id(request), operations } };
    });
  }

  it.each(plan())(
    '$key: $kind',
    async ({ key, kind }) => {
      const before = await held(key);
      const change = kinds[kind]?.(before);
      if (!change) throw new Error(`${kind} does not fit ${key} any more`);
      goodModel(key, change);
      const thread = openThread(app);
      const card = await thread.ask(`in ${nameOf(key)}: ${change.words}`, personOf(key));
      const said = readable(card.blocks);
      if (process.env['LIBRARY_OUT'])
        appendFileSync(process.env['LIBRARY_OUT'], `\n## ${key} ${kind}\n${change.words}\n${said}\n`);
      if (said.includes(refused)) {
        tally.refused += 1;
        expect(content(await held(key), before)).toEqual(content(before, before));
        return;
      }
      expect(textOf(card)).toMatch(/"(?:action_id|value)":"approve/);
      const difference = /What is different\*?\n((?:[•…\u00a0 ][^\n]*\n?)*)/.exec(said)?.[1] ?? '';
      const flat = difference.replace(/\s+/g, ' ');
      for (const part of change.says) expect(flat).toContain(part);
      expect(difference.split('\n').length).toBeLessThanOrEqual(14);
      await thread.press(card, 'approve', personOf(key));
      await eventually(
        () => thread.messages().some((one) => /Saved in n8n|could not|Not (?:changed|created)/.test(textOf(one))),
        'the end of it',
        60_000,
      );
      const wanted = structuredClone(before);
      change.expected(wanted);
      const after = await held(key);
      expect(content(after, before)).toEqual(content(wanted, before));
      tally.asked += 1;
    },
    120_000,
  );

  it('at least 38 of at least 40 are exactly what was asked for', () => {
    expect(plan().length).toBeGreaterThanOrEqual(40);
    expect(new Set(plan().map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
    expect(tally.asked).toBeGreaterThanOrEqual(38);
    // None was anything else than done or refused in words, with n8n untouched.
    expect(tally.asked + tally.refused).toBe(plan().length);
  });
});
