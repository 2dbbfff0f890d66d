import { toOperatorMessage } from '#src/errors.ts';
import { networkCauseOf } from '#src/network-cause.ts';
import { print } from '../output.ts';

/** What one check found: a sentence for the operator, and lines that belong under it. */
export interface Verdict {
  /** `warns`: it works, but somebody should look. `FAILS`: Flowsmith, or this part of it, does not work. */
  state: 'ok' | 'warns' | 'FAILS';
  says: string;
  details?: string[];
}

export interface Check {
  name: string;
  run(): Promise<Verdict>;
}

export const ok = (says: string, details: string[] = []): Verdict => ({ state: 'ok', says, details });
export const warns = (says: string, details: string[] = []): Verdict => ({ state: 'warns', says, details });
export const fails = (says: string, details: string[] = []): Verdict => ({ state: 'FAILS', says, details });

const checkTimeoutMs = 30_000;

/** Runs them one after the other and prints each as it ends, in lines or as JSON. Returns whether any fails. */
export async function runChecks(checks: readonly Check[], asJson: boolean): Promise<boolean> {
  let failed = false;
  for (const { name, run } of checks) {
    const verdict = await bounded(run);
    failed ||= verdict.state === 'FAILS';
    printVerdict(name, verdict, asJson);
  }
  return failed;
}

export function printVerdict(name: string, { state, says, details = [] }: Verdict, asJson: boolean): void {
  if (asJson) {
    print(JSON.stringify({ check: name, state: state.toLowerCase(), says, details }));
    return;
  }
  print(`${state.padEnd(5)} ${name}: ${says}`);
  for (const line of details) print(`        ${line}`);
}

async function bounded(run: Check['run']): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((done) => {
    timer = setTimeout(() => done(fails(`no answer within ${checkTimeoutMs / 1000} s.`)), checkTimeoutMs);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    return toVerdict(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The error in the operator's words, with what the network said of it. */
export function toVerdict(error: unknown): Verdict {
  const says = toOperatorMessage(error).split('\n');
  const why = networkCauseOf(error)?.why;
  const known = why === undefined || says.join(' ').includes(why);
  return fails(says[0] ?? 'failed', [...says.slice(1), ...(known ? [] : [`The network says: ${why}.`])]);
}

/** One request over HTTP, its answer as far as it is JSON. Throws what fetch throws. */
export async function askJson(
  url: string,
  init: RequestInit = {},
  fetcher: typeof fetch = fetch,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetcher(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000), ...init });
  const text = (await response.text()).slice(0, 100_000);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, body: record };
}
