import type { FailedWork, OpenWork, Operating } from '#src/store/operating.ts';
import { ago, code, type Html, html, type Part, table } from './html.ts';

const names = { turn: 'turn', plan: 'planning', creation: 'creation', act: 'act in n8n' } as const;

/** To the life of one request; `of`: its reference, or an id that belongs to it. */
export const traceLink = (of: string): Html =>
  html`<a href="/admin/trace?of=${encodeURIComponent(of)}"><code>${of}</code></a>`;

/** Does it at once; the id says to what. */
const button = (path: string, id: string, words: string): Html =>
  html`<form method="post" action="${path}"><input type="hidden" name="id" value="${id}"><button aria-label="${words} ${id}">${words}</button></form>`;

/** Folded, so that nothing is done by one slip. Creations and acts go on by themselves or fail. */
const buttonsOf = ({ kind, id }: OpenWork): Part =>
  (kind === 'turn' || kind === 'plan') &&
  html`<details><summary>Act</summary><p>${button('/admin/events/release', id, 'Release')} take it up now, with all its tries</p><p>${button('/admin/events/fail', id, 'Fail')} end it; whoever caused it is told</p></details>`;

const about = ({ kind, id, reference, platform, tenant }: OpenWork | FailedWork): Part[] => [
  traceLink(reference),
  html`${names[kind]} <code>${id}</code>`,
  html`${platform} <code>${tenant}</code>`,
];

/** What waits and runs. */
export function openSection({ open, now }: Operating): Html {
  const rows = open.map((row) => [
    ...about(row),
    ago(row.at, now),
    row.attempts,
    stateOf(row, now),
    code(row.failure),
    buttonsOf(row),
  ]);
  return html`<section aria-label="Under way"><h2>Under way</h2>${table('Under way', ['Request', 'What', 'Tenant', 'Since', 'Tries', 'State', 'Last failure', 'Act'], rows, 'Nothing waits and nothing runs.')}</section>`;
}

/** Only of events is it known whether the process that took one still has it. */
function stateOf({ startedAt, held, nextAttemptAt }: OpenWork, now: Date): Part {
  if (nextAttemptAt && nextAttemptAt > now) return html`next try ${ago(nextAttemptAt, now)}`;
  if (!startedAt) return 'waits for a worker';
  if (held === false) return html`begun ${ago(startedAt, now)} by a process that is gone`;
  return html`runs, begun ${ago(startedAt, now)}`;
}

/** What ended badly lately. */
export function failedSection({ failed, now }: Operating): Html {
  const rows = failed.map((row) => [...about(row), ago(row.at, now), row.attempts, code(row.failure)]);
  return html`<section aria-label="Failed"><h2>Failed in the last 7 days</h2>${table('Failed', ['Request', 'What', 'Tenant', 'Came', 'Tries', 'Why'], rows, 'Nothing failed.')}</section>`;
}

const traced = new Set(['draft', 'former', 'turn', 'act']);

/** What people do not see as it is. */
export function owedSection({ deliveries, now }: Operating): Html {
  const rows = deliveries.map(({ kind, subject, platform, tenant, attempts, owedAt, dueAt, failure }) => [
    traced.has(kind) ? traceLink(subject) : html`<code>${subject}</code>`,
    kind,
    html`${platform} <code>${tenant}</code>`,
    ago(owedAt, now),
    attempts,
    dueAt ? html`next try ${ago(dueAt, now)}` : html`<span class="bad">given up</span>`,
    code(failure),
    !dueAt && button('/admin/deliveries/replay', subject, 'Replay'),
  ]);
  return html`<section aria-label="Not delivered"><h2>Not delivered</h2>${table('Not delivered', ['About', 'What', 'Tenant', 'Owed', 'Tries', 'State', 'Why', 'Act'], rows, 'Everything arrived.')}</section>`;
}
