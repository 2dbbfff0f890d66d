import { z } from 'zod';
import { shorten } from './card-text.ts';
import { teamsLimits } from './limits.ts';
import { toPlainRequest } from './mention.ts';

/** Of a message, beyond which nothing is read. */
const longestRead = 20_000;

/** What of a message counts that somebody chose: what it says, and whom it mentions. */
export const chosenMessageSchema = z.object({
  id: z.string().regex(/^[\w:.-]{1,100}$/),
  /** The root of its thread. */
  replyToId: z
    .string()
    .regex(/^[\w:.-]{1,100}$/)
    .nullish()
    .catch(undefined),
  body: z.object({ contentType: z.string().nullish(), content: z.string() }).catch({ content: '' }),
  mentions: z
    .array(
      z
        .object({ id: z.int(), mentioned: z.object({ application: z.object({ id: z.string() }) }) })
        .nullable()
        .catch(null),
    )
    .catch([])
    .transform((all) => all.filter((one) => one !== null)),
});
export type ChosenMessage = z.infer<typeof chosenMessageSchema>;

/** The words of a message without its HTML and without mentions of the bot, bounded. They are somebody's words: data. */
export function toMessageWords({ body, mentions }: ChosenMessage, botId: string): string {
  const read = body.content.slice(0, longestRead);
  if (body.contentType?.toLowerCase() !== 'html') return bounded(read.trim());
  const own = mentions.filter(
    ({ mentioned }) => botId === mentioned.application.id || botId === `28:${mentioned.application.id}`,
  );
  const text = own
    .reduce((left, { id }) => left.replace(new RegExp(`<at id="${id}"[^<>]*>[^<]*</at>`, 'g'), ' '), read)
    .replace(/\s+/g, ' ')
    .replace(/<a\s[^<>]*href="([^"<>]*)"[^<>]*>([^<]*)<\/a>/gi, (_, url: string, label: string) => toLink(url, label))
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d|\/blockquote|\/pre)\b[^<>]*>/gi, '\n')
    .replace(/<(?!\/?at\b)[^<>]*>/gi, ' ');
  return bounded(
    toPlainRequest(text, [], botId).replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code))),
  );
}

/** Only a label that says more than its address is kept beside it. */
function toLink(url: string, label: string): string {
  if (!/^https?:/i.test(url)) return label;
  const bare = (value: string) =>
    value
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '');
  return label.trim() === '' || bare(label) === bare(url) ? url : `${label} (${url})`;
}

const bounded = (words: string): string => shorten(words, teamsLimits.requestLength);
