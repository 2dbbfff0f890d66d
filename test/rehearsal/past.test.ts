import { describe, expect, it, vi } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { N8nError } from '#src/errors.ts';
import type { PastRun } from '#src/n8n/past-run.ts';
import { toPastExample } from '#src/rehearsal/samples/past/example.ts';
import { createMasking } from '#src/rehearsal/samples/past/mask.ts';
import { readPastExample } from '#src/rehearsal/samples/past/read.ts';
import { chain, hook, slack } from '#test/contract/n8n-workflows.ts';

function masked(item: Record<string, unknown>, said: string[] = []) {
  const masking = createMasking(said);
  masking.learn(item);
  return masking.mask(item);
}

const catalog = createCoreCatalog();

describe('data of a real execution, masked', () => {
  const body = {
    firstName: 'Maria',
    lastName: 'Lopez-Núñez',
    email: 'maria.lopez@acme-industries.com',
    phone: '+34 612 345 678',
    note: 'Maria asked for the invoice, call her at 0612 345678 — Jürgen Klopp knows',
    amount: 12_000,
    total: '1,234,567.00',
    stage: 'won',
    currency: 'EUR',
    closedAt: '2026-11-28T10:11:12.000Z',
    birthday: '1987-04-23',
    iban: 'DE89 3704 0044 0532 0130 00',
    cardNumber: 4_111_111_111_111_111,
    customerId: 48_213_377,
    orderId: 'A-1043',
    apiToken: 'k3y-which-is-nobodys-business',
    company: 'Acme Industries SL',
    street: 'Calle Mayor 5, 3º',
    vip: true,
    nothing: null,
    empty: '',
    page: 'https://acme-industries.com/customers/maria?token=abc123def456',
    assignees: [{ name: 'Maria Lopez-Núñez' }, { name: 'Otto Kern' }],
    items: [{ sku: 'PX-7', name: 'Blue paper', price: 3.5, quantity: 2 }],
    raw: '{"customer":"Otto Kern","amount":5}',
    'Wie heißen Sie?': 'Otto Kern',
  };

  it('keeps amounts, times, states and things, and nobody else', () => {
    const made = masked(body, ['=New invoice {{ $json.body.note }}', 'invoice']);
    expect(made).toMatchObject({
      ...{ amount: 12_000, total: '1,234,567.00', stage: 'won', currency: 'EUR', orderId: 'A-1043', vip: true },
      ...{ nothing: null, empty: '', closedAt: '2026-11-28T10:11:12.000Z', birthday: '1987-01-01' },
      items: [{ sku: 'PX-7', name: 'Blue paper', price: 3.5, quantity: 2 }],
    });
    expect(Object.keys(made)).toEqual(Object.keys(body));
    expect(JSON.stringify(made)).not.toMatch(
      /maria|lopez|acme|612|klopp|j[uü]rgen|otto|kern|calle|mayor|3704|4111|48213377|nobodys|abc123/i,
    );
    expect(made['note']).toContain('invoice');
  });

  it('keeps the shape: an address is one, a number is one of as many digits, JSON stays JSON', () => {
    const made = masked(body) as Record<string, string>;
    expect(made['email']).toMatch(/^[a-z.]+@example\.com$/);
    expect(made['phone']).toMatch(/^\+34 \d{3} \d{3} \d{3}$/);
    expect(String(made['customerId'])).toMatch(/^\d{8}$/);
    expect(made['cardNumber']).toBeTypeOf('number');
    expect(String(made['cardNumber'])).toHaveLength(16);
    expect(new URL(made['page'] ?? '').host).toBe('example.com');
    expect(JSON.parse(made['raw'] ?? '')).toMatchObject({ amount: 5 });
    expect(made['firstName']).toMatch(/^\p{Lu}\p{Ll}+$/u);
  });

  it('keeps what kind of file it is, labels, counts and ranges', () => {
    const item = {
      filename: 'invoice-miller.pdf',
      labels: [{ name: 'bug', color: 'd73a4a' }],
      size: '11-50',
      number: 42,
    };
    expect(masked(item)).toEqual({ ...item, filename: 'example.pdf' });
  });

  it('keeps the same the same and others apart', () => {
    const { people } = masked({
      people: ['a@x.de', 'b@x.de', 'a@x.de'].map((email) => ({
        email,
        name: `Name ${email === 'a@x.de' ? 'One' : 'Two'}`,
      })),
    }) as { people: { email: string; name: string }[] };
    expect(people[0]).toEqual(people[2]);
    expect(people[0]?.email).not.toBe(people[1]?.email);
    expect(people[0]?.name).not.toBe(people[1]?.name);
  });

  it('leaves what the workflow itself says, but no secret', () => {
    const made = masked({ answer: 'Gold member', token: 'Gold member', domain: 'boss@acme.com' }, [
      'Gold member',
      '@acme.com',
    ]);
    expect(made['answer']).toBe('Gold member');
    expect(made['token']).toBe('[secret removed]');
    expect(made['domain']).toMatch(/^(?!boss)[a-z]+@acme\.com$/);
  });

  it.each([
    ['a name in a field of another name', { value: 'Maria Lopez' }, /maria|lopez/i],
    ['small letters', { q7: 'maria' }, /maria/i],
    ['a name in the words of somebody', { message: 'hi, this is maria lopez from acme' }, /maria|lopez|acme/i],
    ['a key', { byPerson: { 'maria@acme.com': 3 } }, /maria|acme/i],
    [
      'a header',
      { headers: { 'x-forwarded-for': '84.23.11.9', authorization: 'Bearer abc', cookie: 'a=b' } },
      /84\.23|Bearer|a=b/,
    ],
    ['a name before an address', { from: 'Maria Lopez <maria@acme.com>' }, /maria|lopez|acme/i],
    ['a title with a name', { title: 'Offer for Maria Lopez' }, /maria|lopez/i],
    ['a list of addresses', { to: 'maria@acme.com, otto@kern.de' }, /maria|otto/i],
    ['deeply', { a: { b: [{ c: { user: { login: 'mlopez' } } }] } }, /mlopez/],
    ['a page', { data: '<p title="Maria Lopez">Maria Lopez</p>' }, /maria|lopez/i],
    ['somebody who did something', { createdBy: 'Maria Lopez', productOwner: 'Otto Kern' }, /maria|otto/i],
    ['a postal code', { address: { postal_code: '50667' } }, /50667/],
    ['the end of a card', { card: { last4: '4242', exp_year: 2027 } }, /4242|2027/],
    ['an id of somebody', { user: 'U0ANA1234', customer_id: 88_123, ref: '88123' }, /U0ANA|88123/],
    ['a file', { filename: 'invoice-miller.pdf' }, /miller/],
    ['what is nobody’s business', { gender: 'female', diagnosis: 'F32.1', nationality: 'Polish' }, /female|F32|Polish/],
    ['a number as text', { value: '0612345678' }, /0612345678/],
    ['a place', { lat: 52.520_008, lng: 13.404_954 }, /52\.520008|13\.4049/],
    ['an opaque id', { sessionKey: 'kJ3n4Bv0pQ9xZ7', ref: 'kJ3n4Bv0pQ9xZ7aa' }, /kJ3n4Bv0/],
  ])('masks %s', (_what, item, never) => {
    expect(JSON.stringify(masked(item))).not.toMatch(never);
  });

  it('is bounded', () => {
    const deep: Record<string, unknown> = {};
    let at = deep;
    for (let depth = 0; depth < 200; depth += 1) at = at['a'] = {} as Record<string, unknown>;
    expect(JSON.stringify(masked(deep)).length).toBeLessThan(200);
    const large = masked({ list: Array.from({ length: 5000 }, () => ({ status: 'x'.repeat(5000) })) });
    expect(JSON.stringify(large).length).toBeLessThan(20_000);
  });
});

