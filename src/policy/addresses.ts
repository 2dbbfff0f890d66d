import { normalHost } from './hosts.ts';

/** Stands in a text for what only the run puts there. */
export const unknownPart = '\u{F0001}';
/** The same where it cannot hold anything that ends a host (`encodeURIComponent`). */
export const unknownLabel = '\u{F0002}';

/** Where an address leads: to a host, or to one that cannot be told from what is written. */
export type Address = { host: string } | { unknown: true };

/** Schemes whose addresses WHATWG reads leniently: any number of slashes, backslashes too. */
const lenient = /^(?:https?|wss?|ftp)$/;
const scheme = /^([a-z][a-z0-9+.-]{1,30}):(.*)$/is;
const mostAddresses = 50;

/**
 * Where a text leads when it is an address as a whole, with a scheme; undefined when it is none. The part before an `@`
 * is no host, however many there are; what the run puts into the host makes it unknown, what it puts behind does not.
 */
export function addressOf(given: string): Address | undefined {
  // WHATWG takes these out wherever they stand.
  const text = given.replace(/[\t\n\r]/g, '').replace(/^[\s\p{Cc}]+/u, '');
  if (text.startsWith(unknownPart) || text.startsWith(unknownLabel)) return { unknown: true };
  const [, name = '', rest = ''] = scheme.exec(text) ?? [];
  const kind = name.toLowerCase();
  if (kind === 'file') return { host: 'localhost' };
  if (lenient.test(kind)) return leadsTo(rest.replace(/^[\\/]+/, '').split(/[\\/?#]/)[0] ?? '');
  if (!rest.startsWith('//')) return undefined;
  return leadsTo(rest.slice(2).split(/[/?#]/)[0] ?? '');
}

/** Where a host leads that stands without a scheme, with or without a port and a path. */
export const addressOfHost = (text: string): Address => leadsTo(text.trim().split(/[\\/?#]/)[0] ?? '');

function leadsTo(authority: string): Address {
  if (authority === '' || authority.includes(unknownPart) || /[{}$]/.test(authority)) return { unknown: true };
  // Only a name that goes on behind it, with two more labels, is somebody's whatever comes before.
  const behind = authority.slice(authority.lastIndexOf(unknownLabel) + unknownLabel.length);
  if (authority.includes(unknownLabel) && !/^\.(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$/i.test(behind))
    return { unknown: true };
  const host = URL.parse(`http://${authority.replaceAll(unknownLabel, 'x')}/`)?.hostname;
  if (host === undefined || !/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(host)) return { unknown: true };
  return { host: normalHost(host) };
}

/** Hosts of the addresses that can be read in this text, inside programs and sentences too; at most 50. */
export function hostsIn(text: string): string[] {
  const found: string[] = [];
  for (const [address] of text
    .slice(0, 50_000)
    .matchAll(/\b[a-z][a-z0-9+.-]{1,30}:[\\/]{1,4}[^\s'"`<>()|,;]{1,500}/gi)) {
    const read = addressOf(address);
    if (read && 'host' in read && found.push(read.host) >= mostAddresses) break;
  }
  return found;
}
