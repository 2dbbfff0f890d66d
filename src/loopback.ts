/** True for a peer's address, as its socket tells it, in 127.0.0.0/8 or ::1, also when IPv4 is mapped into IPv6. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/i.test(address ?? '');
}

/** True when a Host header or the host of a URL names this machine; a port does not matter. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** Headers that say that somebody in between handed a request on: it came from loopback, but not from this machine. */
export const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;
