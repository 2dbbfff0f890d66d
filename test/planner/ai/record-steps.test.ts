import { describe, expect, it } from 'vitest';
import type { Planned } from '#src/cli/run/plan-one.ts';
import { catalog, planWords, set, steps } from '../plan-words.ts';

const open = ({ issues }: Planned): string[] =>
  issues.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path ?? ''}`);
/** The steps behind each way out of a step. */
const ways = ({ connections }: Planned, from: string): (string | undefined)[] =>
  (connections[from]?.['main'] ?? []).map((way) => way?.[0]?.node);

describe.skipIf(!catalog)('a thing that came in is changed where it is', () => {
  it('by its own id, with the answer of a model in the field that was said', async () => {
    const planned = await planWords(
      'When a new Zendesk ticket is created, classify it as billing, technical or sales with OpenAI and set the tag',
    );
    expect(steps(planned)).toBe('zendeskTrigger removeDuplicates chainLlm lmChatOpenAi set zendesk');
    expect(set(planned, 'chainLlm')['text']).toContain(
      'Answer with exactly one of these and nothing else: billing, technical, sales',
    );
    expect(set(planned, 'zendesk')).toEqual({
      resource: 'ticket',
      operation: 'update',
      id: `={{ $('New ticket in Zendesk').item.json["ticket.id"] }}`,
      updateFields: {
        tags: `={{ [...($('New ticket in Zendesk').item.json["ticket.tags"].split(" ").filter(Boolean)), $json.ai_category.trim()] }}`,
      },
    });
    expect(planned.notDone).toEqual([]);
    expect(open(planned)).toEqual([]);
  });

  it('takes the choices of the field where no classes were said', async () => {
    const planned = await planWords('When a new issue is created in Linear, set the priority with AI');
    expect(set(planned, 'chainLlm')['text']).toContain('else: Urgent, High, Medium, Low, No Priority');
    expect(set(planned, 'linear')).toMatchObject({
      issueId: "={{ $('New issue in Linear').item.json.data.id }}",
      updateFields: {
        priorityId:
          '={{ ({"urgent":1,"high":2,"medium":3,"low":4,"no priority":0})[$json.ai_category.trim().toLowerCase()] }}',
      },
    });
    expect(open(planned)).toEqual([]);
  });

  it('asks for the classes, and for what goes where, when nobody said them', async () => {
    const planned = await planWords(
      "Classify new bugs in Linear with OpenAI's GPT-4. Automatically classifies and routes new bug reports in Linear using AI.",
    );
    expect(steps(planned)).toBe('linearTrigger if set chainLlm lmChatOpenAi set set linear');
    expect(set(planned, 'lmChatOpenAi')['model']).toMatchObject({ value: 'gpt-4' });
    expect(set(planned, 'linear')).toMatchObject({ resource: 'issue', operation: 'update' });
    expect(JSON.stringify(set(planned, 'linear'))).toContain("$('What goes where').item.json.routes");
    expect(planned.notDone).toEqual([]);
    const value = 'parameters.assignments.assignments[0].value';
    expect(open(planned)).toEqual([`not-said ${value}`, `not-said ${value}`]);
  });

  it('has a way for each class where the field takes ids, picked by the name', async () => {
    const planned = await planWords(
      'When a new email arrives in Gmail, label it with AI as invoice, support or spam and post it to #mail',
    );
    expect(steps(planned)).toBe('gmailTrigger chainLlm lmChatOpenAi set switch gmail gmail gmail slack');
    const labels = ['invoice', 'support', 'spam'].map((one) => `Set the label in Gmail: ${one}`);
    expect(ways(planned, 'Which one?')).toEqual(labels);
    expect(set(planned, 'gmail')).toMatchObject({
      operation: 'addLabels',
      messageId: "={{ $('New e-mail in Gmail').item.json.id }}",
      labelIds: [{ cachedResultName: 'invoice' }],
    });
    // What comes behind is done whatever it was.
    expect(labels.flatMap((name) => ways(planned, name))).toEqual(['Post to #mail', 'Post to #mail', 'Post to #mail']);
    expect(planned.notDone).toEqual([]);
  });

  it('asks what goes where in a description as well', async () => {
    const planned = await planWords('Label Gmail emails. Automatically labels incoming Gmail emails with OpenAI.');
    expect(steps(planned)).toBe('gmailTrigger set chainLlm lmChatOpenAi set gmail');
    expect(open(planned)).toEqual(['not-said parameters.assignments.assignments[0].value']);
    expect(planned.notDone).toEqual([]);
  });

  it('is read first where the trigger tells its id alone', async () => {
    const planned = await planWords(
      'When a Trello card is created, classify it with AI as bug or feature and move the card to the matching list',
    );
    expect(steps(planned)).toBe('trelloTrigger if trello chainLlm lmChatOpenAi switch trello trello');
    expect(set(planned, 'trello')).toMatchObject({ resource: 'card', operation: 'get' });
    expect(planned.notDone).toEqual([]);
  });

  it.each([
    ['Airtable', 'When a new row is added to Airtable', 'airtable', 'id', '.id'],
    ['Google Sheets', 'When a new row is added to Google Sheets', 'googleSheets', 'row_number', '.row_number'],
  ])('a row of %s gets its column', async (app, start, type, key, path) => {
    const planned = await planWords(
      `${start}, classify the feedback as positive or negative with AI and write the category back to ${app}`,
    );
    const trigger = planned.nodes[0]?.name;
    expect(set(planned, type)).toMatchObject({
      operation: 'update',
      columns: {
        mappingMode: 'defineBelow',
        matchingColumns: [key],
        value: { [key]: `={{ $('${trigger}').item.json${path} }}`, Category: '={{ $json.text.trim() }}' },
      },
    });
    expect(planned.notDone).toEqual([]);
  });

  it('only what is of the class goes where the class goes', async () => {
    const planned = await planWords(
      'When an email arrives in Outlook, categorize it with AI as urgent or not urgent and move it to the folder Urgent',
    );
    expect(ways(planned, 'Which one?')).toEqual(['Set the folder in Microsoft Outlook']);
    expect(JSON.stringify(set(planned, 'switch'))).not.toContain('not urgent');
  });

  it('goes on to the places that were said for each', async () => {
    const planned = await planWords(
      'When a new email arrives in Gmail, classify it with AI as billing or tech and route billing to #money and tech to #tech',
    );
    expect(ways(planned, 'Which one?')).toEqual(['Post to #money', 'Post to #tech']);
    expect(planned.notDone).toEqual([]);
    const routed = await planWords('When a new email arrives in Gmail, route it with AI to #billing or #tech');
    expect(ways(routed, 'Which one?')).toEqual(['Post to #billing', 'Post to #tech']);
  });

  it('labels that are there stay', async () => {
    const { nodes } = await planWords(
      'Prioritize new GitHub issues in acme/web with AI as low, medium or high and add the label',
    );
    expect(JSON.stringify(nodes)).toContain('body.issue.labels.map((one) => one.name)), $json.ai_rating.trim()]');
  });

  it.each([
    ['When a new ticket is created in Zendesk, set its priority to high', 'set its priority to high'],
    ['When a new Linear issue is created, label it with AI as bug or feature', 'label it with AI as bug or feature'],
  ])('what the app lets nobody set is not done: %s', async (request, part) => {
    const { notDone, text = '' } = await planWords(request);
    expect(`${notDone.join()} ${text}`).toContain(part);
  });

  it.each([
    'Wenn ein neues Issue in Linear erstellt wird, setze die Priorität mit KI',
    'Cuando se crea un issue en Linear, establece la prioridad con IA',
    "Quand un ticket Zendesk est créé, étiquette-le avec l'IA comme facture ou technique",
    'Klassifiziere neue Zendesk-Tickets mit KI als Rechnung, Technik oder Vertrieb und setze das Schlagwort',
    'Clasifica los nuevos tickets de Zendesk con IA como facturación, técnico o ventas y actualiza las etiquetas',
  ])('in every language: %s', async (request) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(open(planned)).toEqual([]);
    expect(planned.nodes.at(-1)?.parameters).toMatchObject({ operation: 'update' });
  });
});