describe('the example after a real execution', () => {
  const workflow = chain(hook('past'), slack());
  const [trigger, told] = workflow.nodes;
  const run = (change: Partial<PastRun> = {}): PastRun => ({
    ...{ id: '7', startedAt: '2026-11-28T10:00:00.000Z', nodes: workflow.nodes },
    gave: new Map([
      [trigger?.name ?? '', { items: [{ body: { name: 'Maria', amount: 7 } }], output: 0 }],
      [told?.name ?? '', { items: [{ ok: true }, { ok: false }], output: 0, given: 2 }],
    ]),
    ...change,
  });
  const trace = (name: string | undefined, of = toPastExample(run(), workflow, catalog)) => of?.steps.get(name ?? '');

  it('is of steps that were the same then, once per item where several came', () => {
    expect(trace(trigger?.name)).toEqual({ items: [{ body: { name: 'Anna', amount: 7 } }] });
    expect(trace(told?.name)).toEqual({ items: [{ ok: true }] });
    const others = workflow.nodes.map((node) => ({
      ...node,
      parameters: { ...node.parameters, path: 'other', text: 'other' },
    }));
    expect(toPastExample(run({ nodes: others }), workflow, catalog)).toBeUndefined();
    expect(toPastExample(run({ nodes: [] }), workflow, catalog)).toBeUndefined();
    expect(toPastExample(undefined, workflow, catalog)).toBeUndefined();
  });

  it('is of a step that has another name now', () => {
    const renamed = workflow.nodes.map((node) => (node === trigger ? { ...node, name: 'Before' } : node));
    const gave = new Map([['Before', { items: [{ body: { amount: 7 } }], output: 0 }]]);
    expect(trace(trigger?.name, toPastExample(run({ nodes: renamed, gave }), workflow, catalog))?.items).toHaveLength(
      1,
    );
  });

  it('stays within its size', () => {
    const items = Array.from({ length: 5 }, () => ({
      lines: Array.from({ length: 10 }, (_, at) => ({
        [`status${at}`]: 'open '.repeat(4),
        list: Array(10).fill({ state: 'a'.repeat(60), unit: 'b'.repeat(60) }),
      })),
    }));
    const large = toPastExample(
      run({ gave: new Map([[trigger?.name ?? '', { items, output: 0 }]]) }),
      workflow,
      catalog,
    );
    expect(JSON.stringify([...(large?.steps ?? [])]).length).toBeLessThan(61_000);
  });

  it('is not there where n8n refuses, does not answer or is late, and nothing else is hidden', async () => {
    const refusing = async () => {
      throw new N8nError('n8n_forbidden', { code: 'n8n_forbidden', userMessage: 'no' });
    };
    expect(await readPastExample({ pastRun: refusing }, '1', workflow, { catalog })).toBeUndefined();
    expect(await readPastExample({ pastRun: async () => undefined }, '1', workflow, { catalog })).toBeUndefined();
    vi.useFakeTimers();
    const late = readPastExample({ pastRun: () => new Promise(() => {}) }, '1', workflow, { catalog });
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(await late).toBeUndefined();
    const broken = async () => {
      throw new TypeError('a flaw of ours');
    };
    await expect(readPastExample({ pastRun: broken }, '1', workflow, { catalog })).rejects.toThrow('a flaw of ours');
  });
});
