import type { DraftView } from '#src/cards/draft-card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Rehearsal, Shown, ShownStep } from '#src/model/rehearsal.ts';
import { toShortLines } from '#src/rehearsal/tell-short.ts';
import { toMessage, warning } from '#src/workflow/issues.ts';
import { catalog } from './example-drafts.ts';

const posts = (text: string): ShownStep => ({
  ...{ node: 'Tell #vip', type: 'n8n-nodes-base.slack', typeVersion: 2.3, times: 1 },
  calls: [
    [
      { path: 'channelId.value', label: 'Channel', text: '#vip', computed: false },
      { path: 'text', label: 'Message Text', text, computed: true },
    ],
  ],
  parameters: { resource: 'message', operation: 'post', channelId: { __rl: true, mode: 'name', value: '#vip' }, text },
});
const row = (name: string, email: string, message: string): ShownStep => ({
  ...{ node: 'Add a row', type: 'n8n-nodes-base.googleSheets', typeVersion: 4.7, times: 1 },
  calls: [
    [
      { path: 'columns.value.Name', label: 'Name', text: name, computed: true },
      { path: 'columns.value.Email', label: 'Email', text: email, computed: true },
      { path: 'columns.value.Message', label: 'Message', text: message, computed: true },
    ],
  ],
  parameters: {
    resource: 'sheet',
    operation: 'append',
    documentId: { __rl: true, mode: 'list', value: '1', cachedResultName: 'Contacts' },
  },
});
const mails: ShownStep = {
  ...{ node: 'Mail', type: 'n8n-nodes-base.emailSend', typeVersion: 2.1, times: 1 },
  calls: [
    [
      { path: 'toEmail', label: 'To Email', text: 'sales@example.com', computed: false },
      { path: 'subject', label: 'Subject', text: 'New contact', computed: false },
      { path: 'text', label: 'Text', text: 'Example text', computed: true },
    ],
  ],
  parameters: { toEmail: 'sales@example.com', subject: 'New contact' },
};
const ways = (output: number): Shown['branches'] => [
  { node: 'Acme?', outputs: [{ output, name: output === 0 ? 'true' : 'false', items: 1 }] },
];
const shown = (steps: ShownStep[], output: number): Shown => ({
  ...{ ended: true, steps, branches: ways(output), notReached: [] },
});

function rehearsed(change: Partial<Rehearsal>, base: Shown, reader: Reader): Pick<DraftView, 'rehearsed'> {
  const rehearsal: Rehearsal = {
    ...{ trigger: 'Form', base, variants: [], issues: [], sources: {}, notRehearsed: [{ code: 'services' }], ms: 640 },
    ...change,
  };
  const findings = rehearsal.issues.map((issue) => toMessage(issue, reader.language));
  const example = { node: 'Form', fields: [{ path: ['Name'], value: 'Anna Example' }] };
  const lines = toShortLines(rehearsal, { catalog, ...reader });
  return { rehearsed: { ...lines, findings, example } };
}

/** A draft that decides, as it is shown once it was rehearsed: a new one, a change of one that ran, one with a finding. */
export function rehearsedViews(branch: DraftView): Record<'new' | 'change' | 'finding', DraftView> {
  const made = [row('Anna Example', 'anna@example.com', 'Example text')];
  const acme = shown([...made, posts('Anna Example of Acme wrote: Example text')], 0);
  const other = shown([...made, mails], 1);
  const differs: Rehearsal['variants'][number]['differs'] = [
    { kind: 'branch', node: 'Acme?', to: 'false', before: 'true' },
    { kind: 'times', node: 'Tell #vip', times: 0, before: 1 },
    { kind: 'times', node: 'Mail', times: 1, before: 0 },
  ];
  const elsewhere: Rehearsal['variants'][number] = {
    about: { kind: 'value', node: 'Form', field: 'Email', value: 'anna@example.com' },
    shown: other,
    differs,
    issues: [],
  };
  const empty = warning(
    'rehearsal-value-empty',
    { node: 'Tell #vip', field: 'Message Text', code: '$json.Company' },
    { node: 'Tell #vip' },
  );
  const { reader } = branch;
  return {
    new: { ...branch, ...rehearsed({ variants: [elsewhere] }, acme, reader) },
    change: {
      ...branch,
      name: 'New contact from the form',
      changes: { wasPublished: true },
      difference: [wordsIn(reader.language).workflow.diff.changes('“Tell #vip”', 'Message Text')],
      ...rehearsed(
        { before: [posts('New: Anna Example')], ranAt: '2026-11-28T09:12:00.000Z', variants: [elsewhere] },
        shown(
          [row('Anna Example', 'anna@acme.com', '… invoice …'), posts('Anna Example of Acme wrote: … invoice …')],
          0,
        ),
        reader,
      ),
    },
    finding: {
      ...branch,
      ...rehearsed(
        { issues: [empty], notRehearsed: [{ code: 'imagined', node: 'Form' }] },
        shown([...made, posts('Anna Example of  wrote: Example text')], 0),
        reader,
      ),
    },
  };
}
