import { BlockList, isIP } from 'node:net';

/** Networks that are not the public internet: this machine, private, link-local (cloud metadata), carriers, tests. */
const internalRanges: [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
];
const internal = toBlockList(internalRanges);
/** Endings that name servers only inside a network or a cluster. */
const internalEnding = /(?:^|\.)(?:localhost|internal|local|lan|intranet|corp|home|home\.arpa|svc)$/;

/** The host as WHATWG URLs write it: lower case, IPv4 in four decimal parts, no brackets, no final dot. */
export function normalHost(host: string): string {
  const url = URL.parse(`http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`);
  return (url?.hostname ?? host.toLowerCase()).replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** True for hosts inside the network n8n runs in: loopback, private and link-local addresses, and names only known there. */
export function isInternalHost(given: string): boolean {
  const host = normalHost(given);
  const family = isIP(host);
  if (family > 0) return internal.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return !host.includes('.') || internalEnding.test(host);
}

/** Hosts as operators write them: `grafana.internal`, `*.corp`, `10.1.2.3` or `10.1.0.0/16`. */
export const hostPattern = /^(?:\*\.)?[a-z0-9](?:[a-z0-9_.-]{0,251}[a-z0-9])?$|^[0-9a-f:.]{2,45}(?:\/\d{1,3})?$/i;

/** True when one of the patterns is this host. */
export function isListedHost(patterns: readonly string[], given: string): boolean {
  const host = normalHost(given);
  return patterns.some((pattern) => {
    const [address = '', bits] = pattern.split('/');
    if (isIP(address) === 0) {
      const name = pattern.toLowerCase();
      return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
    }
    if (isIP(host) === 0) return false;
    const whole = isIP(address) === 4 ? 32 : 128;
    return toBlockList([[address, bits === undefined ? whole : Math.min(Number(bits), whole)]]).check(
      host,
      isIP(host) === 4 ? 'ipv4' : 'ipv6',
    );
  });
}

const literalHost =
  /https?:[\\/]{1,4}(?:[^\s\\/?#@'"`<>{}]{0,200}@)?(\[[0-9a-f:.]{2,45}\]|[^\s\\/:?#@'"`<>{}()[\]|,;]{1,253})(.?)/gi;

/** Hosts of the http addresses that can be read in this text, inside expressions too; at most 50. */
export function hostsIn(text: string): string[] {
  const found: string[] = [];
  for (const [, host = '', next] of text.slice(0, 50_000).matchAll(literalHost)) {
    // What an expression goes on with is only known when it runs.
    if (next === '{' || next === '$' || host.includes('$')) continue;
    if (found.push(host) >= 50) break;
  }
  return found;
}

function toBlockList(ranges: readonly [address: string, bits: number][]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  return list;
}
