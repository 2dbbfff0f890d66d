import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { mayKnow } from '#src/engine/manage/known.ts';
import { findEventByKey } from '#src/store/events.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { loadActState } from './act-state.ts';
import { type Door, dedupeKeyOf, keyReused, restTenant, userName } from './admit.ts';
import { isOperators, type Scope } from './keys.ts';
import { type Problem, sendProblem } from './problem.ts';
import { askingAs, workflowUnknown } from './workflow-state.ts';

const actQuery = z.object({ user: userName.optional() });
const badQuery: Problem = {
  status: 400,
  code: 'query_invalid',
  title: 'The query is not as expected',
  detail: 'Use user=<name>, on whose behalf it is done, or nothing.',
};

type RestVerb = 'publish' | 'unpublish' | 'delete';

/** Doing something with a workflow: goes the way of a click, through the queue, and is read at its own address. */
export function registerActs(
  app: FastifyInstance,
  { context, inbox, door, waitMs }: { context: EngineContext; inbox: Inbox; door: Door; waitMs: number },
): void {
  const { store } = context;

  async function submit(request: FastifyRequest, reply: FastifyReply, verb: RestVerb, scope: Scope) {
    const key = await door.admit(request, reply, [scope]);
    if (!key) return reply;
    const id = String((request.params as { id?: unknown }).id);
    const query = actQuery.safeParse(request.query);
    if (!query.success) return sendProblem(reply, badQuery);
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
    return reply
      .header('x-request-id', referenceIn(event))
      .code(202)
      .header('location', `/api/v1/acts/${event.id}`)
      .send(await waitForAct(event.id));
  }

  async function waitForAct(id: string) {
    for (const end = Date.now() + waitMs; ; await new Promise((done) => setTimeout(done, 100))) {
      const state = await loadActState(store.fork(), id);
      if (!state) throw new Error('accepted act not found');
      if ((state.status !== 'accepted' && state.status !== 'pending') || Date.now() > end) return state;
    }
  }

  app.post('/api/v1/workflows/:id/publish', (request, reply) => submit(request, reply, 'publish', 'publish'));
  app.post('/api/v1/workflows/:id/unpublish', (request, reply) => submit(request, reply, 'unpublish', 'manage'));
  app.delete('/api/v1/workflows/:id', (request, reply) => submit(request, reply, 'delete', 'manage'));

  app.get('/api/v1/acts/:id', async (request, reply) => {
    const key = await door.admit(request, reply, ['read']);
    if (!key) return reply;
    const id = z.uuid().safeParse((request.params as { id?: unknown }).id);
    const state = id.success ? await loadActState(store.fork(), id.data, isOperators(key)) : undefined;
    if (state) return state;
    return sendProblem(reply, {
      status: 404,
      code: 'act_unknown',
      title: 'No such act',
      detail: 'There is no act with this id. Ids come from publishing, unpublishing or deleting a workflow.',
    });
  });
}
