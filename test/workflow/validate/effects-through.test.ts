import { describe, expect, it } from 'vitest';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { chain, link, node, draftNode as step } from '../documents.ts';

const catalog = await fullCatalog();
const row = (...nodes: DraftNode[]): Draft =>
  ({
    ...{ name: 'Test', description: '', assumptions: [], nodes },
    connections: nodes.slice(1).map((one, index) => link(nodes[index]?.name ?? '', one.name)),
  }) as unknown as Draft;
const start = step('Start', 'scheduleTrigger', { rule: { interval: [{ field: 'days' }] } });
const often = (rule: object) => step('Often', 'scheduleTrigger', { rule: { interval: [rule] } });
const id = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const slack = (text: string) => step('Post', 'slack', { select: 'channel', channelId: id('#a', 'name'), text });
const paid = step('Paid', 'stripeTrigger', { events: ['charge.succeeded'] });
const pass = (name = 'Pass') => step(name, 'noOp');
const form = (field: object) =>
  step('Form', 'formTrigger', { formTitle: 'Order', formFields: { values: [{ fieldLabel: 'Phone', ...field }] } });
const set = (name: string, value: string, more = {}) =>
  step('Set', 'set', { assignments: { assignments: [{ id: '1', name, type: 'string', value }] }, ...more });
const contact = (value: string) =>
  step('Contact', 'pipedrive', {
    ...{ resource: 'person', operation: 'update', personId: '1', updateFields: { name: value } },
  });
const sheet = (columns: object) =>
  step('Row', 'googleSheets', {
    ...{ operation: 'appendOrUpdate', documentId: id('a1234567890'), sheetName: id('A', 'name'), columns },
  });
const auto = { mappingMode: 'autoMapInputData', matchingColumns: ['Id'], value: {} };
const photo = (additionalFields: object) =>
  step('Photo', 'telegram', { operation: 'sendPhoto', chatId: '1', file: 'https://a.b/c', additionalFields });
const say = (text: string, more = {}) =>
  step('Say', 'telegram', { chatId: '1', text, additionalFields: { appendAttribution: false, ...more } });
const feed = step('Feed', 'rssFeedRead', { url: 'https://example.com/feed' });
const keep = (inputDataFieldName: string) =>
  step('Keep', 'googleDrive', {
    ...{ name: 'x', driveId: id('My Drive', 'list'), folderId: id('folder1'), inputDataFieldName },
  });
const insert = (fields?: string) =>
  step('Insert', 'mongoDb', { operation: 'insert', collection: 'a', ...(fields === undefined ? {} : { fields }) });
const ticket = (article?: object) =>
  step('Ticket', 'zammad', {
    ...{ resource: 'ticket', operation: 'create', title: 'x', group: 'y', customer: 'a@b.c' },
    ...(article ? { article } : {}),
  });
const written = { articleDetails: { body: 'x', subject: 'y', visibility: 'public', article_type: 'note' } };

describe.skipIf(!catalog)('what a draft would do without anybody noticing, a step later', () => {
  it.each<[string, Draft, Draft]>([
    [
      'amount-in-cents',
      row(paid, pass(), pass('Second'), slack('=Paid {{ $json.data.object.amount }}')),
      row(paid, pass(), slack('=Paid {{ $json.data.object.amount / 100 }}')),
    ],
    ['field-may-be-empty', row(form({}), pass(), contact('={{ $json.Phone }}')), row(form({}), contact('Ann'))],
    [
      'field-may-be-empty',
      row(form({}), set('n', '={{ $json.Phone }}'), contact('={{ $json.n }}')),
      row(form({}), set('n', "={{ $json.Phone || 'none' }}"), contact('={{ $json.n }}')),
    ],
    ['field-may-be-empty', row(form({}), sheet(auto)), row(form({ requiredField: true }), sheet(auto))],
    [
      'markup-may-break',
      row(form({}), photo({ caption: '={{ $json.Phone }}', parse_mode: 'Markdown' })),
      row(form({}), photo({ caption: '={{ $json.Phone }}' })),
    ],
    [
      'markup-may-break',
      row(form({}), step('Ask', 'telegram', { operation: 'sendAndWait', chatId: '1', message: '={{ $json.Phone }}?' })),
      row(
        form({}),
        step('Edit', 'telegram', { operation: 'editMessageText', chatId: '1', text: '={{ $json.Phone }}' }),
      ),
    ],
    ['markup-may-break', row(start, say('see my_report now')), row(start, say('see *my* report'))],
    [
      'markup-may-break',
      row(start, say('=on {{ $now }} see [here')),
      row(start, say('see my_report', { parse_mode: 'HTML' })),
    ],
    [
      'seen-again',
      row(often({ field: 'cronExpression', expression: '*/10 * * * *' }), feed, slack('x')),
      row(often({ field: 'cronExpression', expression: '0 9 * * *' }), feed, slack('x')),
    ],
    [
      'seen-again',
      row(often({ field: 'minutes' }), feed, set('t', '={{ $json.title }}'), slack('={{ $json.t }}')),
      row(often({ field: 'days' }), feed, set('t', '={{ $json.title }}'), slack('={{ $json.t }}')),
    ],
    [
      'first-attachment-only',
      row(form({ fieldType: 'file' }), keep('Phone_0')),
      row(form({ fieldType: 'file', multipleFiles: false }), keep('Phone')),
    ],
    ['missing-parameter', row(start, insert()), row(start, insert('name, mail'))],
    ['missing-parameter', row(start, ticket()), row(start, ticket(written))],
    ['missing-parameter', row(start, ticket({})), row(start, ticket(written))],
  ])('%s', (code, wrong, right) => {
    if (!catalog) return;
    const found = (draft: Draft) => validateDraft(draft, { catalog }).filter((issue) => issue.code === code);
    expect(found(wrong)).not.toEqual([]);
    expect(found(right)).toEqual([]);
  });

  it('rows that are deleted or changed without a filter block a draft: n8n refuses to publish it', () => {
    if (!catalog) return;
    const rows = { resource: 'row', operation: 'deleteRows', dataTableId: id('a') };
    const found = validateDraft(row(start, step('Rows', 'dataTable', rows)), { catalog });
    expect(found.filter(({ code, severity }) => code === 'missing-parameter' && severity === 'error')).not.toEqual([]);
  });

  it.each<[string, object, object]>([
    ['missing-parameter', {}, { inputSource: 'passthrough' }],
    ['missing-parameter', { workflowInputs: { values: [] } }, { workflowInputs: { values: [{ name: 'a' }] } }],
  ])('a trigger that n8n does not publish: %s', (code, wrong, right) => {
    if (!catalog) return;
    const said = (parameters: object) =>
      validateWorkflow(chain(node('Start', 'executeWorkflowTrigger', { ...parameters }), node('Next', 'noOp')), {
        catalog,
      }).map((issue) => issue.code);
    expect(said(wrong)).toContain(code);
    expect(said(right)).not.toContain(code);
  });
});
