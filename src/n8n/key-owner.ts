/**
 * n8n's id of the person an API key belongs to. Keys are JWTs with it as `sub` (seen on 2.40.7), and
 * n8n takes only keys that its own database lists, so a key that is taken tells which n8n that is, whatever its address:
 * n8n's public API and its public settings say nothing else about it. Undefined for an older key.
 */
export function keyOwnerOf(apiKey: string): string | undefined {
  const [, claims, ...rest] = apiKey.split('.');
  if (!claims || rest.length !== 1) return undefined;
  try {
    const { sub, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
    return iss === 'n8n' && typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}
