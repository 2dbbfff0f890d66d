import type { ChatPlatform } from '#src/chat/platform.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { type LeaseSide, releaseLease, renewLease, takeLease } from '#src/store/conversations.ts';
import type { Store } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';

const leaseMs = 15_000;

/** Another worker may be answering by now: this turn is over, and nobody is told anything. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** The right to answer in one conversation. Dispose: it is given back. */
export interface Lease extends AsyncDisposable {
  conversation: string;
  side: LeaseSide;
  owner: string;
  /** Aborted once it is lost. */
  signal: AbortSignal;
  /** Asks PostgreSQL; throws LeaseLost when it is not ours any more. */
  confirm(): Promise<void>;
}

/**
 * Takes it, and renews it while the turn runs; undefined while another worker has it. It is lost when PostgreSQL says
 * so, whatever the reason: a process that was stopped for a minute learns it before it does anything else.
 */
export async function holdLease(
  store: Store,
  conversation: string,
  side: LeaseSide = 'lease',
): Promise<Lease | undefined> {
  const owner = crypto.randomUUID();
  if (!(await takeLease(store.fork(), conversation, owner, leaseMs, side))) return undefined;
  const lost = new AbortController();
  let renewedAt = performance.now();
  const renew = async () => {
    const asked = performance.now();
    if (!lost.signal.aborted && (await renewLease(store.fork(), conversation, owner, leaseMs, side))) renewedAt = asked;
    else lost.abort(new LeaseLost('another worker has the conversation'));
  };
  const heartbeat = setInterval(() => {
    renew().catch(() => {
      // PostgreSQL does not answer us; others it may.
      if (performance.now() - renewedAt > leaseMs) lost.abort(new LeaseLost('the lease could not be renewed'));
    });
  }, leaseMs / 3);
  return {
    conversation,
    side,
    owner,
    signal: lost.signal,
    async confirm() {
      await renew();
      lost.signal.throwIfAborted();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat);
      await releaseLease(store.fork(), conversation, owner, side).catch(() => {});
    },
  };
}

/**
 * What a turn works with: all it writes is written only while the lease is ours, and nothing is said after it is lost.
 * Looking is not locking: a process that is stopped inside a transaction must not keep others from the conversation.
 * What it commits when it wakes is what the event came to, and the other turn finds it (`lockEvent`).
 */
export function underLease(context: EngineContext, lease: Lease): EngineContext {
  const store = context.store.guarded(async (query) => {
    lease.signal.throwIfAborted();
    const sql = `select 1 from conversations where id = ? and ${lease.side}_owner = ?`;
    if ((await query(sql, [lease.conversation, lease.owner])).length === 0)
      throw new LeaseLost('another worker has the conversation');
  });
  const platforms = new Map<PlatformName, ChatPlatform>();
  for (const [name, platform] of context.platforms) platforms.set(name, speakingUnder(lease, platform));
  return { ...context, store, platforms };
}

function speakingUnder(lease: Lease, platform: ChatPlatform): ChatPlatform {
  return {
    name: platform.name,
    linkable: platform.linkable,
    async post(...args) {
      await lease.confirm();
      return platform.post(...args);
    },
    async update(...args) {
      await lease.confirm();
      return platform.update(...args);
    },
    async notify(...args) {
      await lease.confirm();
      return platform.notify(...args);
    },
    ...(platform.openDirect ? { openDirect: platform.openDirect.bind(platform) } : {}),
    linkTo: (ref) => platform.linkTo(ref),
    atWork: async (to, working) => !lease.signal.aborted && platform.atWork(to, working),
  };
}
