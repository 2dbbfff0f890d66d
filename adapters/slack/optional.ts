import type { Logger } from '#src/log.ts';
import { toDeliveryError } from './delivery-error.ts';

/** Calls a workspace may not have given us the permission for. Nothing depends on them. */
export interface OptionalCalls {
  /** The answer; undefined when the call failed or is not tried at the moment. Never throws. */
  attempt<T>(team: string, call: () => Promise<T>): Promise<T | undefined>;
  /** True while calls of this workspace are not tried. */
  isPaused(team: string): boolean;
}

/** Reasons that last: the scope is missing, or the app, workspace or conversation is of a kind that cannot have it. */
const lasting = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'access_denied',
  'team_access_not_granted',
  'unknown_method',
  'method_not_supported_for_channel_type',
  'feature_not_enabled',
  'not_an_agent',
  'no_permission',
]);
const pauseMs = 10 * 60_000;

/** After a refusal that lasts a workspace is left alone for ten minutes: somebody may have reinstalled the app then. */
export function createOptionalCalls(log: Logger, what: string): OptionalCalls {
  const pausedUntil = new Map<string, number>();
  const isPaused = (team: string): boolean => (pausedUntil.get(team) ?? 0) > Date.now();
  return {
    isPaused,
    async attempt(team, call) {
      if (isPaused(team)) return undefined;
      try {
        return await call();
      } catch (error) {
        const { code } = toDeliveryError(error);
        log.info({ code, what }, 'optional slack call failed');
        if (lasting.has(code.replace(/^slack_/, ''))) pausedUntil.set(team, Date.now() + pauseMs);
        return undefined;
      }
    },
  };
}
