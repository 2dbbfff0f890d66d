import type { Draft, DraftNode } from '#src/model/draft.ts';
import { base, locator } from './pieces.ts';
import { channelNames, emailAddresses } from './places.ts';
import { renameNode } from './rename-node.ts';
import { joinedTitle, type ParsedSchedule, parseSchedule } from './schedule-grammar.ts';
import { maskQuoted, toName } from './words.ts';

const also = /\b(?:also|as well|too|additionally|in addition|on top)\b/i;
const moving = /\b(?:chang\w*|mov\w*|switch\w*|renam\w*|instead|no longer|from now on|remov\w*|delet\w*|only)\b/i;

/** True for words that want something beside what is there, and nothing of it gone. */
export const wantsBoth = (request: string): boolean => {
  const words = maskQuoted(request);
  return also.test(words) && !moving.test(words);
};

const around =
  /\b(?:and|please|then|now|also|as well|too|additionally|in addition|on top|it|this|that|should|shall|must|can|could|you|run|runs|start|starts|go|send|post|to|at|on|in|the|workflow|channel|noch|jetzt|maintenant|ahora|let|make|have|want|i|we|add|a|another|step)\b|[\s,.;:!?]+/gi;
const says = (words: string): boolean => words.replace(around, '') !== '';

/**
 * "It should also run on Thursdays at 5pm", "now to #kitchen as well", "also to b@x.com": the rule, the post or the
 * address beside the one there is. False where the words want something else too, or leave open beside which. Changes
 * the draft.
 */
export function addBeside(
  draft: Draft,
  request: string,
  merge: (
    trigger: DraftNode,
    parsed: ParsedSchedule,
  ) => Pick<ParsedSchedule, 'interval' | 'assumptions' | 'title'> | undefined,
): boolean {
  return addTimes(draft, request, merge) || addChannel(draft, request) || addAddress(draft, request);
}

function addTimes(draft: Draft, request: string, merge: Parameters<typeof addBeside>[2]): boolean {
  const parsed = parseSchedule(request);
  const [trigger, ...more] = draft.nodes.filter(({ type }) => type === base('scheduleTrigger'));
  if (!parsed || parsed.other !== undefined || parsed.guard || !trigger || more.length > 0) return false;
  const rest = parsed.spans.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    request,
  );
  if (says(rest) || (parsed.timezone !== undefined && parsed.timezone !== draft.timezone)) return false;
  const rule = trigger.parameters['rule'];
  const old = typeof rule === 'object' && rule !== null && 'interval' in rule ? rule.interval : undefined;
  const added = merge(trigger, parsed);
  if (!added || !Array.isArray(old)) return false;
  const known = new Set(old.map((one) => JSON.stringify(one)));
  const fresh = added.interval.filter((one) => !known.has(JSON.stringify(one)));
  if (fresh.length === 0) return false;
  trigger.parameters = { ...trigger.parameters, rule: { interval: [...old, ...fresh] } };
  draft.assumptions = [...new Set([...draft.assumptions, ...added.assumptions])].slice(0, 20);
  renameNode(draft, trigger, toName(joinedTitle(trigger.name, added.title)));
  return true;
}

/** A second post of the same beside the one there is, where there is one. */
function addChannel(draft: Draft, request: string): boolean {
  const [channel, ...others] = channelNames(request);
  const posts = draft.nodes.filter(({ type }) => type === base('slack'));
  const [post] = posts;
  const words = request.replace(/[#@][\p{L}\p{N}._-]+/gu, ' ');
  if (!channel || others.length > 0 || !post || posts.length > 1 || says(words)) return false;
  const name = toName(`Post to #${channel}`);
  if (draft.nodes.some((node) => node.name === name)) return false;
  const { user: _user, ...parameters } = structuredClone(post.parameters);
  const { webhookId: _id, ...rest } = structuredClone(post) as DraftNode & { webhookId?: string };
  draft.nodes.push({
    ...rest,
    name,
    parameters: { ...parameters, select: 'channel', channelId: locator('name', `#${channel}`) },
  });
  draft.connections.push(
    ...draft.connections.filter(({ to }) => to === post.name).map((one) => ({ ...one, to: name })),
  );
  return true;
}

/** Another one who gets the mail, where there is one mail. */
function addAddress(draft: Draft, request: string): boolean {
  const addresses = emailAddresses(request);
  const mails = draft.nodes.filter(({ parameters }) => keyOf(parameters) !== undefined);
  const [mail] = mails;
  const key = mail && keyOf(mail.parameters);
  const words = request.replace(/\S+@\S+/g, ' ').replace(/\be-?mails?\b/gi, ' ');
  if (addresses.length === 0 || !mail || !key || mails.length > 1 || says(words)) return false;
  const all = [...String(mail.parameters[key]).split(/\s*[,;]\s*/), ...addresses];
  mail.parameters = { ...mail.parameters, [key]: [...new Set(all)].join(', ') };
  return true;
}

const keyOf = (parameters: Record<string, unknown>): string | undefined =>
  ['toEmail', 'sendTo', 'toRecipients'].find((name) => typeof parameters[name] === 'string' && parameters[name] !== '');
