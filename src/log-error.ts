import { CatalogError, FlowsmithError, N8nError } from './errors.ts';

/** An error as a log line holds it. */
export interface LoggedError {
  type: string;
  /** Left out where others wrote it: servers, databases and parsers quote what they were given. */
  message?: string;
  code?: string;
  status?: number;
  retryable?: boolean;
  /** Of PostgreSQL. */
  table?: string;
  constraint?: string;
  /** Where it was thrown, without the message. */
  stack?: string;
  cause?: LoggedError;
  /** The first of several. */
  errors?: LoggedError[];
}

const mostFrames = 12;
const longestMessage = 300;
/** What stands between quotation marks is somebody's: a value, a name, a piece of JSON. */
const quoted = /"[^"]*"|“[^”]*”|„[^“]*“|«[^»]*»|`[^`]*`|(?<![\p{L}\p{N}])'[^']*'/gu;

/**
 * What of an error may be logged: type, code, place, and its words as far as Flowsmith or the runtime wrote them. Never
 * `userMessage`, nor what another server said, because both name what people asked for.
 */
export function toLoggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const fields = error as Error & Record<string, unknown>;
  const { code, status, statusCode, retryable, table, constraint, errors } = fields;
  const http = [status, statusCode].find((each) => typeof each === 'number');
  const message = isOurWords(error, http !== undefined) ? withoutQuoted(error) : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(message ? { message } : {}),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(typeof http === 'number' ? { status: http } : {}),
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(frames.length > 0 ? { stack: frames.slice(0, mostFrames).join('\n') } : {}),
    ...(error.cause instanceof Error && depth < 4 ? { cause: toLoggedError(error.cause, depth + 1) } : {}),
    ...(Array.isArray(errors) && depth < 2
      ? { errors: errors.slice(0, 3).map((each) => toLoggedError(each, depth + 2)) }
      : {}),
  };
}

function isOurWords(error: Error & { code?: unknown; query?: unknown }, fromServer: boolean): boolean {
  if (error instanceof N8nError) return false;
  if (error instanceof FlowsmithError) return true;
  if (fromServer || error instanceof SyntaxError) return false;
  // PostgreSQL's and MikroORM's hold values, and whole statements.
  return (
    !/^(?=.*\d)[0-9A-Z]{5}$/.test(String(error.code ?? '')) && !/Exception$|DatabaseError|ZodError/.test(error.name)
  );
}

function withoutQuoted(error: Error): string {
  // Names of packages, files and registries are no people's.
  const text = error instanceof CatalogError ? error.message : error.message.replace(quoted, '…');
  return text.slice(0, longestMessage);
}
