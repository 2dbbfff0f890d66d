import type { ChatPlatform } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Metrics } from './metrics.ts';
import { span } from './spans.ts';

/** The platform as it is, with every call to it as a span and as a number. */
export function observePlatform(platform: ChatPlatform, metrics: Pick<Metrics, 'platformCalls'>): ChatPlatform {
  const { name } = platform;
  const call = <T>(operation: string, work: () => Promise<T>): Promise<T> =>
    span(`${name} ${operation}`, { kind: 'client', fields: { 'flowsmith.platform': name } }, async () => {
      const end = metrics.platformCalls.startTimer({ platform: name, operation });
      try {
        const answer = await work();
        end({ outcome: 'ok' });
        return answer;
      } catch (error) {
        end({ outcome: outcomeOf(error) });
        throw error;
      }
    });
  const openDirect = platform.openDirect?.bind(platform);
  return {
    name,
    linkable: platform.linkable,
    post: (...args) => call('post', () => platform.post(...args)),
    update: (...args) => call('update', () => platform.update(...args)),
    notify: (...args) => call('notify', () => platform.notify(...args)),
    ...(openDirect ? { openDirect: (...args) => call('open', () => openDirect(...args)) } : {}),
    linkTo: (ref) => platform.linkTo(ref),
    atWork: (...args) => platform.atWork(...args),
  };
}

function outcomeOf(error: unknown): 'rate_limited' | 'failed' | 'refused' {
  if (!(error instanceof DeliveryError)) return 'failed';
  if (/rate_limited$/.test(error.code)) return 'rate_limited';
  return error.retryable ? 'failed' : 'refused';
}
