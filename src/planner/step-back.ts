import { shortName } from '#src/catalog/names.ts';
import { replyPiece } from './ai/reply.ts';
import { appsIn } from './catalog/apps.ts';
import type { Clause } from './clauses.ts';
import { accessor, itemText } from './data.ts';
import { base, type Piece } from './pieces.ts';
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

const kept =
  /^(?:please )?(?:save|store|keep|create|add|put)s? (?:it|them|this|(?:the|an?) (?:reply|answer|response|text|result|e-?mail)) (?:as|to|in|into) (?:an? |the |my |your )?(?:gmail |e-?mail )?drafts?(?: folder)?(?: in (?:my |your )?gmail)?$/;

/** "Save it as a draft", behind an e-mail that came in with Gmail: a draft of the answer to it. */
export function draftStep({ mask }: Clause, { source, start, previous }: StepContext): Piece[] | undefined {
  if (!kept.test(mask) || !source || !start || shortName(start.type) !== 'gmailTrigger' || source.node === start.node)
    return undefined;
  const at = `$('${start.node}').item.json`;
  return [
    {
      name: 'Save as a draft',
      type: base('gmail'),
      parameters: {
        resource: 'draft',
        operation: 'create',
        subject: `=Re: {{ ${at}.Subject ?? ${at}.subject }}`,
        emailType: 'text',
        message: itemText(source, accessor(source, previous)),
        options: { threadId: `={{ ${at}.threadId }}`, sendTo: `={{ ${at}.From ?? ${at}.from?.text }}` },
      },
    },
  ];
}
