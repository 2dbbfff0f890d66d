import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { mayKnow } from '#src/engine/people/known.ts';
import { findEventByKey } from '#src/store/events.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { type ActState, loadActState } from './act-state.ts';
import { type Door, dedupeKeyOf, keyReused, restTenant, userName } from './admit.ts';
import { preferredWait, sendAccepted, sendWatched } from './prefer.ts';
import { invalidQuery, type Problem, sendProblem } from './problem.ts';
import { isOperators, type Scope } from './scopes.ts';
import type { Waiting } from './waiting.ts';
import { askingAs, workflowUnknown } from './workflow-state.ts';

const actQuery = z.object({ user: userName.optional() });

type RestVerb = 'publish' | 'unpublish' | 'delete';

export interface ActRoutesOptions {
  context: EngineContext;
  inbox: Inbox;
  door: Door;
  waiting: Waiting;
  /** How long a call waits for the act unless it says so itself. */
  waitMs: number;
}

const isUnderWay = ({ status }: ActState): boolean => status === 'accepted' || status === 'pending';

/** Doing something with a workflow: goes the way of a click, through the queue, and is read at its own address. */
export function registerActs(app: FastifyInstance, { context, inbox, door, waiting, waitMs }: ActRoutesOptions): void {
  const { store } = context;

  async function submit(request: FastifyRequest, reply: FastifyReply, verb: RestVerb, scope: Scope) {
    const key = await door.admit(request, reply, [scope]);
    if (!key) return reply;
    const id = String((request.params as { id?: unknown }).id);
    const query = actQuery.safeParse(request.query);
    if (!query.success)
      return sendProblem(reply, invalidQuery(query.error, 'Use user=<name>, on whose behalf it is done, or nothing.'));
    const asking = await askingAs(store, key, query.data.user);
    if (!(await mayKnow(context, asking, id))) return sendProblem(reply, workflowUnknown);
    if (!(await door.allowUser(reply, asking.event.person.id))) return reply;
    const found = dedupeKeyOf(request, key, randomUUID());
    if ('problem' in found) return sendProblem(reply, found.problem);
    const { dedupeKey } = found;
    await inbox.accept({
      kind: 'action',
      dedupeKey,
      tenant: { id: restTenant },
      conversation: { platform: 'rest', key: dedupeKey, address: null },
      person: asking.event.person,
      action: verb,
      value: { workflowId: id, ...(verb === 'delete' ? { choice: 1 } : {}) },
      card: { platform: 'rest', address: null },
    });
    const event = await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey);
    const payload = event?.payload;
    if (!event || payload?.kind !== 'action' || payload.action !== verb || payload.value.workflowId !== id) {
      return sendProblem(reply, keyReused);
    }
    const { waitMs: preferredMs, applied } = preferredWait(request, waitMs);
    const state = await waiting.until(
      { id: event.id, waitMs: preferredMs, key: key.id },
      () => loadActState(store.fork(), event.id),
      (now) => !now || !isUnderWay(now),
    );
    if (!state) throw new Error('accepted act not found');
    reply.header('x-request-id', referenceIn(event));
    return sendAccepted(reply, { location: `/api/v1/acts/${event.id}`, ...(applied ? { applied } : {}) }, state);
  }

  app.post('/api/v1/workflows/:id/publish', (request, reply) => submit(request, reply, 'publish', 'publish'));
  app.post('/api/v1/workflows/:id/unpublish', (request, reply) => submit(request, reply, 'unpublish', 'manage'));
  app.delete('/api/v1/workflows/:id', (request, reply) => submit(request, reply, 'delete', 'manage'));

  app.get('/api/v1/acts/:id', async (request, reply) => {
    const key = await door.admit(request, reply, ['read']);
    if (!key) return reply;
    const read = (id: string) => loadActState(store.fork(), id, isOperators(key));
    const { id } = request.params as { id?: unknown };
    return sendWatched(request, reply, waiting, { id, key: key.id, read, isUnderWay, unknown: actUnknown });
  });
}

const actUnknown: Problem = {
  status: 404,
  code: 'act_unknown',
  title: 'No such act',
  detail: 'There is no act with this id. Ids come from publishing, unpublishing or deleting a workflow.',
};
