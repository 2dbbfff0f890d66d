import type { FastifyInstance } from 'fastify';
import type { Inbox } from '#src/chat/inbound.ts';
import type { Pictures } from '#src/chat/picture.ts';
import type { EngineContext } from '#src/engine/context.ts';
import type { Cipher } from '#src/store/cipher.ts';
import { storable } from '#src/store/storable.ts';
import { registerActs } from './act-routes.ts';
import { createDoor } from './admit.ts';
import { registerAudit } from './audit-routes.ts';
import { registerChoices } from './choice-routes.ts';
import { registerDecisions } from './decide-routes.ts';
import { registerDocs } from './docs.ts';
import { registerDrafts } from './draft-routes.ts';
import { createStateLoader } from './draft-state.ts';
import { openApiDocument } from './openapi.ts';
import { createSubmit } from './submit-draft.ts';
import { registerTemplates } from './template-routes.ts';
import { createWaiting } from './waiting.ts';
import { registerWebhooks } from './webhook-routes.ts';
import { registerWorkflows } from './workflow-routes.ts';

export interface ApiOptions {
  context: EngineContext;
  inbox: Inbox;
  pictures: Pictures;
  /** Where it is reached from outside; none: wherever a request came to. */
  publicUrl?: string;
  /** For the secrets of webhooks; without one there are none. */
  cipher?: Cipher;
  /** Where `/` leads. */
  home: string;
  /** How long a call waits for a draft or an act before it answers that it is still under way. */
  waitMs?: number;
}

/** The HTTP API: every route needs a key, every error is a problem document. */
export async function registerApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { context, inbox, pictures, publicUrl, home, cipher, waitMs = 20_000 } = options;
  const door = createDoor(context);
  const loadState = createStateLoader(context, pictures);
  const waiting = createWaiting(context);
  const submit = createSubmit({ store: context.store, inbox, loadState, waiting }, waitMs);
  await app.register(async (scope) => {
    scope.addHook('preValidation', async (request) => {
      request.body = storable(request.body);
      request.query = storable(request.query);
    });
    // Before the doors close: whoever waits is answered first.
    scope.addHook('preClose', async () => waiting[Symbol.dispose]());
    registerDrafts(scope, { door, submit, loadState, waiting });
    registerChoices(scope, { context, door, loadState });
    registerDecisions(scope, { store: context.store, inbox, door, loadState, waiting, waitMs });
    registerWorkflows(scope, { context, door, submit });
    registerActs(scope, { context, inbox, door, waiting, waitMs });
    registerTemplates(scope, { store: context.store, door });
    registerAudit(scope, { store: context.store, door });
    const { internalHosts } = context.policy;
    registerWebhooks(scope, { store: context.store, door, internalHosts, cipher });
    registerDocs(scope);
    scope.get('/', async (_request, reply) => reply.redirect(home, 303));
    scope.get('/openapi.json', async (request) =>
      openApiDocument(publicUrl ?? `${request.protocol}://${request.host}`),
    );
  });
}
