import { shortName } from '#src/catalog/names.ts';
import { replyPiece } from './ai/reply.ts';
import { appsIn } from './catalog/apps.ts';
import type { Clause } from './clauses.ts';
import { accessor, itemText } from './data.ts';
import type { Piece } from './pieces.ts';
import type { StepContext } from './step-text.ts';

const thing = '(?:it|them|this|(?:the|an?|its|this) (?:[\\p{L}-]+ ){0,2}?[\\p{L}-]+)';
const place =
  '(?:the |a |your |this )?(?:same )?(?:[\\p{L}]+ )?(?:users?|senders?|chats?|channels?|conversations?|threads?|person|customers?)';
const back = new RegExp(
  `^(?:please )?(?:send|post|return|write|share|deliver)s? (${thing}) (?:back(?: (?:to|in|into|on|via|through) (?:${place}|[\\p{L}]+(?: (?:chat|channel|bot))?))?|to the (?:same )?(?:user|sender|(?:same )?(?:chat|conversation|thread)))$`,
  'u',
);

/** "Post the translation back to the channel": what there is goes to where the workflow was started from. */
export function backStep({ text, mask }: Clause, context: StepContext): Piece[] | undefined {
  const { source, start, catalog } = context;
  const object = back.exec(mask)?.[1];
  if (!object || !source || !start) return undefined;
  const own = shortName(start.type).replace(/Trigger$/, '');
  const isElsewhere = appsIn(catalog, text, mask).some(({ action }) => shortName(action ?? '') !== own);
  // Data that are still those it started with are nothing to send back.
  const known = /^(?:it|them|this|(?:the |an? |its )?(?:answer|reply|response|result|output))$/.test(object);
  if (isElsewhere || source.node === start.node || (!known && !object.includes(source.what))) return undefined;
  return replyPiece(start.type, `$('${start.node}').item.json`, itemText(source, accessor(source, context.previous)));
}
