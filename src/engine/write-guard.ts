import { isAnswered, type WriteGuard } from '#src/n8n/http.ts';
import { mayStillArrive, type N8nAct } from '#src/n8n/messages.ts';
import { claimWrite, settleWrite, type Unanswered } from '#src/store/n8n-writes.ts';
import type { Store } from '#src/store/orm.ts';

/** How n8n's silence is dealt with, in milliseconds. */
export interface Patience {
  /**
   * How long a request that was not answered may still arrive [120 000]. Proxies give up after 60 s (nginx, AWS) or
   * 100 s (Cloudflare); what an n8n that stands still has taken arrives when it goes on, which shows before.
   */
  lateMs: number;
  /** Between two looks that have to agree that something is not there [3 000]: n8n may just have woken up. */
  settleMs: number;
  /** After that long people are told that n8n has not answered [10 000]. */
  tellMs: number;
}

export const usualPatience: Patience = { lateMs: 120_000, settleMs: 3_000, tellMs: 10_000 };

/** An answer is waited for as long as most come, and not until the request counts as lost. */
export const writeTimeoutFor = ({ lateMs }: Patience): number => Math.min(30_000, lateMs / 2);

/** Something written before may still take effect: come back then. No failure, and costs no attempt. */
export class NotYet extends Error {
  override name = 'NotYet';
  readonly waitMs: number;
  /** Since the earlier one was sent. */
  readonly sinceMs: number;
  constructor(unanswered: Unanswered) {
    super('n8n has not answered an earlier write');
    this.sinceMs = unanswered.sinceMs;
    this.waitMs = nextLookMs(unanswered);
  }
}

const quickestMs = 500;
const slowestMs = 15_000;

/** Often in the beginning, when most answers come, and not later than needed. Pure. */
export function nextLookMs({ sinceMs, waitMs }: Unanswered): number {
  const next = Math.min(Math.max(sinceMs / 2, quickestMs), slowestMs);
  return Math.round(Math.min(next, waitMs + 50));
}

/** Twice is as good as once: whoever asked for it may repeat it without waiting. What else is written there waits. */
const repeatable: readonly N8nAct[] = ['publish', 'unpublish', 'archive', 'unarchive', 'remove', 'stop'];

/**
 * Lets no request that changes `subject` leave while an earlier one may still take effect. Throws NotYet then.
 * That it leaves is committed before, and taken back when n8n's answer came. Whoever repeats a creation has to look for
 * its effect first.
 * @param write.owner creation or act it is for
 * @param write.isDone for what is made once only: asked when the request is about to leave, because somebody else may
 *   have been quicker. Then a success is kept too, and whoever records what was made forgets it (`forgetWrite`).
 */
export function guardWrites(
  { store, patience }: { store: Store; patience: Patience },
  { subject, owner, isDone }: { subject: string; owner: string; isDone?: () => Promise<boolean> },
): WriteGuard {
  return async (act, send) => {
    const { lateMs } = patience;
    const token = crypto.randomUUID();
    const elapsedMs = stopwatch();
    const claim = { subject, owner, token, lateMs, repeatable: repeatable.includes(act) };
    const unanswered = await claimWrite(store.fork(), claim);
    if (unanswered) throw new NotYet(unanswered);
    // Or this process stood still since it committed: by now somebody else may count the request as lost.
    if ((await isDone?.()) || elapsedMs() > lateMs / 4) {
      await settleWrite(store.fork(), token);
      throw new NotYet({ sinceMs: 0, waitMs: quickestMs });
    }
    try {
      const answer = await send();
      // What was made once is kept until it is recorded; what was refused is not.
      const kept = isDone !== undefined && answer.status < 300;
      if (isAnswered(answer) && !kept) await settleWrite(store.fork(), token);
      return answer;
    } catch (error) {
      if (!mayStillArrive(error)) await settleWrite(store.fork(), token);
      throw error;
    }
  };
}

/** By both clocks: one does not run while a machine sleeps, the other may be set. */
function stopwatch(): () => number {
  const [wall, steady] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wall, performance.now() - steady);
}
