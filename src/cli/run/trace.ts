import { readTrace } from '#src/engine/trace/read.ts';
import type { Trace, TraceStep, Who } from '#src/engine/trace/trace.ts';
import { ConfigError } from '#src/errors.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';

/** `trace`: what became of one request. */
export function trace(given: string, { json = false }: { json?: boolean }): Promise<void> {
  return withStore(async (store) => {
    const found = await readTrace(store.fork(), given);
    if (found.kind === 'unknown') throw new ConfigError(unknown(given));
    if (found.kind === 'several')
      throw new ConfigError(`Several requests begin with "${given}": ${found.references.join(', ')}.`);
    if (json) return print(JSON.stringify(found.kind === 'one' ? found.trace : found, null, 2));
    print((found.kind === 'one' ? toLines(found.trace) : toAdopted(found)).join('\n'));
  });
}

const unknown = (given: string): string =>
  `Nothing here has the reference or id "${given}". A reference is ten of the digits 0-9 and a-f. What was refused at the door was never kept: look for it in the log.`;

const toAdopted = ({ workflow, references }: { workflow: string; references: string[] }): string[] => [
  `Nobody asked Flowsmith for the workflow ${workflow}: it was there before.`,
  references.length === 0
    ? 'Nothing was done with it yet.'
    : 'What was asked about it since, newest first; flowsmith trace tells more of each:',
  ...references.map((reference) => `  ${reference}`),
];

function toLines(trace: Trace): string[] {
  const { request, state, drafts, workflows, steps, owed, unanswered, truncated } = trace;
  return [
    `Request ${trace.reference}`,
    ...(request
      ? [`  asked ${request.at} on ${request.platform} (${request.tenant}) by ${toName(request.by)}, ${request.via}`]
      : []),
    ...drafts.map(({ id, status, revision }) => `  draft ${id}, revision ${revision}: ${status}`),
    ...workflows.map(
      ({ id, n8nId, name, state: now, instanceUrl, own }) =>
        `  ${own ? 'workflow' : 'about workflow'} "${name}" (${id}; in n8n ${n8nId} at ${instanceUrl}): ${now}`,
    ),
    '',
    ...steps.map(toLine),
    ...(truncated ? ['… and more, which is left out here: see the audit trail.'] : []),
    ...(owed.length > 0 ? ['', 'Owed to people:'] : []),
    ...owed.map(({ kind, subject, platform, attempts, dueAt, failure }) => {
      const when = dueAt ? `due ${dueAt}` : 'GIVEN UP';
      return `  ${kind} ${subject} on ${platform}: ${when}, ${attempts} tries${failure ? `, ${failure}` : ''}`;
    }),
    ...(unanswered.length > 0 ? ['', 'Sent to n8n, without an answer yet:'] : []),
    ...unanswered.map(
      ({ about, job, sentAt, mayArriveUntil }) =>
        `  ${about} by ${job}: sent ${sentAt}, may arrive until ${mayArriveUntil}`,
    ),
    '',
    `Now: ${state.sentence}${state.until ? ` (${state.until})` : ''}`,
  ];
}

function toLine(step: TraceStep): string {
  const { at, gapMs, step: what, outcome, by, event, draft, revision, workflow, job, attempts, errors, cost } = step;
  const about = [
    ...(by ? [`by ${toName(by)}`] : []),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(errors ? [`${errors} findings`] : []),
    ...(attempts ? [`${attempts} tries`] : []),
    ...(cost ? [`${cost.model}: ${cost.calls} calls, ${cost.promptTokens}+${cost.completionTokens} tokens`] : []),
    ...(job ? [`job ${job}`] : []),
    ...(workflow ? [`workflow ${workflow}`] : []),
    ...(event ? [`event ${event}`] : draft ? [`draft ${draft}`] : []),
  ];
  return `${at} ${toGap(gapMs).padStart(9)}  ${what.padEnd(9)} ${outcome}${about.length > 0 ? ` · ${about.join(' · ')}` : ''}`;
}

const toName = ({ key, name }: Who): string => (name ? `${name} (${key})` : key);

/** Since the step before. */
function toGap(ms: number): string {
  if (ms < 1_000) return `+${ms}ms`;
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 120) return `+${(ms / 1_000).toFixed(1)}s`;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return days > 0 ? `+${days}d${hours}h` : hours > 0 ? `+${hours}h${minutes}m` : `+${minutes}m${seconds % 60}s`;
}
