import type { ActionId, ActionTaken, InboundEvent, MessageReceived } from '#src/chat/inbound.ts';
import type { Lane } from '#src/chat/lane.ts';
import { isPersonal, parseCommand, slipOf } from './commands.ts';
import { readFailureSaying } from './failure-words.ts';
import { meansAgain, toPlainWord } from './plain-word.ts';
import { readSmallTalk } from './small-talk.ts';

/** Clicks that lead to the planner. Everything else on a card carries ids, and is decided on what the store says then. */
const planned: ReadonlySet<ActionId> = new Set(['fix']);

/**
 * Where an event waits, decided by itself alone before it takes a slot. One that turns out to need the planner all the
 * same moves (`needPlanning`); one that waits for planning without need is only slower.
 */
export function laneOf(event: InboundEvent): Lane {
  if (event.kind === 'failure') return 'quick';
  return event.kind === 'action' ? laneOfClick(event) : laneOfMessage(event);
}

function laneOfClick({ action, fields }: ActionTaken): Lane {
  const words = action === 'change' && Boolean(fields?.['request']?.trim());
  return words || planned.has(action) ? 'plan' : 'ahead';
}

function laneOfMessage({ text, via, edits, rest, linkCodeHash, quoted }: MessageReceived): Lane {
  if (via === 'step' || quoted) return 'plan';
  if (via === 'install' || linkCodeHash) return 'ahead';
  if (rest || edits) return 'plan';
  if (toPlainWord(text) || meansAgain(text) || isChoice(text) || readSmallTalk(text)) return 'quick';
  if (readFailureSaying(text)) return 'quick';
  const command = parseCommand(slipOf(text) ?? text);
  if (!command || command.verb === 'edit') return 'plan';
  // What these show does not depend on what was said before.
  return command.verb === 'help' || command.verb === 'list' || isPersonal(command) ? 'ahead' : 'quick';
}

/** The number of a choice; whether anything was asked is not known yet. */
const isChoice = (text: string): boolean => /^\s*(?:option |number |#)?\d{1,2}[.!]*\s*$/i.test(text);
