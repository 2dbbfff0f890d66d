import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { PictureRef } from '#src/chat/picture.ts';

export interface PictureTokens {
  /** A token for this picture. Tokens made on one day are the same, so that clients can keep what they loaded. */
  sign(ref: PictureRef, now?: number): string;
  /** The picture a token is for; undefined when it is not one of ours or has expired. */
  read(token: string, now?: number): PictureRef | undefined;
}

const dayMs = 86_400_000;
/** Cards stay in chats for long and load their picture whenever they are shown. */
const validDays = 90;
const payloadBytes = 24;
const macBytes = 16;
/** In the place of the revision, whose numbers are far smaller. */
const plainBit = 2 ** 31;
const format = new RegExp(`^[\\w-]{${Math.ceil(((payloadBytes + macBytes) * 4) / 3)}}$`);

/**
 * Tokens that carry which picture and until when, and an HMAC over both: nothing is stored, nobody can guess one. The
 * key is derived by HKDF from a secret that every process of the deployment has; who holds a token learns nothing of it.
 */
export function createPictureTokens(secret: string): PictureTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, 'flowsmith', 'picture tokens, version 1', 32));
  const macOf = (payload: Buffer): Buffer => createHmac('sha256', key).update(payload).digest().subarray(0, macBytes);
  return {
    sign({ draftId, revision, plain }, now = Date.now()) {
      const payload = Buffer.alloc(payloadBytes);
      payload.write(draftId.replaceAll('-', ''), 'hex');
      payload.writeUInt32BE(revision + (plain ? plainBit : 0), 16);
      payload.writeUInt32BE(Math.floor(now / dayMs) + validDays, 20);
      return Buffer.concat([payload, macOf(payload)]).toString('base64url');
    },
    read(token, now = Date.now()) {
      if (!format.test(token)) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      const payload = bytes.subarray(0, payloadBytes);
      if (!timingSafeEqual(bytes.subarray(payloadBytes), macOf(payload))) return undefined;
      if (Math.floor(now / dayMs) > payload.readUInt32BE(20)) return undefined;
      const draftId = payload.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      const number = payload.readUInt32BE(16);
      return number < plainBit ? { draftId, revision: number } : { draftId, revision: number - plainBit, plain: true };
    },
  };
}
