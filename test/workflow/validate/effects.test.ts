import { describe, expect, it } from 'vitest';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { link, draftNode as step } from '../documents.ts';

const catalog = await fullCatalog();

const row = (...nodes: DraftNode[]): Draft =>
  ({
    ...{ name: 'Test', description: '', assumptions: [], nodes },
    connections: nodes.slice(1).map((node, index) => link(nodes[index]?.name ?? '', node.name)),
  }) as unknown as Draft;
const paid = step('Paid', 'stripeTrigger', { events: ['charge.succeeded'] });
const said = (text: string, more = {}) =>
  step('Say', 'telegram', { chatId: '1', text, additionalFields: { parse_mode: 'HTML', ...more } });
const slack = (text: string) =>
  step('Post', 'slack', { select: 'channel', channelId: { __rl: true, mode: 'name', value: '#a' }, text });
const charge = (amount: unknown) =>
  step('Charge', 'stripe', { resource: 'charge', customerId: 'c', currency: 'eur', source: 's', amount });
const minutes = (field: string) => step('Often', 'scheduleTrigger', { rule: { interval: [{ field }] } });
const feed = step('Feed', 'rssFeedRead', { url: 'https://example.com/feed' });
const unique = step('New', 'removeDuplicates', {
  operation: 'removeItemsSeenInPreviousExecutions',
  dedupeValue: '={{ $json.link }}',
});
const mails = step('Mails', 'gmailTrigger', { simple: false, options: { downloadAttachments: true } });
const upload = (inputDataFieldName: string) =>
  step('Keep', 'googleDrive', {
    ...{ name: 'x', driveId: { __rl: true, mode: 'list', value: 'My Drive' }, inputDataFieldName },
    folderId: { __rl: true, mode: 'id', value: 'folder1' },
  });
const form = (requiredField: boolean) =>
  step('Form', 'formTrigger', {
    formTitle: 'Order',
    formFields: { values: [{ fieldLabel: 'Phone', fieldType: 'text', requiredField }] },
  });
const distinct = step('Distinct', 'removeDuplicates', {
  operation: 'removeItemsSeenInPreviousExecutions',
  dedupeValue: "={{ $json['Phone'] }}",
});
const contact = (phone: string) =>
  step('Contact', 'pipedrive', {
    resource: 'person',
    operation: 'update',
    personId: '1',
    updateFields: { name: phone },
  });
const folder = (folderId?: unknown) =>
  step('Watch', 'googleDrive', {
    ...{ name: 'x', driveId: { __rl: true, mode: 'list', value: 'My Drive' } },
    ...(folderId === undefined ? {} : { folderId }),
  });
const columns = (value?: unknown) =>
  step('Row', 'googleSheets', {
    ...{ operation: 'append', documentId: { __rl: true, mode: 'id', value: 'abcdefghijkl' } },
    sheetName: { __rl: true, mode: 'name', value: 'A' },
    ...(value === undefined ? {} : { columns: value }),
  });

describe.skipIf(!catalog)('what a draft would do without anybody noticing', () => {
  it.each<[string, Draft, Draft]>([
    [
      'amount-in-cents',
      row(paid, slack('=Paid {{ $json.data.object.amount }}')),
      row(paid, slack('=Paid {{ $json.data.object.amount / 100 }}')),
    ],
    ['amount-in-cents', row(minutes('days'), charge(19.99)), row(minutes('days'), charge(1999))],
    [
      'amount-in-cents',
      row(minutes('days'), charge('={{ $json.total }}')),
      row(minutes('days'), charge('={{ $json.total * 100 }}')),
    ],
    [
      'markup-may-break',
      row(feed, said('={{ $json.title }}', { parse_mode: 'Markdown' })),
      row(feed, said('={{ $json.title }}')),
    ],
    [
      'markup-may-break',
      row(feed, step('Say', 'telegram', { chatId: '1', text: '={{ $json.title }}' })),
      row(feed, step('Say', 'telegram', { chatId: '1', text: 'Done' })),
    ],
    ['first-attachment-only', row(mails, upload('attachment_0')), row(mails, upload('data'))],
    [
      'seen-again',
      row(minutes('minutes'), feed, slack('={{ $json.title }}')),
      row(minutes('minutes'), feed, unique, slack('={{ $json.title }}')),
    ],
    [
      'seen-again',
      row(minutes('hours'), feed, slack('={{ $json.title }}')),
      row(minutes('weeks'), feed, slack('={{ $json.title }}')),
    ],
    [
      'seen-again',
      row(minutes('minutes'), feed, step('Keep', 'postgres', { operation: 'insert' })),
      row(minutes('minutes'), feed, step('Keep', 'postgres', { operation: 'upsert' })),
    ],
    ['field-may-be-empty', row(form(false), distinct), row(form(true), distinct)],
    [
      'field-may-be-empty',
      row(form(false), contact('={{ $json.Phone }}')),
      row(form(false), contact("={{ $json.Phone || 'unknown' }}")),
    ],
    [
      'missing-parameter',
      row(minutes('days'), folder()),
      row(minutes('days'), folder({ __rl: true, mode: 'list', value: 'root' })),
    ],
    [
      'missing-parameter',
      row(minutes('days'), columns()),
      row(minutes('days'), columns({ mappingMode: 'autoMapInputData', value: {} })),
    ],
  ])('%s', (code, wrong, right) => {
    if (!catalog) return;
    const found = (draft: Draft) => validateDraft(draft, { catalog }).filter((issue) => issue.code === code);
    expect(found(wrong)).not.toEqual([]);
    for (const issue of found(wrong)) expect(toMessage(issue, 'es')).not.toBe(issue.message);
    expect(found(right)).toEqual([]);
  });

  it('says nothing of a step that was there before', () => {
    if (!catalog) return;
    const before = row(paid, slack('=Paid {{ $json.data.object.amount }}'));
    expect(validateDraft(before, { catalog, before }).map(({ code }) => code)).not.toContain('amount-in-cents');
  });
});
