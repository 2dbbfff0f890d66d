import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '#src/catalog/catalog.ts';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { toRiskyStep } from '#src/catalog/effects/step.ts';
import { needWith } from '#src/engine/drafts/need.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { needOf, peopleIn } from '#src/policy/approval-rules.ts';
import type { TenantPolicy } from '#src/policy/roles.ts';
import { doingsOf } from '#src/workflow/validate/policy/risks.ts';
import { policies } from './drawn-policies.ts';

const catalog = createCatalog({ kind: 'core', n8nVersion: '2.40.7' } as never, {});
const base = 'n8n-nodes-base';
/** Steps with different effects, each in several forms. */
const forms: { type: string; parameters: Record<string, unknown>[] }[] = [
  {
    type: `${base}.mySql`,
    parameters: [
      { operation: 'executeQuery', query: 'SELECT 1' },
      { operation: 'executeQuery', query: 'DELETE FROM t' },
      { operation: 'insert' },
    ],
  },
  {
    type: `${base}.emailSend`,
    parameters: [{ toEmail: 'ana@acme.com' }, { toEmail: 'x@gmail.com' }, { toEmail: '={{ $json.to }}' }],
  },
  {
    type: `${base}.slack`,
    parameters: [
      { resource: 'message', operation: 'post', text: 'a' },
      { resource: 'message', operation: 'post', text: '<!channel> a' },
    ],
  },
  {
    type: `${base}.stripe`,
    parameters: [
      { resource: 'charge', operation: 'get' },
      { resource: 'charge', operation: 'create' },
    ],
  },
  { type: `${base}.code`, parameters: [{ jsCode: 'return []' }, { jsCode: 'return [1]' }] },
];

interface Step {
  kind: 'change' | 'add' | 'remove' | 'time' | 'switch' | 'name' | 'setting';
  at: number;
  form: number;
  value: number;
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>('change', 'add', 'remove', 'time', 'switch', 'name', 'setting'),
    at: fc.nat(5),
    form: fc.nat(20),
    value: fc.nat(23),
  }),
  { minLength: 1, maxLength: 6 },
);

let made = 0;
function nodeOf({ form, value }: Pick<Step, 'form' | 'value'>): N8nNode {
  const { type, parameters } = forms[form % forms.length] ?? { type: '', parameters: [] };
  made += 1;
  return {
    id: `n${made}`,
    name: `Step ${made}`,
    type,
    typeVersion: 1,
    position: [0, 0],
    parameters: parameters[value % parameters.length] ?? {},
  } as N8nNode;
}

/** In a row, from the clock on. */
function row(nodes: N8nNode[], settings: Record<string, unknown> = {}): N8nWorkflow {
  const connections = Object.fromEntries(
    nodes
      .slice(0, -1)
      .map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }]),
  );
  return { name: 'w', nodes, connections, settings } as unknown as N8nWorkflow;
}

function taken({ nodes, settings }: N8nWorkflow, { kind, at, form, value }: Step): N8nWorkflow {
  const [clock, ...rest] = nodes as [N8nNode, ...N8nNode[]];
  const index = rest.length > 0 ? at % rest.length : -1;
  const swap = (change: (node: N8nNode) => N8nNode) =>
    rest.map((node, place) => (place === index ? change(node) : node));
  if (kind === 'time') return row([{ ...clock, parameters: { hour: value } }, ...rest], settings);
  if (kind === 'add') return row([clock, ...rest, nodeOf({ form, value })], settings);
  if (kind === 'remove') return row([clock, ...rest.filter((_, place) => place !== index)], settings);
  if (kind === 'setting') return row([clock, ...rest], { ...settings, executionTimeout: value });
  if (kind === 'name') return row([clock, ...swap((node) => ({ ...node, notes: `${value}` }) as N8nNode)], settings);
  if (kind === 'switch') return row([clock, ...swap((node) => ({ ...node, disabled: !node.disabled }))], settings);
  return row(
    [
      clock,
      ...swap((node) => ({
        ...node,
        parameters: nodeOf({ form: forms.findIndex(({ type }) => type === node.type), value }).parameters,
      })),
    ],
    settings,
  );
}

