import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Cipher {
  /** AES-256-GCM under the first key; `purpose` has to be the same when it is read. */
  encrypt(text: string, purpose: string): string;
  /** Throws when it was changed, is of another purpose, or of a key that is not among ours any more. */
  decrypt(sealed: string, purpose: string): string;
  /** True when it is not under the first key: write it again. */
  isOutdated(sealed: string): boolean;
}

const ivBytes = 12;

/** `keys`: 32 bytes each. The first one encrypts; the others still decrypt, so that keys can be replaced one by one. */
export function createCipher(keys: readonly Buffer[]): Cipher {
  const [first] = keys.map((key) => ({ key, id: idOf(key) }));
  if (!first) throw new TypeError('a cipher needs a key');
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  return {
    encrypt(text, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', first.key, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', first.id, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt(sealed, purpose) {
      const [version, id = '', ...parts] = sealed.split('.');
      const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
      const key = byId.get(id);
      if (version !== 'v1' || !key || !iv || tag?.length !== 16 || !body)
        throw new Error('sealed with a key that is not in FLOWSMITH_ENCRYPTION_KEY any more');
      const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    isOutdated: (sealed) => sealed.split('.')[1] !== first.id,
  };
}

/** Names a key without telling anything about it. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);
