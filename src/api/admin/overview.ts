import type { CatalogSource } from '#src/model/catalog-source.ts';
import type { N8nSeen } from '#src/n8n/watch.ts';
import type { readNumbers } from '#src/store/numbers.ts';
import type { Operating } from '#src/store/operating.ts';
import { ago, code, duration, type Html, html, type Part, table } from './html.ts';
import { failedSection, openSection, owedSection, traceLink } from './work.ts';

export interface Overview extends Operating {
  numbers: Awaited<ReturnType<typeof readNumbers>>;
  jobs: { queue: string; state: string; count: number }[];
  n8n: N8nSeen | undefined;
  catalog: CatalogSource & { ageSeconds: number; types: number };
  /** In words, a line each. */
  policy: string[];
  version: string;
  role: string;
  /** Cached prompt tokens by model since this process started; none where it plans nothing itself. */
  cached: { model: string; tokens: number }[] | undefined;
}

const sum = (counts: { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);

/** The whole page. Pure. */
export function overviewPage(seen: Overview): Html {
  return html`<header><h1>Flowsmith</h1><span class="quiet">${seen.version}, role ${seen.role}, read <time datetime="${seen.now.toISOString()}">${seen.now.toISOString().slice(0, 19)} UTC</time></span> <a href="/admin">Read again</a></header>
<main>
${tiles(seen)}
${lookUp}
${failedSection(seen)}
${owedSection(seen)}
${openSection(seen)}
${requestsSection(seen)}
${queueSection(seen)}
${tenantsSection(seen)}
${costSection(seen)}
<section aria-label="Policy"><h2>Policy</h2><ul>${seen.policy.map((line) => html`<li>${line}</li>`)}</ul></section>
${auditSection(seen)}
</main>
<footer>Texts and names of people are not shown here. What each number means: docs/admin.md.</footer>`;
}

const lookUp = html`<section aria-label="Look up"><form method="get" action="/admin/trace"><label>Reference or id <input name="of" maxlength="100" required></label> <button>Look it up</button></form></section>`;

function tiles({ n8n, catalog, numbers, failed, now }: Overview): Html {
  const { waiting, oldest, deliveries, workflows } = numbers;
  const of = (state: string) => sum(waiting.filter((row) => row.state === state));
  const givenUp = sum(deliveries.filter(({ state }) => state === 'given_up'));
  const missing = sum(workflows.filter(({ state }) => state === 'missing'));
  const longest = Math.max(0, ...oldest.map(({ seconds }) => seconds));
  const recent = failed.filter(({ at }) => now.getTime() - at.getTime() < 86_400_000).length;
  return html`<dl class="tiles">
${tile('n8n', n8n ? (n8n.up ? 'up' : 'away') : 'not looked yet', n8n ? (n8n.up ? 'good' : 'bad') : '', n8n && html`since ${ago(n8n.since, now)}${n8n.code ? `, ${code(n8n.code)}` : ''}`)}
${tile('Running', of('running'), '', 'of all processes')}
${tile('Waiting', of('waiting'), '', longest > 0 ? `oldest ${duration(longest * 1000)}` : 'nothing')}
${tile('Failed in a day', recent, recent > 0 ? 'bad' : 'good', 'of the newest 20')}
${tile('Never delivered', givenUp, givenUp > 0 ? 'bad' : 'good', `${sum(deliveries.filter(({ state }) => state === 'owed'))} are owed`)}
${tile('Workflows', sum(workflows.filter(({ state }) => state !== 'missing')), missing > 0 ? 'bad' : '', missing > 0 ? `${missing} lost by n8n` : 'none missing')}
${tile('Catalogue', catalog.kind === 'core' ? 'built-in' : catalog.n8nVersion, catalog.kind === 'core' ? 'bad' : '', `${catalog.types} node types, known ${duration(catalog.ageSeconds * 1000)} ago`)}
</dl>`;
}

const tile = (name: string, value: Part, look: string, more: Part): Html =>
  html`<div><dt>${name}</dt><dd><span class="${look}">${value}</span><small>${more}</small></dd></div>`;

function requestsSection({ requests, now }: Overview): Html {
  const rows = requests.map((row) => [
    traceLink(row.reference),
    ago(row.at, now),
    html`${row.platform} <code>${row.tenant}</code>`,
    code(row.via ?? row.kind),
    stateOf(row),
  ]);
  return html`<section aria-label="Newest requests"><h2>Newest requests</h2>${table('Newest requests', ['Request', 'Last sign', 'Tenant', 'Which was', 'State'], rows, 'Nobody has asked for anything yet.')}</section>`;
}

function stateOf({ status, failure, draft }: Operating['requests'][number]): Part {
  if (status === 'failed') return html`<span class="bad">failed: ${code(failure) || 'no code'}</span>`;
  if (status === 'received') return 'under way';
  return draft ? `draft ${draft}` : 'answered';
}

function queueSection({ numbers, jobs }: Overview): Html {
  const queues = [...new Set(jobs.map(({ queue }) => queue))];
  const count = (queue: string, state: string) => sum(jobs.filter((row) => row.queue === queue && row.state === state));
  const states = ['waiting', 'delayed', 'active'];
  const works = numbers.oldest.map(({ work, seconds }) => {
    const of = (state: string) => sum(numbers.waiting.filter((row) => row.work === work && row.state === state));
    return [work, of('waiting'), of('running'), seconds > 0 ? duration(seconds * 1000) : 'none'];
  });
  return html`<section aria-label="Queues"><h2>Queues</h2>
${table('Work', ['Work', 'Waiting', 'Running', 'Oldest'], works, '')}
<p class="quiet">That is what the database says. Jobs are signs that something waits:</p>
${table(
  'Jobs',
  ['Queue', 'Waiting', 'Delayed', 'Active'],
  queues.map((queue) => [queue, ...states.map((state) => count(queue, state))]),
  'The queue did not answer.',
)}</section>`;
}

function tenantsSection({ tenants, now }: Overview): Html {
  const rows = tenants
    .slice(0, 50)
    .map(({ platform, tenant, name, since, waiting }) => [
      name ?? html`<span class="quiet">no name</span>`,
      html`${platform} <code>${tenant}</code>`,
      waiting === 1000 ? '1000 or more' : waiting,
      ago(since, now),
    ]);
  return html`<section aria-label="Tenants"><h2>Tenants</h2>${table('Tenants', ['Name', 'Tenant', 'Waiting', 'First seen'], rows, 'Nobody yet.')}${tenants.length > 50 && html`<p class="quiet">The newest 50; there are more.</p>`}</section>`;
}

function costSection({ cost, costOf, cached }: Overview): Html {
  const grouped = (value: number) => value.toLocaleString('en');
  const rows = cost.map(({ model, turns, calls, promptTokens, completionTokens }) => [
    html`<code>${model}</code>`,
    ...[turns, calls, promptTokens, completionTokens].map(grouped),
  ]);
  const sinceStart = cached?.filter(({ tokens }) => tokens > 0) ?? [];
  return html`<section aria-label="Model"><h2>Model, last day</h2>
${table('Model', ['Model', 'Answers', 'Calls', 'Tokens in', 'Tokens out'], rows, 'No model was called.')}
${costOf.newest && html`<p class="quiet">Of the newest ${grouped(costOf.requests)} messages and clicks of the day.</p>`}
${cost.length > 0 && html`<p class="quiet">Cached tokens are not stored by request: ${cached ? `since this process started ${sinceStart.length > 0 ? sinceStart.map(({ model, tokens }) => `${grouped(tokens)} of ${model}`).join(', ') : 'none'}` : 'see flowsmith_planner_cached_tokens_total on the workers'}.</p>`}</section>`;
}

function auditSection({ audit, now }: Overview): Html {
  if (!audit) return html`<section aria-label="Audit"><h2>Audit</h2><p class="nothing">No rows yet.</p></section>`;
  return html`<section aria-label="Audit"><h2>Audit</h2><p>Row ${audit.seq}, ${ago(audit.at, now)}, head <code>${audit.hash}</code></p>
<p class="quiet">Keep it somewhere else now and then; <code>flowsmith audit verify</code> walks the chain to it.</p></section>`;
}
