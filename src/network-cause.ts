/** Why nobody answered at an address, as far as the network says. */
export interface NetworkCause {
  kind: 'name' | 'refused' | 'timeout' | 'certificate' | 'tls' | 'unreachable' | 'broken';
  /** To follow a colon, without a full stop; ends with the network's own code. */
  why: string;
  /** Whether it may be over in a moment, without anybody changing anything. */
  passing: boolean;
}

const rows: readonly [codes: RegExp, kind: NetworkCause['kind'], why: string, passing: boolean][] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ENODATA)$/, 'name', 'the name leads nowhere', true],
  [/^ECONNREFUSED$/, 'refused', 'nothing listens there', true],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT|ABORT_ERR)$/, 'timeout', 'no answer in time', true],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN)$/, 'unreachable', 'there is no way there', true],
  [/^CERT_HAS_EXPIRED$/, 'certificate', 'its certificate has expired: renew it', false],
  [/ALTNAME/, 'certificate', 'its certificate is for another name: use the name that stands in it', false],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|^CERT_/,
    'certificate',
    'its certificate comes from nobody this machine trusts: name the authority in NODE_EXTRA_CA_CERTS',
    false,
  ],
  [
    /^(EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_)/,
    'tls',
    'it does not speak TLS there: check the port, and http or https',
    false,
  ],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, 'broken', 'the connection broke off', true],
];

/** The cause behind an error of any library, through its causes and what it gathers; undefined for another kind. Pure. */
export function networkCauseOf(error: unknown, depth = 0): NetworkCause | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const { code, name, cause, errors } = error as { code?: unknown; name?: unknown; cause?: unknown; errors?: unknown };
  const told = typeof code === 'string' ? code : name === 'TimeoutError' ? 'ETIMEDOUT' : '';
  for (const [codes, kind, why, passing] of rows)
    if (codes.test(told)) return { kind, why: `${why} (${told})`, passing };
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])];
  for (const each of inner) {
    const found = networkCauseOf(each, depth + 1);
    if (found) return found;
  }
  return undefined;
}
