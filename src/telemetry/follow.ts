import { type Logger, workedOn } from '#src/log.ts';
import { createHeldBack } from './held-back.ts';

/**
 * What happens to a request, in one vocabulary for logs, metrics and spans. `ms` counts:
 * received: taking it in, until it was committed · planned: the planner, all its calls · shown: from its receipt to the
 * answer · decided, refused: from the receipt of the click · created, published, done: from the decision · delivered:
 * since it was owed · waiting, failed: like the step that did not come.
 */
export const steps = [
  /** Taken in. Outcome: what came (`message`, `action`, `failure`). */
  'received',
  /** The planner answered. Outcome: what it came to (`draft`, `revision`, `edit`, `question`, `answer`, `command`). */
  'planned',
  /** The answer to an event stands in the chat. Outcome: `card` (a draft), or `answer`. */
  'shown',
  /** Somebody, or the policy, decided. Outcome: what for (`approve`, `approve_publish`, `discard`, `unpublish`, …). */
  'decided',
  /** n8n holds it. Outcome: `created`, `updated` or `brought_back`. */
  'created',
  /** It is published in n8n. Outcome: `live` or `not_live`, as n8n was seen to start its trigger. */
  'published',
  /** Something else was done with a workflow in n8n. Outcome: what (`unpublished`, `archived`, `retried`, …). */
  'done',
  /** What people were owed to see later, they see now. Outcome: what (`draft`, `act`, `turn`, …). */
  'delivered',
  /** A try came to nothing, and more follow. Outcome: code of the failure. */
  'waiting',
  /** Nothing more is tried. Outcome: code of the failure. */
  'failed',
  /** It was not allowed, made no sense, or was too much at once. Outcome: code of the reason. */
  'refused',
] as const;
export type StepName = (typeof steps)[number];

/** What planning took of the model. */
export interface Cost {
  model: string;
  calls: number;
  promptTokens: number;
  /** Of the prompt tokens: those the model's server had read before. */
  cachedTokens?: number;
  completionTokens: number;
}

/** One step in the life of a request: ids, codes and numbers, never what anybody said, wrote or is called. */
export interface Step {
  step: StepName;
  /** A code out of a bounded set. */
  outcome: string;
  /** Of the request it belongs to, see `reference.ts`. This and what follows: of the work at hand (`workingOn`), unless given. */
  reference?: string | undefined;
  event?: string | undefined;
  draft?: string | undefined;
  /** The creation or act that ran. */
  job?: string | undefined;
  platform?: string | undefined;
  /** The platform's id of the tenant. */
  tenant?: string | undefined;
  /** Our id of the workflow in n8n. */
  workflow?: string | undefined;
  ms?: number | undefined;
  /** Which try it was, from 1. */
  attempt?: number | undefined;
  /** Who was refused at a door, before it became a request: a key's name, or an address. */
  caller?: string | undefined;
  /** The route it came to, where it was refused there. */
  door?: string | undefined;
  /** Of `planned`. */
  cost?: Cost | undefined;
}

/** Says that a step was taken. Never throws. */
export type Follow = (step: Step) => void;

/**
 * One line at `info` per step. Of what can come in floods (waiting for the same thing, refusals of the same caller) one
 * line a minute, with how many `times`. `also` hears every step at once, e.g. to count it.
 */
export function createFollow(log: Logger, ...also: Follow[]): Follow {
  const say = (step: Step, times?: number) =>
    log.info(times !== undefined && times > 1 ? { ...step, times } : step, step.step);
  const heldBack = createHeldBack(say);
  return (given) => {
    const step = { ...workedOn(), ...withoutUndefined(given) };
    const key = floodKey(step);
    if (key) heldBack.tell(key, step);
    else say(step);
    for (const hear of also) {
      try {
        hear(step);
      } catch (error) {
        log.debug({ err: error, step: step.step }, 'a step was not counted');
      }
    }
  };
}

/** Logs nothing, tells nobody: for commands, which say themselves what they do. */
export const followNothing: Follow = () => {};

function floodKey({ step, outcome, job, draft, event, caller }: Step): string | undefined {
  if (step === 'waiting') return [step, outcome, job ?? draft ?? event].join(' ');
  return step === 'refused' && caller !== undefined ? [step, outcome, caller].join(' ') : undefined;
}

const withoutUndefined = (step: Step): Step =>
  Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)) as Step;

/** Whole milliseconds since a moment (raw rows have it as text), by the clock of this process. */
export const msSince = (moment: Date | number | string): number =>
  Math.max(0, Math.round(Date.now() - new Date(moment).getTime()));
