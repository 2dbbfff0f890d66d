import type { PlanBlock } from '@slack/types';
import type { Card, TasksElement } from '#src/chat/card.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { blockLimits } from './block-limits.ts';

/** How long a workspace whose Slack refused the block is spared it. */
const pauseMs = 60 * 60_000;

/** Slack's own list of tasks, with a mark that moves beside the one under way. */
export function toPlanBlock({ tasks }: TasksElement): PlanBlock {
  const now = tasks.find(({ state }) => state === 'in_progress') ?? tasks.at(-1);
  const title = (text = '') => text.slice(0, blockLimits.taskTitle);
  return {
    type: 'plan',
    title: title(now?.text),
    tasks: tasks.map(({ text, state: status }, index) => ({
      type: 'task_card',
      task_id: String(index),
      title: title(text),
      status,
    })),
  };
}

/** Where the first task is done it takes a while; the first sign of life never waits for a Slack that may refuse the block. */
const isWorthIt = (card: Card | undefined): boolean =>
  card?.elements.some(
    (element) => element.kind === 'tasks' && element.tasks.some(({ state }) => state === 'complete'),
  ) ?? false;

/**
 * The block is young: where a workspace's Slack refuses it, the same stands there in lines, and for an hour no message of
 * that workspace has it.
 */
export function createPlanSwitch(log: Logger) {
  const pausedUntil = new Map<string, number>();
  return {
    /** Sends with the block where the workspace takes it. */
    async send<T>(team: string, card: Card | undefined, send: (plan: boolean) => Promise<T>): Promise<T> {
      if (!isWorthIt(card) || (pausedUntil.get(team) ?? 0) > Date.now()) return send(false);
      try {
        return await send(true);
      } catch (error) {
        if (!(error instanceof DeliveryError) || !error.code.startsWith('slack_invalid_blocks')) throw error;
        const answer = await send(false);
        pausedUntil.set(team, Date.now() + pauseMs);
        log.info({ team }, 'slack does not take plan blocks');
        return answer;
      }
    },
  };
}
