import type { ActionTaken, InboundEvent, Inbox } from '#src/chat/inbound.ts';
import type { Logger } from '#src/log.ts';
import { type Policy, personKey, policySchema } from '#src/policy/roles.ts';
import type { Queues } from '#src/queue/queues.ts';
import { type Accepted, acceptEvent, type Line } from '#src/store/accept.ts';
import type { EventRecord } from '#src/store/entities.ts';
import { findEvent, findWaiting, markHandled, requestStop } from '#src/store/events.ts';
import { findOpenCode } from '#src/store/link-requests.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { storable } from '#src/store/storable.ts';
import { createFollow, type Follow, msSince } from '#src/telemetry/follow.ts';
import { inSpokenLanguage } from '../people/spoken.ts';
import { cleanEvent } from './clean-event.ts';
import { laneOf } from './lane.ts';
import { codeMark, codesLike, hashOfCode } from './link-code.ts';

/** How long an acknowledgement waits for the queue; the sweeper finds what was not enqueued. */
const enqueueTimeoutMs = 1_000;

const usualWaiting = policySchema.parse({}).waiting;

export interface InboxOptions {
  store: Store;
  queues: Pick<Queues, 'enqueueTurn'>;
  log: Logger;
  /** [only logged] */
  follow?: Follow;
  /** How many requests may wait at once [the default policy's]. */
  waiting?: Policy['waiting'];
}

/** Accepts events durably: once `accept` resolved, a crash of anything loses nothing. */
export function createInbox(options: InboxOptions): Inbox {
  const { store, queues, log, follow = createFollow(log), waiting = usualWaiting } = options;
  return {
    async accept(received) {
      const begun = Date.now();
      const event = await inSpokenLanguage(store, await withoutOpenCode(store, cleanEvent(storable(received))));
      const line = { ...waiting, lane: laneOf(event) };
      const row: Accepted & { stopped?: string } = await (event.kind === 'action' && event.action === 'stop'
        ? acceptStop(store, event, line)
        : accept(store.fork(), event, line));
      if (row.fresh)
        follow({
          step: 'received',
          ...{ reference: row.reference, event: row.id, draft: draftOf(event) },
          ...{ platform: event.conversation.platform, tenant: event.tenant.id },
          ...{ outcome: event.kind, ms: msSince(begun) },
        });
      if (row.status === 'received') await enqueueSoon(() => queues.enqueueTurn(row.id, row.lane), log);
      if (row.stopped) await enqueueSoon(() => queues.enqueueTurn(row.stopped ?? '', 'ahead'), log);
      return row.fresh ? 'accepted' : 'duplicate';
    },
  };
}

async function accept(em: EntityManager, event: InboundEvent, line: Line): Promise<Accepted> {
  if (event.kind !== 'message') return acceptEvent(em, eventId(event), event, undefined, line);
  const actor = personKey(event.conversation.platform, event.tenant.id, event.person.id);
  const data = { text: event.text, via: event.via };
  return acceptEvent(em, eventId(event), event, { kind: 'request', actor, data }, line);
}

async function acceptStop(store: Store, event: ActionTaken, line: Line): Promise<Accepted & { stopped?: string }> {
  return store.fork().transactional(async (tx) => {
    const accepted = await accept(tx, event, line);
    const row = accepted.fresh ? await findEvent(tx, accepted.id) : null;
    const stopped = row ? await takeStop(tx, event, row) : undefined;
    if (!stopped) return accepted;
    await markHandled(tx, accepted.id);
    return { ...accepted, status: 'handled', stopped };
  });
}

/** Stop must not wait in line behind the very turn it stops: it takes effect here. Returns whose turn it stops. */
async function takeStop(em: EntityManager, event: ActionTaken, row: EventRecord): Promise<string | undefined> {
  // A platform's own Stop names no turn: it means the one this person waits for in that conversation.
  const target = event.value.eventId ?? (await findWaiting(em, row, event.person.id));
  if (!target) return undefined;
  return (await requestStop(em, { event: target, tenant: row.tenant, person: event.person.id })) ? target : undefined;
}

const draftOf = (event: InboundEvent) => (event.kind === 'action' ? event.value.draftId : undefined);

/** REST fixes the draft's id before anything is planned; its event has the same one. */
function eventId(event: InboundEvent): string {
  return (event.kind === 'message' && event.rest?.draftId) || crypto.randomUUID();
}

/** An open code that was said in other words than `takeLinkCode` knows means the same, and is kept as little. */
async function withoutOpenCode<T extends InboundEvent>(store: Store, event: T): Promise<T> {
  const codes = event.kind === 'message' && !event.linkCodeHash ? codesLike(event.text) : [];
  const open = codes.length > 0 ? await findOpenCode(store.fork(), codes.map(hashOfCode)) : undefined;
  if (event.kind !== 'message' || !open) return event;
  const text = codes
    .filter((code) => hashOfCode(code) === open)
    .reduce((left, code) => left.replaceAll(code, codeMark), event.text);
  return { ...event, text, linkCodeHash: open };
}

async function enqueueSoon(enqueue: () => Promise<void>, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the queue did not answer in time')), enqueueTimeoutMs);
  });
  const work = enqueue();
  work.catch(() => {});
  try {
    await Promise.race([work, late]);
  } catch (error) {
    log.warn({ err: error }, 'turn not enqueued: the sweeper will find it');
  } finally {
    clearTimeout(timer);
  }
}
