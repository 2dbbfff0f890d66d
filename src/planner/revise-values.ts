import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Phrase } from './account/phrase.ts';
import { base, locator } from './pieces.ts';
import { channelName, emailAddresses, urlIn } from './places.ts';
import { renameNode } from './rename-node.ts';
import { firstQuoted, maskQuoted, toLiteral, toName } from './words.ts';

/** Values that a change takes the place of. */
type Old = readonly Phrase[];
const oldOf = <K extends Phrase['kind']>(old: Old, kind: K) =>
  old.filter((phrase): phrase is Extract<Phrase, { kind: K }> => phrase.kind === kind);

/** Those that have the old value; the only one there is, where none has it. */
function havingOld<T>(all: readonly T[], old: Old, has: (one: T) => boolean): readonly T[] {
  if (old.length === 0) return all;
  const having = all.filter(has);
  return having.length > 0 || all.length > 1 ? having : all;
}

export function changeChannel(draft: Draft, request: string, old: Old): boolean {
  const wanted = channelName(request)?.toLowerCase();
  if (!wanted) return false;
  const gone = oldOf(old, 'channel');
  const posts = havingOld(
    draft.nodes.filter((node) => node.type === base('slack')),
    gone,
    ({ parameters }) => {
      const place = JSON.stringify(parameters['channelId'] ?? '').toLowerCase();
      return gone.some(
        ({ name, id }) =>
          place.includes(`"#${name.toLowerCase()}"`) || (id !== undefined && place.includes(`"${id.toLowerCase()}"`)),
      );
    },
  );
  for (const node of posts) {
    const { user: _user, ...parameters } = node.parameters;
    node.parameters = { ...parameters, select: 'channel', channelId: locator('name', `#${wanted}`) };
    renameNode(draft, node, toName(`Post to #${wanted}`));
  }
  return posts.length > 0;
}

/** What n8n's nodes for mail call the address they write to. */
const recipients = ['toEmail', 'sendTo', 'toRecipients'];

const listOf = (value: unknown): string[] => (typeof value === 'string' ? value.split(/\s*[,;]\s*/) : []);

export function changeAddress(draft: Draft, request: string, old: Old): boolean {
  const gone = oldOf(old, 'address').map(({ address }) => address.toLowerCase());
  const to = emailAddresses(request)
    .filter((address) => !request.includes(`from ${address}`))
    .join(', ');
  const from = /\bfrom ([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/i.exec(request)?.[1];
  if (!to && !from) return false;
  const keyOf = ({ type, parameters }: DraftNode): string =>
    recipients.find((name) => parameters[name] !== undefined) ?? (type === base('gmail') ? 'sendTo' : 'toEmail');
  const mails = draft.nodes.filter(
    (node) =>
      node.type === base('emailSend') || node.type === base('gmail') || node.parameters[keyOf(node)] !== undefined,
  );
  const has = (node: DraftNode) => listOf(node.parameters[keyOf(node)]).some((one) => gone.includes(one.toLowerCase()));
  let changed = false;
  for (const node of havingOld(mails, gone.length > 0 ? old : [], has)) {
    const key = keyOf(node);
    const sender = from && node.type === base('emailSend') ? { fromEmail: from } : {};
    // Who else gets it goes on getting it.
    const all = has(node)
      ? listOf(node.parameters[key]).map((one) => (gone.includes(one.toLowerCase()) ? to : one))
      : [to];
    node.parameters = { ...node.parameters, ...(to ? { [key]: [...new Set(all)].join(', ') } : {}), ...sender };
    changed ||= Boolean(to) || Object.keys(sender).length > 0;
  }
  return changed;
}

export function changeUrl(draft: Draft, request: string, old: Old): boolean {
  const url = urlIn(request.replace(/[\w.+-]+@[\w.-]+/g, ' '))?.url;
  const gone = oldOf(old, 'url');
  const nodes = havingOld(
    draft.nodes.filter((node) => node.type === base('httpRequest') || node.type === base('rssFeedRead')),
    gone,
    ({ parameters }) => gone.some((one) => String(parameters['url'] ?? '').includes(one.url)),
  );
  const [only] = nodes;
  if (!url || !only || nodes.length > 1) return false;
  only.parameters = { ...only.parameters, url };
  return true;
}

export function changeText(draft: Draft, request: string, old: Old): boolean {
  const words = maskQuoted(request);
  const gone = oldOf(old, 'text').map(({ value }) => value);
  const wants =
    (gone.length > 0 || /\b(?:say|text|message|write|wording)\b/i.test(words)) &&
    !/\b(?:call|name|rename)\b/i.test(words);
  const text = wants ? firstQuoted(request) : undefined;
  if (!text) return false;
  const keyOf = ({ parameters }: DraftNode) =>
    ['text', 'message', 'content'].find((name) => typeof parameters[name] === 'string');
  const sends = draft.nodes.filter(
    (node) =>
      keyOf(node) !== undefined &&
      node.type.startsWith(base('')) &&
      /^(?:send|post|undefined$)/i.test(String(node.parameters['operation'])),
  );
  const textOf = (node: DraftNode) => String(node.parameters[keyOf(node) ?? '']);
  const nodes = havingOld(sends, gone.length > 0 ? old : [], (node) => gone.some((one) => textOf(node).includes(one)));
  for (const node of nodes) node.parameters[keyOf(node) ?? 'text'] = withText(textOf(node), text, gone);
  return nodes.length > 0;
}

/** The new text; within a longer one it takes the place of the old part alone. */
function withText(before: string, text: string, gone: readonly string[]): string {
  const part = gone.find((one) => before.includes(one));
  if (part === undefined || before.startsWith('=')) return toLiteral(text);
  return toLiteral(before.replaceAll(part, () => text));
}
