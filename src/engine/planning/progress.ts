import { progressMessage, type Stage } from '#src/cards/message-cards.ts';
import type { EngineContext } from '../context.ts';
import { isAlone } from '../turn/say.ts';
import { type MessageTurn, readerOfTurn } from '../turn/turn.ts';

export interface Progress extends Disposable {
  /** Shows that the request is being read, or begins to wait. */
  begin(): Promise<void>;
  show(stage: Stage): void;
  /** Once what was to be shown is shown. Never throws. */
  settled(): Promise<unknown>;
}

/** Where everybody would see it, nothing is shown of what is answered within this time: it may be nobody else's business. */
const patienceMs = 800;

/**
 * Shows each stage once, in order; a message that could not be rewritten costs nothing but the message. Of a command only
 * after a moment, and only as long as nothing was answered.
 */
export function createProgress({ log }: Pick<EngineContext, 'log'>, turn: MessageTurn): Progress {
  const { speaker, row } = turn;
  let last: Promise<unknown> = Promise.resolve();
  let stage: Stage = 'understanding';
  let hidden = isAlone(turn);
  const saidBefore = speaker.said;
  let timer: NodeJS.Timeout | undefined;
  const message = () => progressMessage(stage, row.id, readerOfTurn(turn).language);
  const say = () => {
    last = last.then(() => speaker.say(message())).catch((error) => log.debug({ err: error }, 'progress not shown'));
  };
  return {
    async begin() {
      if (!hidden) return void (await speaker.say(message()));
      timer = setTimeout(() => {
        hidden = false;
        if (speaker.said === saidBefore && !speaker.hasSpoken) say();
      }, patienceMs);
    },
    show(next) {
      if (next === stage) return;
      stage = next;
      if (!hidden) say();
    },
    settled: () => last,
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