const plainly = ({ parameters, disabled }: N8nNode): string => JSON.stringify([parameters, disabled ?? false]);
const stepOf = ({ type, parameters }: N8nNode) => toRiskyStep({ type, parameters, version: 1 }, undefined);

describe('small steps', () => {
  const clock = {
    id: 'clock',
    name: 'Clock',
    type: `${base}.scheduleTrigger`,
    typeVersion: 1,
    position: [0, 0],
    parameters: { hour: 8 },
  } as unknown as N8nNode;
  const house = (policy: TenantPolicy): TenantPolicy => ({ ...policy, domains: ['acme.com'] });
  const call = { called: new Map(), catalog };

  it('take no less with other times, and other times no less with them', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        policies,
        fc.array(fc.record({ form: fc.nat(20), value: fc.nat(23) }), { maxLength: 3 }),
        steps,
        (given, begun, all) => {
          const roles = house(given);
          const first = row([clock, ...begun.map(nodeOf)]);
          const at = (workflow: N8nWorkflow): N8nWorkflow =>
            taken(workflow, { kind: 'time', at: 0, form: 0, value: 99 });
          const changed = all.filter(({ kind }) => kind !== 'time').reduce(taken, first);
          const demandsOf = (workflow: N8nWorkflow) =>
            needWith({ roles, earlier: [] }, workflow, { before: first, ...call })?.demands ?? [];
          const both = demandsOf(at(changed));
          const onlyLooks = doingsOf(changed, { before: first, house: roles, ...call }).length === 0;
          for (const { from, need } of [...demandsOf(at(first)), ...(onlyLooks ? [] : demandsOf(changed))])
            expect(both.find((one) => one.from === from)?.need ?? 0).toBeGreaterThanOrEqual(need);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('never take less altogether than the whole would', { timeout: 120_000 }, () => {
    let stricter = 0;
    fc.assert(
      fc.property(
        policies,
        fc.array(fc.record({ form: fc.nat(20), value: fc.nat(23) }), { minLength: 1, maxLength: 3 }),
        steps,
        (given, begun, all) => {
          const roles = house(given);
          const first = row([clock, ...begun.map(nodeOf)]);
          const demandedAt = (
            workflow: N8nWorkflow,
            before: N8nWorkflow | undefined,
            earlier: { workflow: N8nWorkflow; people: number }[],
          ) => needWith({ roles, earlier }, workflow, { before, ...call })?.demands ?? [];
          const earlier = [{ workflow: first, people: peopleIn(demandedAt(first, undefined, [])) }];
          const most = new Map<string, number>();
          let now = first;
          for (const step of all) {
            const next = taken(now, step);
            const demands = demandedAt(next, now, earlier);
            for (const { from, need } of demands) most.set(from, Math.max(need, most.get(from) ?? 0));
            earlier.unshift({ workflow: next, people: peopleIn(demands) });
            now = next;
          }
          // Where all was taken back there is nothing to approve.
          if (JSON.stringify(now) === JSON.stringify(first)) return;
          // Each step that is another one now, by itself: what it does was asked for at some time.
          const was = new Map(first.nodes.map((node) => [node.id, plainly(node)]));
          for (const node of now.nodes.filter((one) => one.id !== 'clock' && was.get(one.id) !== plainly(one)))
            for (const what of risksOf(stepOf(node), roles))
              for (const { from, need } of needOf(roles, [{ what }])?.demands ?? [])
                expect(most.get(from) ?? 0).toBeGreaterThanOrEqual(need);
          const whole = needWith({ roles, earlier: [] }, now, { before: first, ...call });
          if (whole?.because.every(({ what }) => what === 'other')) return;
          for (const { from, need } of whole?.demands ?? []) expect(most.get(from) ?? 0).toBeGreaterThanOrEqual(need);
          stricter += (whole?.demands.length ?? 0) > 0 ? 1 : 0;
        },
      ),
      { numRuns: 1_500 },
    );
    expect(stricter).toBeGreaterThan(200);
  });
});
