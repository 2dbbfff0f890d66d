import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import { toLoggedError } from './log-error.ts';
import { redactJson } from './policy/secrets.ts';

export type { Logger };

/** What the work at hand belongs to: on every line it logs, and told to n8n with every call. */
export interface About {
  /** Of the request, see `telemetry/reference.ts`. */
  reference: string;
  event?: string;
  draft?: string;
  /** The creation or act that runs. */
  job?: string;
  platform?: string;
  /** The platform's id of the tenant. */
  tenant?: string;
}

const about = new AsyncLocalStorage<About>();

/** Runs work whose log lines and calls to n8n shall be found by what they are about. */
export const workingOn = <T>(what: About, work: () => T): T => about.run(what, work);

/** What is worked on here; undefined outside of `workingOn`. */
export const workedOn = (): About | undefined => about.getStore();

/** Fields that may carry a secret or a person's words; pino replaces them wherever they appear at these depths. */
const redactPaths = ['token', 'apiKey', 'password', 'authorization', 'headers', 'text', 'request', 'body'].flatMap(
  (key) => [key, `*.${key}`],
);

/**
 * Root logger: JSON lines on standard error, level as a word, time in ISO 8601 (UTC). A level says who must act: error = someone wakes up, warn = look today.
 * Messages are fixed text; data goes into fields; message text, tokens and headers never, see also `log-error.ts`. What looks like a secret all the
 * same, e.g. in an error of a library that quotes what it was given, is replaced.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => toLoggedError(error) },
      mixin: () => ({ ...about.getStore() }),
      redact: { paths: redactPaths, censor: '[redacted]' },
      // Only here is everything text: errors serialized, cycles and depths cut.
      hooks: { streamWrite: clean },
    },
    destination,
  );
}

/** What lines about steps are made of: ids that platforms and we gave, codes and numbers. */
const idsAndCodes = new Set(
  `level time pid hostname reference event draft job workflow platform tenant step outcome door ms attempt times msg`.split(
    ' ',
  ),
);

/** Looking for secrets costs more than everything else about a line, and steps are most lines. */
function clean(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  if ('step' in fields && Object.entries(fields).every(([name, value]) => isIdOrCode(name, value))) return line;
  return `${JSON.stringify(redactJson(fields))}\n`;
}

const isIdOrCode = (name: string, value: unknown): boolean =>
  idsAndCodes.has(name) && (typeof value === 'number' || (typeof value === 'string' && value.length <= 64));
