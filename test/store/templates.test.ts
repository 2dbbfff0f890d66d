import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { saveTemplate, seedOwnTemplates, toTemplate } from '#src/planner/templates/saved.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { type EntityManager, openStore, type Store } from '#src/store/orm.ts';
import { deleteTemplate, findTemplate, findTemplates, listTemplates, seedTemplates } from '#src/store/templates.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { draft, draftNode } from '../workflow/documents.ts';

const secret = 'xoxb-123456789012-abcdefghijkl';
const wanted = (name: string) =>
  draft(
    [
      draftNode('Start', 'manualTrigger'),
      draftNode('Call', 'httpRequest', {
        url: `https://user:hunter22@example.com/?q={{ $json.a }}`,
        password: 'hunter2',
        sendHeaders: true,
        headerParameters: {
          parameters: [
            { name: 'Authorization', value: 'Basic abc' },
            { name: 'Accept', value: 'text/csv' },
          ],
        },
        credentials: { x: 1 },
        text: secret,
        token: '={{ $json.token }}',
      }),
    ],
    [],
    { name },
  );

describe('templates in PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let store: Store;
  let em: EntityManager;
  const tenants: string[] = [];
  const save = (tenant: number, name: string) =>
    store.fork().transactional((inner) =>
      saveTemplate(inner, {
        tenant: tenants[tenant] ?? '',
        name,
        description: `About ${name}`,
        draft: wanted(name),
        createdBy: 'anna',
      }),
    );
  const slugs = async (words: string, tenant: string | null = null, limit = 3) =>
    (await findTemplates(store.fork(), tenant, words, limit)).map(({ slug }) => slug);

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openStore(database.url);
    em = store.fork();
    for (const id of ['T1', 'T2']) tenants.push((await ensureTenant(em, 'slack', { id })).id);
  });
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  it('seeds its own once, changes what changed, removes what is gone', async () => {
    expect(await Promise.all([seedOwnTemplates(store.fork()), seedOwnTemplates(store.fork())])).toContain(0);
    expect(await listTemplates(store.fork(), null)).toHaveLength(ownTemplates.length);
    expect(await seedOwnTemplates(store.fork())).toBe(0);
    const odd = {
      slug: 'odd',
      name: 'Odd',
      description: '',
      technique: null,
      words: '',
      slots: [],
      document: {} as never,
    };
    expect(await seedTemplates(store.fork(), [odd])).toBe(ownTemplates.length + 1);
    expect(await seedTemplates(store.fork(), [{ ...odd, name: 'Even' }])).toBe(1);
    expect(await seedOwnTemplates(store.fork())).toBe(ownTemplates.length + 1);
  });

  it('reads back what it wrote', async () => {
    const row = await findTemplate(store.fork(), null, 'weather-every-morning');
    const [own] = ownTemplates.filter(({ slug }) => slug === 'weather-every-morning');
    const { assumed: _, ...draft } = own?.draft ?? { assumed: [] };
    // Kept with sentences: a code says nothing to whoever reads the row, nor to the version before.
    const assumptions = ['The weather comes from Open-Meteo, a public service that needs no key.'];
    const slots = own?.slots.map(({ asked: _asked, ...slot }) => slot);
    expect(row && toTemplate(row)).toEqual({ ...own, slots, draft: { ...draft, assumptions } });
    expect(slots?.map(({ ask }) => ask)).toContain('For which place?');
  });

  it.each([
    ['tell me when our website is down', 'website-down-alert'],
    ['invoices from e-mail into a spreadsheet', 'invoice-mail-to-sheet'],
    ['weather', 'weather-every-morning'],
    ['chatbot with memory', 'chat-assistant'],
    ['vacation request', 'leave-request'],
    ['birthdays', 'birthday-greetings'],
    ['expnse aproval', 'expense-approval'],
    ['wether forcast', 'weather-every-morning'],
  ])('finds “%s”', async (words, slug) => {
    expect(await slugs(words)).toContain(slug);
  });

  it('finds nothing for nothing, and takes no syntax', async () => {
    for (const words of ['', ' ', '!!! & | ( : *', "'; delete; --", 'x'.repeat(10_000), 'zzzzqqqq'])
      expect(await slugs(words)).toEqual([]);
    expect(await listTemplates(store.fork(), null)).toHaveLength(ownTemplates.length);
  });

  it('shows a saved template to its tenant only', async () => {
    expect(await save(0, 'Quokka report')).toMatchObject({ kind: 'saved' });
    expect(await slugs('quokka', tenants[0])).toEqual(['quokka-report']);
    expect(await slugs('quokka', tenants[1])).toEqual([]);
    expect(await slugs('quokka')).toEqual([]);
    expect(await findTemplate(store.fork(), tenants[1] ?? '', 'quokka-report')).toBeNull();
    expect((await listTemplates(store.fork(), tenants[0] ?? '')).map(({ slug }) => slug)).toContain('quokka-report');
  });

  it('keeps no secret and no credential', async () => {
    await save(0, 'With secrets');
    const row = await findTemplate(store.fork(), tenants[0] ?? '', 'with-secrets');
    const parameters = row && toTemplate(row)?.draft.nodes[1]?.parameters;
    expect(parameters).toEqual({
      url: 'https://user:@example.com/?q={{ $json.a }}',
      password: '',
      sendHeaders: true,
      headerParameters: {
        parameters: [
          { name: 'Authorization', value: '' },
          { name: 'Accept', value: 'text/csv' },
        ],
      },
      text: '',
      token: '={{ $json.token }}',
    });
    expect(JSON.stringify(row)).not.toMatch(/hunter|xoxb|Basic abc/);
  });

  it('gives a name once per tenant, also at once', async () => {
    const kinds = (await Promise.all([save(1, 'Same'), save(1, 'same!')])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['name-taken', 'saved']);
    expect(await save(0, 'Same')).toMatchObject({ kind: 'saved' });
  });

  it('deletes what a tenant saved, and nothing else', async () => {
    expect(await deleteTemplate(store.fork(), tenants[0] ?? '', 'same')).toBe(true);
    expect(await deleteTemplate(store.fork(), tenants[0] ?? '', 'same')).toBe(false);
    expect(await deleteTemplate(store.fork(), tenants[0] ?? '', 'contact-form')).toBe(false);
    expect(await findTemplate(store.fork(), tenants[1] ?? '', 'same')).not.toBeNull();
  });

  it('searches by words alone where pg_trgm is not there', async () => {
    await em.execute('drop extension pg_trgm cascade');
    expect(await slugs('tell me when our website is down')).toContain('website-down-alert');
    expect(await slugs('wether')).toEqual([]);
    expect(await store.hasSchemaDrift()).toBe(false);
  });
});
