import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { describeText } from '#src/planner/model/text.ts';
import { olderVersions } from '#src/planner/model/versions-at-hand.ts';
import { catalog } from '#test/workflow/documents.ts';

const set = 'n8n-nodes-base.set';
const draft = (...versions: (number | undefined)[]): Draft => ({
  name: 'At hand',
  description: '',
  nodes: versions.map((typeVersion, at) => ({
    name: `Node ${at}`,
    type: set,
    parameters: {},
    ...(typeVersion === undefined ? {} : { typeVersion }),
  })),
  connections: [],
  assumptions: [],
});

describe('node types are described to the model in the versions of the workflow at hand', () => {
  it('finds the older ones that have parameters of their own, each once', () => {
    expect(olderVersions(catalog, set, [draft(3.2, 2, 3.2), draft(undefined)])).toEqual([2, 3.2]);
    expect(olderVersions(catalog, set, [draft(catalog.get(set)?.defaultVersion)])).toEqual([]);
    expect(olderVersions(catalog, 'n8n-nodes-base.noOp', [draft(2)])).toEqual([]);
  });

  it('describes the parameters of that version, and says when it cannot', () => {
    expect(describeText(catalog, { type: set })).not.toContain('fields:');
    const older = describeText(catalog, { type: set, version: 3.2 });
    expect(older).toContain('typeVersion 3.2');
    expect(older).toContain('fields:');
    expect(describeText(catalog, { type: set, version: 2 })).toContain('keep the shape its parameters have');
  });
});
