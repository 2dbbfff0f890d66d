import { shortName } from '#src/catalog/names.ts';
import { bringsAttachments, readsAttachments } from '../catalog/attachments.ts';
import type { Clause } from '../clauses.ts';
import type { Guard } from '../schedule-rule.ts';
import { askName, hasFile, isDoor } from './doors.ts';
import { type FileOf, kindsIn, wordsFor } from './kinds.ts';

/** What the words of an event say of the files that come with it. */
export interface FileEvent {
  file: FileOf;
  guard?: Guard;
  /** The words that said so. */
  said: string[];
}

const storing = /^(?:googleDrive|dropbox|box|microsoftOneDrive|awsS3|nextCloud)Trigger$/;

/**
 * "A voice message arrives in Telegram", "a recording is added to Google Drive", "an e-mail with an invoice": which files
 * are meant. Where a trigger tells every message alike those with such a file are told apart behind it.
 */
export function fileEvent(trigger: string, { mask }: Clause, request: string): FileEvent | undefined {
  const isMail = bringsAttachments(trigger);
  if (!isMail && !isDoor(trigger) && !storing.test(shortName(trigger))) return undefined;
  if (isMail && !readsAttachments(request)) return undefined;
  const [kind] = [
    ...kindsIn(mask),
    ...(isMail ? kindsIn(request.toLowerCase()) : []),
    ...(isMail ? (['document'] as const) : []),
  ];
  if (!kind) return undefined;
  const said = [...mask.matchAll(new RegExp(`(?<!\\p{L})(?:${wordsFor(kind)}|attach\\p{L}+)(?!\\p{L})`, 'gu'))];
  const test = isDoor(trigger) ? hasFile(trigger, kind, '$json') : undefined;
  return {
    file: { kind },
    said: [...said.map(([words]) => words), 'note memo user somebody someone'],
    ...(test ? { guard: { name: askName(kind), expression: `={{ ${test} }}` } } : {}),
  };
}
