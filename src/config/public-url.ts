import { ConfigError } from '../errors.ts';

/** Slack, Teams and browsers call it from elsewhere: https, or this machine for trying things out. Throws ConfigError. */
export function checkPublicUrl(url: string | undefined): string | undefined {
  if (!url) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return url;
  throw new ConfigError(
    `PUBLIC_URL must start with https:// (it is http://${hostname}): Slack and Teams call no other address. Put a TLS proxy in front of Flowsmith and name its address, or leave PUBLIC_URL empty.`,
  );
}
