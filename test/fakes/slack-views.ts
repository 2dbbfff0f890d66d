import { validateView } from '#adapters/slack/block-kit.ts';
import type { OpenedView } from './slack-requests.ts';

type Answer = Record<string, unknown>;

const triggerMs = 3_000;

/** Slack's dialogs: a trigger opens one within three seconds, once. */
export function createSlackViews(problems: string[]) {
  const opened: OpenedView[] = [];
  const homes = new Map<string, OpenedView['view']>();
  const used = new Set<string>();

  function problemOf(view: unknown): Answer | undefined {
    const found = validateView(view);
    problems.push(...found.map((problem) => `view: ${problem}`));
    return found.length > 0 ? { ok: false, error: 'invalid_arguments' } : undefined;
  }

  const methods: Record<string, (args: Answer) => Answer> = {
    'views.open': (args) => {
      const trigger = String(args['trigger_id']);
      if (Date.now() - Number(trigger.split('.')[0]) > triggerMs) return { ok: false, error: 'expired_trigger_id' };
      if (used.has(trigger)) return { ok: false, error: 'exchanged_trigger_id' };
      const refused = problemOf(args['view']);
      if (refused) return refused;
      used.add(trigger);
      const id = `V${crypto.randomUUID()}`;
      opened.push({ id, hash: `${Date.now()}.hash`, view: args['view'] as OpenedView['view'] });
      return { ok: true, view: { id } };
    },
  };
  Object.assign(methods, {
    'views.publish': (args: Answer) => {
      const refused = problemOf(args['view']);
      if (!refused) homes.set(String(args['user_id']), args['view'] as OpenedView['view']);
      return refused ?? { ok: true };
    },
  });
  return { opened, homes, methods };
}
