import type { KnownBlock } from '@slack/types';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import { slackLimits, toBlocks, validateBlocks } from './block-kit.ts';
import { escapeWithin } from './mrkdwn.ts';
import { isSlackUser } from './open-direct.ts';
import type { Files } from './pictures.ts';

/** Recommended length of a message's own text; Slack refuses longer ones in updates. */
const plainTextLength = 4000;

export interface Rendered {
  text: string;
  blocks: KnownBlock[];
}

/**
 * `text` alone while it is short; longer words become sections so that nothing is lost. What Slack would refuse is a
 * mistake of ours: people get the words and are told that something is missing, tests (`strict`) fail.
 */
export function render(
  message: OutboundMessage,
  files: Files,
  { strict, log, plan = false }: { strict: boolean; log: Logger; plan?: boolean },
): Rendered {
  const named = mentionsOf(message.mentions);
  const text = `${named}${escapeWithin(message.text, plainTextLength - named.length)}`;
  if (!message.card && text.length <= slackLimits.textLength) return { text, blocks: [] };
  const words = { kind: 'text', style: 'plain', text: message.text } as const;
  const { feedback } = message;
  const blocks = toBlocks(message.card ?? { title: '', elements: [words] }, {
    files,
    plan,
    ...(feedback ? { feedback } : {}),
    ...(named ? { calls: named.trim() } : {}),
  });
  const problems = validateBlocks(blocks);
  if (problems.length === 0) return { text, blocks };
  if (strict) throw new TypeError(`Slack would refuse this card: ${problems.join('; ')}`);
  log.error({ problems }, 'card not valid for Slack, its words are sent alone');
  const { notWhole } = wordsIn(message.card?.language ?? 'en').adapters.slack;
  const muted = { kind: 'text', style: 'muted', text: notWhole } as const;
  return { text, blocks: toBlocks({ title: '', elements: [words, muted] }) };
}

/** People whom Slack shall notify, named first; whoever has no id of Slack's is only called by their name. */
function mentionsOf(people: OutboundMessage['mentions'] = []): string {
  return people.map(({ id, name }) => `${isSlackUser(id) ? `<@${id}>` : escapeWithin(name, mostOfName)} `).join('');
}

const mostOfName = 80;
