import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#src/api/openapi.ts';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: object[];
  responses: Record<string, object>;
}

const document = openApiDocument('https://flowsmith.example.org');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({
    at: `${method} ${path}`,
    path,
    method,
    operation,
  })),
);

/** Every object in the document, with the way to it. */
function* objectsIn(value: unknown, way = '#'): Generator<{ way: string; object: Record<string, unknown> }> {
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* objectsIn(each, `${way}/${index}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield { way, object: value as Record<string, unknown> };
  for (const [name, each] of Object.entries(value)) yield* objectsIn(each, `${way}/${name}`);
}

/** What redocly and spectral look for; both pass on it, but their 300 packages are none of ours. */
describe('/openapi.json is one that generators of clients can use', () => {
  it('says where it is served, under which licence, and by whom', () => {
    expect(document.servers).toEqual([{ url: 'https://flowsmith.example.org', description: expect.any(String) }]);
    expect(document.info).toMatchObject({ license: { identifier: 'MIT' }, contact: { name: expect.any(String) } });
  });

  it('names every operation once, with a tag that is described, a summary and a description', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(operations.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { at, operation } of operations) {
      expect({ at, unknown: operation.tags.filter((tag) => !tags.includes(tag)) }).toEqual({ at, unknown: [] });
      expect({
        at,
        told: [operation.summary.length, operation.description.length].every((length) => length > 5),
      }).toEqual({
        at,
        told: true,
      });
    }
    expect(tags.filter((tag) => !operations.some(({ operation }) => operation.tags.includes(tag)))).toEqual([]);
  });

  it('tells of every operation how it may be refused, and of those with a body how that may be', () => {
    for (const { at, method, operation } of operations) {
      const expected = [...['401', '403', '429'], ...(['post', 'put'].includes(method) ? ['400', '413', '415'] : [])];
      const missing = expected.filter((status) => !(status in operation.responses));
      expect({ at, missing }).toEqual({ at, missing: [] });
      expect({ at, success: Object.keys(operation.responses).some((status) => status.startsWith('2')) }).toEqual({
        at,
        success: true,
      });
    }
  });

  it('declares what stands in braces, and describes every parameter', () => {
    for (const { at, path, operation } of operations) {
      const declared = [...objectsIn(operation.parameters ?? [])].flatMap(({ object }) =>
        object['in'] === 'path' ? [object['name']] : [],
      );
      expect({ at, declared }).toEqual({ at, declared: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name) });
    }
    const parameters = [...objectsIn(document)].filter(({ object }) => 'in' in object && 'name' in object);
    expect(parameters.length).toBeGreaterThan(10);
    expect(parameters.filter(({ object }) => !object['description']).map(({ way }) => way)).toEqual([]);
  });

  it('refers only to what is there, and uses all of it', () => {
    const all = [...objectsIn(document)];
    const ways = new Set(all.map(({ way }) => way));
    const refs = all.flatMap(({ object }) => (typeof object['$ref'] === 'string' ? [object['$ref']] : []));
    expect(refs.filter((ref) => !ways.has(ref))).toEqual([]);
    const { schemas, parameters, responses } = document.components;
    const components = Object.entries({ schemas, parameters, responses }).flatMap(([kind, each]) =>
      Object.keys(each).map((name) => `#/components/${kind}/${name}`),
    );
    expect(components.filter((way) => !refs.includes(way))).toEqual([]);
  });

  it('tells what is parsed with: names of users, whole numbers, what may be left out', () => {
    const users = [...objectsIn(document)].filter(({ way }) => /\/properties\/user$/.test(way));
    expect(users.length).toBeGreaterThan(3);
    for (const { object } of users) expect(object).toMatchObject({ maxLength: 100, pattern: '^[\\w.@+-]+$' });
    const { Request, Approval } = document.components.schemas;
    expect(Request).toMatchObject({ required: ['request'], additionalProperties: false });
    expect(Approval?.['properties']).toMatchObject({ revision: { type: 'integer', minimum: 1 } });
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  it('has a type for every enum, and describes every schema that has a name', () => {
    const untyped = [...objectsIn(document)].filter(
      ({ object }) => Array.isArray(object['enum']) && !('type' in object),
    );
    expect(untyped.map(({ way }) => way)).toEqual([]);
  });
});
