import { verify } from 'node:crypto';
import { z } from 'zod';

const maxHeaderLength = 8 * 1024;
const clockToleranceSeconds = 5 * 60;

const headerSchema = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string().min(1) });
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string().min(1),
});

export interface BearerToken {
  keyId: string;
  /** Whether the key (PEM) signed this token. */
  isSignedBy(publicKey: string): boolean;
}

/**
 * Reads an Authorization header that can be the Bot Connector's: shape, algorithm, issuer, audience, service URL and
 * lifetime, all before the SDK sees it. The SDK keeps every issuer a stranger invents, takes tokens that never expire
 * and prints what it refuses. Returns undefined for anything else; the signature is not checked yet.
 */
export function readBearerToken(
  header: string,
  expected: { issuer: string; audience: string; serviceUrl: string; nowMs: number },
): BearerToken | undefined {
  if (header.length > maxHeaderLength) return undefined;
  const match = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header);
  if (!match) return undefined;
  const [, head = '', payload = '', signature = ''] = match;
  const jose = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(payload));
  if (!jose.success || !claims.success) return undefined;
  const { iss, aud, exp, nbf, serviceurl } = claims.data;
  if (iss !== expected.issuer || aud !== expected.audience || serviceurl !== expected.serviceUrl) return undefined;
  const now = expected.nowMs / 1000;
  if (exp < now - clockToleranceSeconds || (nbf ?? 0) > now + clockToleranceSeconds) return undefined;
  const digest = jose.data.alg.replace('RS', 'RSA-SHA');
  const signed = Buffer.from(`${head}.${payload}`);
  return {
    keyId: jose.data.kid,
    isSignedBy: (publicKey) => verify(digest, signed, publicKey, Buffer.from(signature, 'base64url')),
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
