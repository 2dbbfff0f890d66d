import { isLoopbackHost } from '#src/loopback.ts';

/** Decides whether Flowsmith may talk to a service URL. */
export type ServiceUrlRule = (serviceUrl: string) => boolean;

/**
 * https on one of the hosts (`name` or `name:port`); loopback ones also without TLS. Local mode knows loopback only.
 * Our bearer token goes to a service URL, so nothing else counts.
 */
export function createServiceUrlRule(options: { local: boolean; hosts?: string[] }): ServiceUrlRule {
  const hosts = new Set(options.hosts ?? []);
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false;
    const url = new URL(serviceUrl);
    if (url.username || url.password) return false;
    const loopback = isLoopbackHost(url.hostname);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return false;
    return hosts.has(url.host) || (options.local && loopback);
  };
}
