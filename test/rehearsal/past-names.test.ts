import { describe, expect, it } from 'vitest';
import { createMasking } from '#src/rehearsal/samples/past/mask.ts';

/** Nobody's name is a word of these. */
const fields = (
  'name Name firstName full_name displayName nick login host event_name eventName eventOrganizer itemBuyer department_head ' +
  'source_person_name status state stage type kind category priority level plan tier event action source method mode ' +
  'product productName item item_name colour department region city country language unit channel environment version ' +
  'format mimeType locale symbol lead_status customer_type contact_source member_level ticketHolder winner speaker ' +
  'organiser title subject label value answer q7 note message id key code ref reference order ticket sku number slug ' +
  'amount quantity rating total discount created at due start_date zone profile filename attachment url link page ip ' +
  'phone mobile street address zip company organization tenant birthday iban vat userAgent lat tags password'
).split(' ');

const values = [
  'Zelda Quorn',
  'zelda quorn',
  'ZELDA QUORN',
  'Zelda quorn',
  'Quorn, Zelda',
  'Zelda van der Quorn',
  'Zelda Quorn-Zelda',
  'Zelda_Quorn',
  'zelda.quorn',
  'zelda-quorn',
  'ZeldaQuorn',
  'Fired Zelda Quorn',
  'Interview Zelda Quorn',
  'closed by Zelda Quorn',
  'open: zelda quorn',
  'Order 77 Zelda Quorn',
  'Zelda Quorn <zelda@quorn.example>',
  'Zelda Quorn zelda@quorn.example',
  'Zelda;Quorn;zelda@quorn.example',
  'Zelda Quorn 4111 1111 1111 1111',
  'Zelda Quorn\nCalle Mayor 5',
  '2 Quorn',
  'Zelda1987',
  'zelda.quorn.pdf',
  'https://example.org/zelda.quorn',
  'zelda://quorn',
  '["Zelda Quorn"]',
  '{"state":"Zelda Quorn"}',
];

/** What a field stands in. */
const holders: Record<string, (field: string, value: string) => Record<string, unknown>> = {
  'by itself': (field, value) => ({ [field]: value }),
  'in an order form': (field, value) => ({ quantity: 2, email: 'zelda@quorn.example', price: 3.5, [field]: value }),
  'in a form without an address': (field, value) => ({ quantity: 2, price: 20, color: 'red', [field]: value }),
  'beside a number of a shop and somebody': (field, value) => ({ sku: 'V-1', customer: { id: 7 }, [field]: value }),
  'of somebody in a list': (field, value) => ({ attendees: [{ sku: 'V-1', [field]: value }] }),
  'below headers': (field, value) => ({ headers: { [field]: value } }),
};

function kept(item: Record<string, unknown>, said: string[] = []): string {
  const masking = createMasking(said);
  masking.learn(item);
  return JSON.stringify(masking.mask(item));
}

describe("somebody's name", () => {
  it.each(Object.keys(holders))('survives in no field %s', (holder) => {
    const survived = fields.flatMap((field) =>
      values.flatMap((value) => {
        const made = kept(holders[holder]?.(field, value) ?? {}, ['New order {{ $json.body.quantity }}']);
        return /zelda|quorn/i.test(made) ? [`${field}: ${value} → ${made}`] : [];
      }),
    );
    expect(survived).toEqual([]);
  });

  it.each(fields)('met in %s is masked in every other place', (field) => {
    const made = kept({
      status: 'zelda',
      byWho: { zelda: 1, 'Zelda (open)': 2 },
      data: 'quorn',
      [field]: 'Zelda Quorn',
    });
    expect(made).not.toMatch(/zelda|quorn/i);
  });

  it.each([
    '王小明',
    '王 小明',
    'محمد علي',
    'Зельда Кворн',
    'зельда кворн',
    'Ångström Žofie',
    "O'Zelda",
    '5 王小明',
    '王小明 <w@x.example>',
  ])('survives in no writing: %s', (name) => {
    const [word = ''] = name.match(/\p{L}{2,}/u) ?? [];
    const survived = fields.filter((field) =>
      kept({ [field]: name })
        .toLowerCase()
        .includes(word.toLowerCase()),
    );
    expect(survived).toEqual([]);
  });

  it('said in JSON is masked in every other place', () => {
    const made = kept({ raw: '{"customer":"zelda quorn"}', status: 'zelda', byWho: { quorn: 2 } });
    expect(made).not.toMatch(/zelda|quorn/i);
  });

  it('under which something is kept stays one of its own', () => {
    const made = JSON.parse(kept({ byWho: { 'Zelda Quorn': 1, 'Zelda Berg': 2 } }));
    expect(Object.values(made.byWho)).toEqual([1, 2]);
  });

  it('survives in no name of a field', () => {
    for (const key of [
      'Zelda Quorn',
      'Zelda Quorn (owner)',
      'Order of Zelda Quorn',
      'Quorn, Zelda',
      'Status Zelda Quorn',
    ])
      expect(kept({ [key]: 3 })).not.toMatch(/zelda|quorn/i);
  });

  it('stands for one person wherever it is', () => {
    const made = kept({ name: 'Zelda Quorn', quantity: 2, status: 'Fired Zelda Quorn', host: 'Zelda Quorn' });
    expect(JSON.parse(made)).toMatchObject({ name: 'Anna Example', quantity: 2, host: 'Anna Example' });
  });
});

describe('what is nobody’s', () => {
  it.each([
    [{ status: 'open', stage: 'Closed Won', priority: 'HIGH', action: 'in_progress', lead_status: 'new' }],
    [{ currency: 'EUR', locale: 'de-DE', mimeType: 'application/vnd.ms-excel', color: '#FFAABB', type: 'wichtig' }],
    [{ 'Order Number': 'A-1043', 'Email Address': '', 'Due Date': '2026-11-28', 'Date de création': '' }],
    [{ line_items: [{ sku: 'PX-7', name: 'Blue paper', price: 3.5, quantity: 2 }] }],
    [{ labels: [{ name: 'bug', color: 'd73a4a' }], event: 'issue.opened', status: 'Erledigt', state: 'en attente' }],
  ])('stays: %j', (item) => {
    expect(JSON.parse(kept(item))).toEqual(item);
  });

  it('stays where the workflow says it, and others stay apart', () => {
    const said = ['={{ $json.plan === "Golden Circle" }}', 'Golden Circle'];
    const made = JSON.parse(
      kept({ plan: 'Golden Circle', tier: 'Circle golden', cities: [{ city: 'San Pao' }, { city: 'Bad Tölz' }] }, said),
    );
    expect(made).toMatchObject({ plan: 'Golden Circle', tier: 'Circle golden' });
    expect(made.cities).toEqual([{ city: 'Example city' }, { city: 'Example city 2' }]);
  });
});
