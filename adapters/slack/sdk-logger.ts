import { LogLevel } from '@slack/bolt';
import type { Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from '#src/log.ts';

/**
 * Slack's SDKs speak through our logger, one level lower than they shout: what matters is logged by us where it is
 * handled. Their debug output quotes request bodies and is dropped.
 */
export function toSlackLogger(log: Logger): SlackLogger {
  const at =
    (level: 'debug' | 'info') =>
    (first: unknown, ...rest: unknown[]) =>
      log[level]({ sdk: first instanceof Error ? first.name : first, parts: rest.length }, 'slack sdk');
  return {
    debug: () => {},
    info: at('debug'),
    warn: at('info'),
    error: at('info'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
