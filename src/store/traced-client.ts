import pg from 'pg';
import { span } from '#src/telemetry/spans.ts';

/**
 * A connection whose statements are spans inside of whatever runs. Only what kind of statement it is and of which table:
 * MikroORM writes values into its statements, so their text holds what people said, and OpenTelemetry's own
 * instrumentation of `pg` would export it.
 */
export class TracedClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of pg, handed on as they are
  override query(...args: any[]): any {
    const query = super.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    const [statement] = args as unknown[];
    // Cursors and callbacks have other ends than a promise's.
    if (typeof statement !== 'string' || typeof args.at(-1) === 'function') return query(...args);
    const { operation, table } = namesIn(statement);
    const fields = {
      'db.system.name': 'postgresql',
      'db.namespace': this.database,
      'db.operation.name': operation,
      'db.collection.name': table,
      'server.address': this.host,
      'server.port': this.port,
    };
    const name = table ? `${operation} ${table}` : operation;
    return span(name, { kind: 'client', inside: true, fields }, () => query(...args));
  }
}

/** Read from before the first value only, so that nothing somebody said can be taken for a name. */
export function namesIn(statement: string): { operation: string; table: string | undefined } {
  const [text = ''] = statement.slice(0, 10_000).split(/'|\$[a-z]*\$/i, 1);
  const word = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const inner = word === 'WITH' ? /\b(insert|update|delete)\b/i.exec(text)?.[1]?.toUpperCase() : undefined;
  const table = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_][a-z0-9_]{0,62})\b/i.exec(text)?.[1]?.toLowerCase();
  return { operation: inner ?? (word === 'WITH' ? 'SELECT' : word), table };
}
