import type { expressions } from '#src/language/en/issues/expressions.ts';
import type { asks, planner } from '#src/language/en/issues/planner.ts';
import type { PolicyReason, policy } from '#src/language/en/issues/policy.ts';
import type { times } from '#src/language/en/issues/times.ts';
import { does } from '#src/language/en/takes.ts';
import type { IssueCode, IssueParams } from '#src/language/issue-words.ts';

export type Examples<Codes extends IssueCode> = { readonly [Code in Codes]: readonly IssueParams<Code>[] };

const node = 'Knoten7';
const alone = [{ node }];
const place = ['Innen1', 'Aussen2'];
const type: PolicyReason = { what: 'type', place, type: 'ssh' };
const reasons: readonly PolicyReason[] = [
  type,
  { what: 'unknownType', place, type: 'acme' },
  { what: 'code', place, reached: null },
  { what: 'code', place, reached: 'require' },
  { what: 'code', place, reached: '(expression)' },
  { what: 'code', place, reached: '(unreadable)' },
  { what: 'code', place, reached: '(computed)' },
  { what: 'internal', place, host: '10.0.0.5' },
  { what: 'unknownAddress', place, value: '={{ $json.url }}' },
  { what: 'tooMuch', place },
  { what: 'codeAtRun', place },
  { what: 'credential', place },
  { what: 'agent', place },
  { what: 'unreadable', place },
  { what: 'tooDeep', place },
  { what: 'again', place, where: type },
  { what: 'runs', place, by: 'step', id: 'wf-12', why: 'unread' },
  { what: 'runs', place, by: 'again', id: 'wf-12', why: 'unseen' },
  { what: 'runs', place, by: 'failing', name: 'Fremder', where: type },
  { what: 'runs', place: [], by: 'failing', name: 'Fremder', where: { what: 'tooDeep', place } },
];
const because = reasons.map((reason) => ({ reason }));
const asked: Record<keyof typeof asks, string> = {
  messageText: '',
  slackUser: '',
  slackChannel: '',
  slackChannelId: 'vertrieb',
  email: '',
  sheet: '',
  teamsChannel: '',
  repository: '',
  table: '',
  feed: '',
  pick: 'Project “OPS”',
  formFields: '',
  imagePrompt: '',
  extractFields: '',
  classes: '',
  routes: 'Team',
};

/** Of expressions, programs, times, the policy and the planner. */
export const moreExamples: Examples<
  keyof typeof expressions | keyof typeof times | keyof typeof policy | keyof typeof planner
> = {
  'not-possible': [
    { part: 'in Jira', reason: 'no-app', app: 'Jira' },
    { part: 'pin it', reason: 'no-act', app: 'Trello' },
    { part: 'when it rings', reason: 'no-trigger', app: 'Twist' },
    { part: 'moves', reason: 'no-event', app: 'Trello' },
    { part: 'except holidays', reason: 'holidays' },
    { part: '25:00', reason: 'no-time' },
    { part: 'yesterday', reason: 'past' },
  ],
  'expression-unclosed': alone,
  'expression-syntax': [
    { node, written: null, problem: '' },
    { node, written: '{{ $json. }}', problem: 'Unexpected token' },
  ],
  'unknown-variable': [{ node, name: '$jsno' }],
  'from-ai-outside-tool': alone,
  'expression-method': [
    { node, method: 'toISOString' },
    { node, method: 'getDay' },
  ],
  'expression-without-prefix': [{ node, code: ' $json.a ' }],
  'expression-bare': [
    { node, code: '$json.a', whole: true },
    { node, code: '${$json.a}', whole: false },
  ],
  'item-without-json': [{ node, field: 'betrag' }],
  'unknown-field': [
    { node, field: 'betrag', source: 'Melder', gives: null },
    { node, field: 'betrag', source: 'Melder', gives: ['summe', 'datum'] },
    { node, field: 'betrag', source: 'Melder', gives: [] },
  ],
  'unknown-node-reference': [
    { node, name: 'Melder1', suggestion: null },
    { node, name: 'Melder1', suggestion: 'Bote2' },
  ],
  'reference-not-upstream': [
    { node, name: 'Melder' },
    { node, name: null },
  ],
  'code-empty': alone,
  'code-syntax': [
    { node, problem: null, line: 0, braces: false },
    { node, problem: 'Unexpected token', line: 17, braces: false },
    { node, problem: 'Unexpected token', line: 17, braces: true },
  ],
  'code-network': [{ node, name: 'fetch' }],
  'code-module': [{ node, module: 'fs' }],
  'code-require': [{ node, module: 'crypto' }],
  'code-process': alone,
  'expression-in-code': alone,
  'code-name-lacking': ([null, 'perItem', 'allAtOnce'] as const).map((mode) => ({ node, name: 'summe', mode })),
  'code-input-access': [{ node, method: 'first' }],
  'env-blocked': [{ node, name: '$env' }],
  'code-undeclared': [{ node, name: 'summe' }],
  'code-return': (['nothing', 'list', 'text', 'value', 'values'] as const).flatMap((got) => [
    { node, each: true, got },
    { node, each: false, got },
  ]),
  'schedule-empty': alone,
  'unknown-interval-unit': [
    { node, unit: 'fortnights', waits: true },
    { node, unit: 'fortnights', waits: false },
  ],
  'interval-out-of-range': [
    { node, value: '-4', least: 1, amount: false },
    { node, value: '-4', least: 3, amount: true },
    { node, value: '90', most: 59, refused: true },
    { node, value: '90', most: 59, refused: false },
  ],
  'time-out-of-range': [
    ...(['hour', 'minute', 'dayOfMonth', 'weekday'] as const).map(
      (what) => ({ node, what, value: '99', least: 3, most: 31 }) as const,
    ),
    { node, what: 'days' },
  ],
  'weekday-malformed': alone,
  'weekday-missing': alone,
  'invalid-cron': [
    { node, text: '' },
    { node, text: '* * nie' },
  ],
  'poll-too-often': alone,
  'denied-node-type': [...because, { type: 'ssh', by: 'machine' }, { type: 'ssh', by: 'excluded' }],
  'denied-code': because,
  'denied-address': because,
  'needs-admin': because,
  'needs-approvals': [
    { demands: [], because: [] },
    ...(Object.keys(does) as (keyof typeof does)[]).flatMap((what, index) =>
      ['approvers', 'admins', 'finance'].map((from) => ({
        demands: [{ need: 1 + (index % 2), from }],
        because: [{ what, from, need: 1 + (index % 2), ...(index % 3 === 0 ? {} : { node: 'MySQL' }) }],
      })),
    ),
  ],
  'holds-code': because,
  'unknown-address': because,
  'not-said': [
    ...Object.entries(asked).map(([ask, channel]) => ({ ask: ask as keyof typeof asks, channel })),
    { words: 'Which column?', key: 'table' },
    { words: 'Which column?', key: 'nothingKnown' },
    { words: 'Which column?', key: 'text', template: 'group' },
  ],
  'not-understood': [{ part: 'ganz nebenbei' }],
  'condition-not-understood': [{ part: 'bei Vollmond' }],
  'not-done': [{ words: ['#vertrieb'] }, { words: ['um 9 Uhr', 'sonst'] }],
  'left-out': [{ words: ['außer freitags'] }],
  'old-not-there': [{ words: ['9'] }, { words: ['um 9', '#vertrieb'] }],
  'not-asked-for': [{ step: 'Nachricht' }],
};
