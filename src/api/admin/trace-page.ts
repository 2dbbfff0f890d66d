import type { FoundTrace } from '#src/engine/trace/read.ts';
import type { Trace, TraceState, TraceStep } from '#src/engine/trace/trace.ts';
import { ago, code, duration, type Html, html, type Part, table } from './html.ts';
import { traceLink } from './work.ts';

/** Without the names that the command line tells. */
const states: Record<TraceState['code'], string> = {
  being_answered: 'It is being answered.',
  waiting_for_its_turn: 'It waits for a worker.',
  being_written: 'It is being written to n8n.',
  waiting_for_an_answer: 'A question was asked and has no answer yet.',
  waiting_for_a_decision: 'A draft waits for a decision, or for what it still needs.',
  to_be_shown: 'What is to be shown was not taken yet; the next try comes by itself.',
  not_shown: 'What is true by now will not be shown on a card: it was refused.',
  failed: 'It failed.',
  done: 'Nothing more happens by itself.',
};

/** The life of one request, or why it is not certain which. Pure. */
export function tracePage(found: FoundTrace, now: Date): Html {
  const body = found.kind === 'one' ? life(found.trace, now) : several(found);
  return html`<header><h1>${found.kind === 'one' ? html`Request <code>${found.trace.reference}</code>` : 'Requests'}</h1><a href="/admin">Overview</a></header><main>${body}</main>`;
}

function several(found: Exclude<FoundTrace, { kind: 'one' }>): Part {
  if (found.kind === 'unknown')
    return html`<section><p>Nothing here has this reference or id. A reference is ten of the digits 0-9 and a-f. What was refused at the door was never kept: look for it in the log.</p></section>`;
  const words =
    found.kind === 'adopted'
      ? 'Nobody asked Flowsmith for this workflow: it was there before. What was asked about it since, the newest first:'
      : 'Several requests begin so:';
  return html`<section><p>${words}</p><ul>${found.references.map((one) => html`<li>${traceLink(one)}</li>`)}</ul></section>`;
}

function life({ request, state, drafts, workflows, steps, owed, unanswered, truncated }: Trace, now: Date): Part {
  return [
    html`<section aria-label="State"><h2>${states[state.code]}</h2>${state.until && html`<p>Until ${ago(state.until, now)}</p>`}
<ul>
${request && html`<li>Asked ${ago(request.at, now)} on ${request.platform} (<code>${request.tenant}</code>) by <code>${request.by.key}</code></li>`}
${drafts.map(({ id, status, revision }) => html`<li>Draft <code>${id}</code>, revision ${revision}: ${status}</li>`)}
${workflows.map(({ id, n8nId, state: is, own }) => html`<li>${own ? 'Workflow' : 'About workflow'} <code>${id}</code>, in n8n <code>${n8nId}</code>: ${is}</li>`)}
</ul></section>
<section aria-label="Steps"><h2>Steps</h2>${table('Steps', ['When', 'After', 'Step', 'Outcome', 'By', 'About'], steps.map(row), 'Nothing is on record any more.')}${truncated && html`<p class="quiet">There is more: see the audit trail.</p>`}</section>`,
    owed.length > 0 &&
      html`<section aria-label="Owed"><h2>Owed to people</h2>${table(
        'Owed',
        ['What', 'Platform', 'Owed', 'Tries', 'State', 'Why'],
        owed.map(({ kind, platform, owedAt, attempts, dueAt, failure }) => [
          ...[kind, platform, ago(owedAt, now), attempts],
          dueAt ? html`due ${ago(dueAt, now)}` : html`<span class="bad">given up</span>`,
          code(failure),
        ]),
        '',
      )}</section>`,
    unanswered.length > 0 &&
      html`<section aria-label="Unanswered"><h2>Sent to n8n, without an answer yet</h2><ul>${unanswered.map(({ about, job, sentAt, mayArriveUntil }) => html`<li><code>${about}</code> by <code>${job}</code>, sent ${ago(sentAt, now)}, may arrive until ${ago(mayArriveUntil, now)}</li>`)}</ul></section>`,
  ];
}

function row(step: TraceStep): Part[] {
  const { at, gapMs, step: what, outcome, by, revision, draft, event, job, workflow, attempts, errors, cost } = step;
  const id = (name: string, value: string | undefined): Part => value && html`${name} <code>${value}</code> `;
  return [
    html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time>`,
    gapMs < 2_000 ? `${gapMs} ms` : duration(gapMs),
    html`<span class="${what === 'failed' ? 'bad' : ''}">${what}</span>`,
    outcome.split(': ').map((part, index) => `${index > 0 ? ': ' : ''}${code(part)}`),
    by && html`<code>${by.key}</code>`,
    [
      revision !== undefined && `revision ${revision} `,
      errors !== undefined && `${errors} findings `,
      attempts !== undefined && `${attempts} tries `,
      cost && html`${cost.model}: ${cost.calls} calls, ${cost.promptTokens} tokens in, ${cost.completionTokens} out `,
      ...[id('job', job), id('workflow', workflow), event ? id('event', event) : id('draft', draft)],
    ],
  ];
}
