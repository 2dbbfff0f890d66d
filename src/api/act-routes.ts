import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { toWire } from '#src/chat/actions.ts';
import type { Inbox } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { mayKnow } from '#src/engine/people/known.ts';
import { effectOf, type RestVerb } from '#src/model/verbs.ts';
import { redactJson } from '#src/policy/secrets.ts';
import { findEventByKey } from '#src/store/events.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { loadActState } from './act-state.ts';
import { type Door, dedupeKeyOf, keyReused, restTenant } from './admit.ts';
import { type ActOperation, type ActState, actOperations, getAct } from './operations/acts.ts';
import { workflowUnknown } from './operations/workflows.ts';
import { preferredWait, sendAccepted, sendWatched } from './prefer.ts';
import { sendProblem } from './problem.ts';
import { isOperators } from './scopes.ts';
import { type Call, serve } from './serve.ts';
import type { Waiting } from './waiting.ts';
import { askingAs } from './workflow-state.ts';

export interface ActRoutesOptions {
  context: EngineContext;
  inbox: Inbox;
  door: Door;
  waiting: Waiting;
  /** How long a call waits for the act unless it says so itself. */
  waitMs: number;
}

const isUnderWay = ({ status }: ActState): boolean => status === 'accepted' || status === 'pending';

type Acting = Call<ActOperation>;

/** Doing something with a workflow: goes the way of a click, through the queue, and is read at its own address. */
export function registerActs(app: FastifyInstance, { context, inbox, door, waiting, waitMs }: ActRoutesOptions): void {
  const { store } = context;

  async function submit(
    { request, reply, key, params: { id }, query, body: fields }: Acting,
    verb: RestVerb,
  ): Promise<FastifyReply> {
    const asking = await askingAs(store, key, query.user);
    if (!(await mayKnow(context, asking, id))) return sendProblem(reply, workflowUnknown);
    if (!(await door.allowUser(reply, asking.event.person.id))) return reply;
    const found = dedupeKeyOf(request, key, randomUUID());
    if ('problem' in found) return sendProblem(reply, found.problem);
    const { dedupeKey } = found;
    const asks = effectOf(verb).button?.click === 'asks';
    await inbox.accept({
      kind: 'action',
      dedupeKey,
      tenant: { id: restTenant },
      conversation: { platform: 'rest', key: dedupeKey, address: null },
      person: asking.event.person,
      ...toWire({ kind: 'act', verb, workflowId: id, ...(asks ? { confirmed: true } : {}) }),
      ...(fields ? { fields } : {}),
      card: { platform: 'rest', address: null },
    });
    const event = await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey);
    const payload = event?.payload;
    if (
      !event ||
      payload?.kind !== 'action' ||
      payload.action !== verb ||
      payload.value.workflowId !== id ||
      !isDeepStrictEqual(payload.fields, redactJson(fields))
    ) {
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

  for (const { verb, operation } of actOperations) serve(app, door, operation, (call) => submit(call, verb));

  serve(app, door, getAct, (call) => {
    const read = (id: string) => loadActState(store.fork(), id, isOperators(call.key));
    return sendWatched(call, waiting, { read, isUnderWay, unknown: getAct.params.unknown });
  });
}
