import { createPublicKey } from 'node:crypto';
import { decodeJwt, errors, jwtVerify } from 'jose';

const maxHeaderLength = 8 * 1024;
const clockToleranceSeconds = 5 * 60;
const algorithms = ['RS256', 'RS384', 'RS512'];

/** A key of the Bot Connector (PEM), and the channels it may speak for. */
export interface SigningKey {
  key: string;
  endorsements?: string[];
}

/**
 * Checks an Authorization header that can be the Bot Connector's: shape, algorithm, issuer, audience, service URL,
 * lifetime and signature, all before the SDK sees it. The SDK keeps every issuer a stranger invents, takes tokens that
 * never expire and prints what it refuses. Returns the key that signed it, undefined for anything else; what
 * `findKey` throws is thrown.
 */
export async function verifyBearerToken(
  header: string,
  expected: { issuer: string; audience: string; serviceUrl: string },
  findKey: (keyId: string) => Promise<SigningKey | null>,
): Promise<SigningKey | undefined> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];
  if (!token || header.length > maxHeaderLength) return undefined;
  const { issuer, audience, serviceUrl } = expected;
  let signedBy: SigningKey | null = null;
  const keyOf = async ({ kid }: { kid?: string }) => {
    // Nothing is fetched for a stranger.
    const { iss, aud, serviceurl } = decodeJwt(token);
    if (!kid || iss !== issuer || aud !== audience || serviceurl !== serviceUrl) throw new errors.JWTInvalid();
    signedBy = await findKey(kid);
    if (!signedBy) throw new errors.JWKSNoMatchingKey();
    return createPublicKey(signedBy.key);
  };
  try {
    await jwtVerify(token, keyOf, {
      ...{ issuer, audience, algorithms, clockTolerance: clockToleranceSeconds },
      requiredClaims: ['exp'],
    });
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
  return signedBy ?? undefined;
}
