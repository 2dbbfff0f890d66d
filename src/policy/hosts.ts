import ipaddr from 'ipaddr.js';
import { inwardEndings, inwardNames, namesWithAddress } from './inward-names.ts';

/** The host as WHATWG URLs write it: lower case, IPv4 in four decimal parts, no brackets, no final dot. */
export function normalHost(host: string): string {
  const url = URL.parse(`http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`);
  return (url?.hostname ?? host.toLowerCase()).replace(/^\[|\]$/g, '').replace(/\.+$/, '');
}

/**
 * True for hosts inside the network n8n runs in: addresses that are not of the public internet (loopback, private,
 * link-local, carriers, transition and test networks), and names that lead there. Names are judged as they are written;
 * what a server for names answers is for the caller to ask.
 */
export function isInternalHost(given: string): boolean {
  const host = normalHost(given);
  if (ipaddr.isValid(host)) return !isPublicAddress(host);
  return !host.includes('.') || inwardEndings.test(host) || inwardNames.has(host) || holdsInternalAddress(host);
}

const mapped = ipaddr.IPv6.parse('::ffff:0:0');
/** All that is given out of IPv6 so far. */
const allocated = ipaddr.IPv6.parse('2000::');
/** Azure's own services answer here, to every machine there, although it looks like any other address. */
const azureHost = '168.63.129.16';

/** True for an IPv4 or IPv6 address of the public internet. Throws on anything else. */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    // ::ffff:8.8.8.8 is 8.8.8.8; the older ::8.8.8.8 is nothing anybody reaches.
    if (parsed.match(mapped, 96)) return isPublicAddress(parsed.toIPv4Address().toString());
    if (!parsed.match(allocated, 3)) return false;
  }
  return parsed.range() === 'unicast' && parsed.toString() !== azureHost;
}

/** Services for testing answer `10.0.0.1.nip.io`, `app-10-0-0-1.sslip.io` or `0a000001.nip.io` with the address in the name. */
function holdsInternalAddress(host: string): boolean {
  // Any four numbers in a row: which of them such a service takes is its own affair.
  const found = host.matchAll(/(?:^|(?<=[.-]))(?=((?:\d{1,3}[.-]){3}\d{1,3})(?:$|[.-]))/g);
  const dotted = [...found].map(([, text = '']) => text.replaceAll('-', '.'));
  const addresses = dotted.filter((text) => ipaddr.IPv4.isValidFourPartDecimal(text));
  if (addresses.some((text) => !isPublicAddress(text))) return true;
  return namesWithAddress.test(host) && addresses.length === 0;
}

/** Hosts as operators write them: `grafana.internal`, `*.corp`, `10.1.2.3` or `10.1.0.0/16`. */
export const hostPattern = /^(?:\*\.)?[a-z0-9](?:[a-z0-9_.-]{0,251}[a-z0-9])?$|^[0-9a-f:.]{2,45}(?:\/\d{1,3})?$/i;

/** True when one of the patterns is this host. */
export function isListedHost(patterns: readonly string[], given: string): boolean {
  const host = normalHost(given);
  return patterns.some((pattern) => {
    const [address = '', bits] = pattern.split('/');
    if (!ipaddr.isValid(address)) {
      const name = pattern.toLowerCase();
      return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
    }
    if (!ipaddr.isValid(host)) return false;
    const [one, range] = [ipaddr.process(host), ipaddr.process(address)];
    const whole = range.kind() === 'ipv4' ? 32 : 128;
    return one.kind() === range.kind() && one.match(range, bits === undefined ? whole : Math.min(Number(bits), whole));
  });
}
