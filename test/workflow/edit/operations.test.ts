import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { draft, draftNode, link } from '../documents.ts';

const daily = { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } };
const given = (): Draft =>
  draft(
    [
      draftNode('Every day', 'scheduleTrigger', daily),
      draftNode('Get weather', 'httpRequest', { url: 'https://example.com' }),
      draftNode('Post', 'slack', { text: '={{ $(\'Get weather\').item.json.t }} {{ $node["Get weather"].json.t }}' }),
    ],
    [link('Every day', 'Get weather'), link('Get weather', 'Post')],
  );
const apply = (...operations: DraftOperationInput[]) => applyOperations(given(), operations);
function done(...operations: DraftOperationInput[]): Draft {
  const result = apply(...operations);
  if (!result.ok) throw new Error(result.problem);
  return result.draft;
}
const problem = (...operations: unknown[]): string => {
  const result = applyOperations(given(), operations);
  return result.ok ? '' : `${result.index}: ${result.problem}`;
};

describe('operations on a draft', () => {
  it('add a node between two others', () => {
    const edited = done({
      op: 'addNode',
      node: { name: 'Wait', type: 'n8n-nodes-base.wait' },
      after: 'Get weather',
      before: 'Post',
    });
    expect(edited.connections).toEqual([
      link('Every day', 'Get weather'),
      link('Get weather', 'Wait'),
      link('Wait', 'Post'),
    ]);
  });

  it('remove a node and join its neighbours when asked to', () => {
    expect(done({ op: 'removeNode', name: 'Get weather', reconnect: true }).connections).toEqual([
      link('Every day', 'Post'),
    ]);
    expect(done({ op: 'removeNode', name: 'Get weather' }).connections).toEqual([]);
  });

  it('replace what a node is, keeping its name and connections', () => {
    const edited = done({
      op: 'replaceNode',
      name: 'Post',
      type: 'n8n-nodes-base.emailSend',
      parameters: { text: 'x' },
    });
    expect(edited.nodes[2]).toEqual(draftNode('Post', 'emailSend', { text: 'x' }));
    expect(edited.connections).toEqual(given().connections);
  });

  it('rename a node everywhere it is named', () => {
    const result = apply({ op: 'renameNode', name: 'Get weather', newName: "Today's weather" });
    if (!result.ok) throw new Error(result.problem);
    expect(result.draft.connections).toEqual([link('Every day', "Today's weather"), link("Today's weather", 'Post')]);
    expect(result.draft.nodes[2]?.parameters['text']).toBe(
      "={{ $('Today\\'s weather').item.json.t }} {{ $node[\"Today's weather\"].json.t }}",
    );
    expect(result.renames).toEqual({ "Today's weather": 'Get weather' });
  });

  it('remember the first name over several renames', () => {
    const twice = apply(
      { op: 'renameNode', name: 'Post', newName: 'A' },
      { op: 'renameNode', name: 'A', newName: 'B' },
    );
    expect(twice.ok && twice.renames).toEqual({ B: 'Post' });
    const back = apply(
      { op: 'renameNode', name: 'Post', newName: 'A' },
      { op: 'renameNode', name: 'A', newName: 'Post' },
    );
    expect(back.ok && back.renames).toEqual({});
  });

  it.each<[string, unknown, unknown]>([
    ['rule.interval[0].triggerAtHour', 7, { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } }],
    ['parameters.rule.interval[0].field', 'hours', { rule: { interval: [{ field: 'hours', triggerAtHour: 9 }] } }],
    [
      'rule.interval[1].field',
      'hours',
      { rule: { interval: [{ field: 'days', triggerAtHour: 9 }, { field: 'hours' }] } },
    ],
    ['options.a[0].b', 1, { ...daily, options: { a: [{ b: 1 }] } }],
    ['headers["X-Key.a"]', 'v', { ...daily, headers: { 'X-Key.a': 'v' } }],
  ])('set %s', (path, value, expected) => {
    expect(done({ op: 'setParameter', name: 'Every day', path, value }).nodes[0]?.parameters).toEqual(expected);
  });

  it('unset a parameter, close up a list', () => {
    const path = 'rule.interval[0]';
    expect(done({ op: 'unsetParameter', name: 'Every day', path }).nodes[0]?.parameters).toEqual({
      rule: { interval: [] },
    });
  });

  it('change settings of a node and of the whole', () => {
    const edited = done(
      { op: 'setNodeSettings', name: 'Post', disabled: true, onError: 'continueErrorOutput', notes: 'hi' },
      { op: 'setNodeSettings', name: 'Post', onError: null },
      { op: 'setName', name: 'Weather' },
      { op: 'setDescription', description: 'd' },
      { op: 'setTimezone', timezone: 'Europe/Berlin' },
      { op: 'setAssumptions', assumptions: ['a'] },
      { op: 'disconnect', from: 'Get weather', to: 'Post' },
      { op: 'connect', from: 'Every day', to: 'Post' },
    );
    expect(edited).toMatchObject({ name: 'Weather', description: 'd', timezone: 'Europe/Berlin', assumptions: ['a'] });
    expect(edited.nodes[2]).toMatchObject({ disabled: true, notes: 'hi' });
    expect(edited.nodes[2]?.onError).toBeUndefined();
    expect(edited.connections).toEqual([link('Every day', 'Get weather'), link('Every day', 'Post')]);
  });

  it.each<[unknown, string]>([
    [{ op: 'removeNode', name: 'get wether' }, '0: There is no node "get wether". Did you mean "Get weather"?'],
    [{ op: 'removeNode', name: 'xyz' }, '0: There is no node "xyz". The nodes are "Every day", "Get weather", "Post".'],
    [{ op: 'renameNode', name: 'Post', newName: 'Every day' }, '0: There is a node "Every day" already.'],
    [{ op: 'addNode', node: { name: 'Post', type: 'x' } }, '0: There is a node "Post" already.'],
    [{ op: 'setParameter', name: 'Post', path: 'text.a', value: 1 }, 'no object: set it as a whole'],
    [{ op: 'setParameter', name: 'Every day', path: 'rule.interval[5].a', value: 1 }, 'the next free index is 1'],
    [{ op: 'setParameter', name: 'Every day', path: 'rule.interval.a', value: 1 }, 'is a list: use an index'],
    [{ op: 'setParameter', name: 'Post', path: '__proto__.x', value: 1 }, 'is no path'],
    [{ op: 'setParameter', name: 'Post', path: 'a..b', value: 1 }, 'is no path'],
    [{ op: 'setParameter', name: 'Post', path: 'text' }, 'needs a value'],
    [{ op: 'unsetParameter', name: 'Post', path: 'texts' }, 'has no parameter "texts" to unset. Set there: text.'],
    [{ op: 'disconnect', from: 'Post', to: 'Get weather' }, '"Post" leads nowhere'],
    [{ op: 'setTimezone', timezone: 'Mars/Base' }, 'is no timezone'],
    [{ op: 'setNodeSettings', name: 'Post' }, 'needs at least one setting'],
    [{ op: 'fly' }, '0: The operation is malformed at "op"'],
    [null, '0: The operation is malformed'],
  ])('say what to do instead: %j', (operation, expected) => {
    expect(problem(operation)).toContain(expected);
  });

  it('do all or nothing', () => {
    const before = given();
    const result = applyOperations(before, [
      { op: 'setName', name: 'New' },
      { op: 'removeNode', name: 'nobody' },
    ]);
    expect(result).toMatchObject({ ok: false, index: 1 });
    expect(before).toEqual(given());
  });

  it('are at most a hundred', () => {
    expect(applyOperations(given(), Array(101).fill({ op: 'setName', name: 'x' }))).toMatchObject({ ok: false });
    expect(applyOperations(given(), [])).toMatchObject({ ok: false });
  });

  it('never throw on any JSON and never touch prototypes', () => {
    const names = fc.constantFrom('Post', 'Every day', 'x', '__proto__', 'constructor');
    const paths = fc.oneof(
      fc.string(),
      fc.constantFrom('a', 'a.b', 'text', '__proto__.x', 'constructor.prototype.x', 'rule[0]'),
    );
    const operation = fc.record(
      {
        op: fc.constantFrom(
          'addNode',
          'removeNode',
          'replaceNode',
          'renameNode',
          'setParameter',
          'unsetParameter',
          'connect',
          'disconnect',
          'setNodeSettings',
        ),
        name: names,
        newName: names,
        path: paths,
        value: fc.jsonValue(),
        type: fc.string(),
        from: names,
        to: names,
      },
      { requiredKeys: ['op'] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(operation, fc.jsonValue()), { maxLength: 6 }), (operations) => {
        applyOperations(given(), operations);
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

const long = 'You are kind.\nNever guess.\n'.repeat(150);
const listed = { rules: [{ key: 'a' }, { key: 'b' }], text: long, mail: '=Dear {{ $json.name }}, a and a' };
const withValues = (...operations: DraftOperationInput[]) => {
  const result = applyOperations(draft([draftNode('Agent', 'noOp', listed)]), operations);
  return result.ok ? result.draft.nodes[0]?.parameters : result.problem;
};
const on = { name: 'Agent' };

describe('operations within a value', () => {
  it.each<[string, DraftOperationInput, object]>([
    ['append', { op: 'appendText', ...on, path: 'text', text: 'Say hello.' }, { text: `${long}Say hello.` }],
    ['prepend', { op: 'prependText', ...on, path: 'text', text: 'First.\n' }, { text: `First.\n${long}` }],
    [
      'prepend to an expression, whose sign stays first',
      { op: 'prependText', ...on, path: 'mail', text: '=Hi! ' },
      { mail: '=Hi! Dear {{ $json.name }}, a and a' },
    ],
    [
      'replace what stands there once',
      { op: 'replaceText', ...on, path: 'mail', find: 'Dear', replace: '$& Hello' },
      { mail: '=$& Hello {{ $json.name }}, a and a' },
    ],
    [
      'replace one of several',
      { op: 'replaceText', ...on, path: 'mail', find: ' a', replace: ' b', which: 2 },
      { mail: '=Dear {{ $json.name }}, a bnd a' },
    ],
    [
      'replace all of several',
      { op: 'replaceText', ...on, path: 'text', find: 'kind', replace: 'brief', which: 'all' },
      { text: long.replaceAll('kind', 'brief') },
    ],
    [
      'take a part away',
      { op: 'replaceText', ...on, path: 'mail', find: ', a and a', replace: '' },
      { mail: '=Dear {{ $json.name }}' },
    ],
    [
      'insert an item',
      { op: 'insertItem', ...on, path: 'rules', index: 1, value: 1 },
      { rules: [{ key: 'a' }, 1, { key: 'b' }] },
    ],
    ['add an item', { op: 'insertItem', ...on, path: 'rules', value: 1 }, { rules: [{ key: 'a' }, { key: 'b' }, 1] }],
    ['begin a list', { op: 'insertItem', ...on, path: 'more.list', value: 1 }, { more: { list: [1] } }],
    [
      'change an item',
      { op: 'setItem', ...on, path: 'parameters.rules', index: 0, value: 1 },
      { rules: [1, { key: 'b' }] },
    ],
    ['remove an item', { op: 'removeItem', ...on, path: 'rules', index: 0 }, { rules: [{ key: 'b' }] }],
  ])('%s, and nothing else', (_name, operation, changed) => {
    expect(withValues(operation)).toEqual({ ...listed, ...changed });
  });

  it.each<[string, DraftOperationInput, string]>([
    [
      'a text that is not there',
      { op: 'replaceText', ...on, path: 'text', find: 'nowhere', replace: '' },
      'does not stand there',
    ],
    [
      'one of several, unsaid',
      { op: 'replaceText', ...on, path: 'text', find: 'kind', replace: '' },
      'stands there 150 times',
    ],
    ['one too many', { op: 'replaceText', ...on, path: 'mail', find: 'Dear', replace: '', which: 2 }, 'once only'],
    ['no text', { op: 'appendText', ...on, path: 'rules', text: 'x' }, 'is no text'],
    ['nothing', { op: 'appendText', ...on, path: 'prompt', text: 'x' }, 'Set there: rules, text, mail'],
    ['a place beyond the list', { op: 'removeItem', ...on, path: 'rules', index: 2 }, 'no place 2'],
    ['no list', { op: 'insertItem', ...on, path: 'text', value: 'x' }, 'is no list'],
  ])('%s: told what to do', (_name, operation, told) => {
    expect(withValues(operation)).toContain(told);
  });
});
