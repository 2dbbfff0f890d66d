import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { N8nAccess } from './gate.ts';
import { createExchange, createSender, type SendToN8n } from './http.ts';

export interface Capabilities {
  /** Workflow settings take invisible tags (2.24): the best place for a marker. */
  customTelemetryTags: boolean;
  /** `/publish` and `/unpublish` (2.33); before, `/activate` and `/deactivate`. */
  publishEndpoint: boolean;
  /** Archive and unarchive (2.15). */
  archive: boolean;
  /** What the key may do, `/discover` (2.14). */
  discover: boolean;
  /** Executions can be tried again (1.118). */
  retry: boolean;
  /** Executions can be stopped (2.12). */
  stop: boolean;
  /** Credentials can be listed (2.8). */
  credentialList: boolean;
  /** The versions of a workflow can be listed (2.33). */
  history: boolean;
  /** A version can be read (2.40). */
  versions: boolean;
}

export interface N8nRelease {
  /** e.g. `2.40.7`; undefined when n8n does not say. */
  version?: string;
  /** The operator's setting, n8n's settings endpoint (before 1.123), its page (since 1.118), or nowhere. */
  versionFrom: 'setting' | 'settings' | 'page' | 'unknown';
  capabilities: Capabilities;
}

/**
 * What this n8n is and can do. An instance that hides its version gets the capabilities every version has.
 * Throws N8nError only when n8n cannot be reached at all.
 */
export async function readRelease(config: N8nAccess, options: { timeoutMs?: number } = {}): Promise<N8nRelease> {
  if (config.version) return toRelease(config.version.replace(/^v/, ''), 'setting');
  const send = createSender(config, options.timeoutMs ?? 10_000);
  const fromSettings = versionInSettings(await readPage(send, '/rest/settings'));
  if (fromSettings) return toRelease(fromSettings, 'settings');
  const fromPage = versionInPage(await readPage(send, '/'));
  return fromPage ? toRelease(fromPage, 'page') : toRelease(undefined, 'unknown');
}

/**
 * Proves with one cheap call that n8n answers and takes the key; for `/readyz` and `doctor`.
 * Throws N8nError: `n8n_unauthorized` or `n8n_forbidden` for the key, others for n8n or the way to it.
 */
export async function checkKey(config: N8nAccess, options: { timeoutMs?: number } = {}): Promise<void> {
  const send = createSender(config, options.timeoutMs ?? 5_000);
  const query = { limit: '1', excludePinnedData: 'true' };
  await send({ act: 'check', method: 'GET', path: '/api/v1/workflows', query });
}

/**
 * How far the clock of n8n, or of the proxy in front of it, is ahead of this process's, in milliseconds; right to a second
 * or two, because HTTP dates have no smaller parts. Undefined where no date comes. Throws N8nError.
 */
export async function readClockAhead(
  config: N8nAccess,
  options: { timeoutMs?: number } = {},
): Promise<number | undefined> {
  const exchange = createExchange(config, options.timeoutMs ?? 5_000);
  const sent = Date.now();
  const { headers } = await exchange({
    act: 'check',
    method: 'GET',
    url: new URL(`${config.baseUrl}/healthz`),
    maxBytes: 65_536,
    beyond: 'drop',
  });
  const date = Date.parse(String(headers['date']));
  return Number.isNaN(date) ? undefined : Math.round(date + 500 - (sent + Date.now()) / 2);
}

/** Like `checkKey`; an n8n that is only asked too much already is there all the same. */
export async function checkReady(config: N8nAccess): Promise<void> {
  try {
    await checkKey(config);
  } catch (error) {
    const busy = error instanceof N8nError && ['n8n_rate_limited', 'n8n_calls_waiting'].includes(error.code);
    if (!busy) throw error;
  }
}

/** What a version can do; unknown means no more than the oldest. */
export function capabilitiesOf(version: string | undefined): Capabilities {
  return {
    customTelemetryTags: isAtLeast(version, 2, 24),
    publishEndpoint: isAtLeast(version, 2, 33),
    archive: isAtLeast(version, 2, 15),
    discover: isAtLeast(version, 2, 14),
    retry: isAtLeast(version, 1, 118),
    stop: isAtLeast(version, 2, 12),
    credentialList: isAtLeast(version, 2, 8),
    history: isAtLeast(version, 2, 33),
    versions: isAtLeast(version, 2, 40),
  };
}

function toRelease(version: string | undefined, versionFrom: N8nRelease['versionFrom']): N8nRelease {
  return { ...(version ? { version } : {}), versionFrom, capabilities: capabilitiesOf(version) };
}

function isAtLeast(version: string | undefined, major: number, minor: number): boolean {
  const found = /^(\d+)\.(\d+)/.exec(version ?? '');
  if (!found) return false;
  const difference = Number(found[1]) - major;
  return difference > 0 || (difference === 0 && Number(found[2]) >= minor);
}

/** An answer of any status means "reached": only silence is a failure here. */
async function readPage(send: SendToN8n, path: string): Promise<string> {
  try {
    return String(await send({ act: 'check', method: 'GET', path, as: 'page' }));
  } catch (error) {
    if (error instanceof N8nError && error.status !== undefined) return '';
    throw error;
  }
}

const settingsSchema = z.object({ data: z.object({ versionCli: z.string().regex(/^\d+\.\d+\.\d+/) }) });

function versionInSettings(text: string): string | undefined {
  return settingsSchema.safeParse(parseJson(text)).data?.data.versionCli;
}

const releaseSchema = z.object({ release: z.string() });

/** The page carries its release for error reports: a meta tag with base64 of `{"release":"n8n@2.40.7"}`. */
function versionInPage(html: string): string | undefined {
  const tag = /<meta\b[^>]*\bname=["']n8n:config:sentry["'][^>]*>/i.exec(html)?.[0];
  const content = /\bcontent=["']([A-Za-z0-9+/=]+)["']/i.exec(tag ?? '')?.[1];
  if (!content) return undefined;
  const release = releaseSchema.safeParse(parseJson(Buffer.from(content, 'base64').toString('utf8'))).data?.release;
  return /^n8n@(\d+\.\d+\.\d+\S*)$/.exec(release ?? '')?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
