import type { FastifyInstance } from 'fastify';
import type { Inbox } from '#src/chat/inbound.ts';
import type { Pictures } from '#src/chat/picture.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { storable } from '#src/store/storable.ts';
import { registerActs } from './act-routes.ts';
import { createDoor, restTenant } from './admit.ts';
import { registerAudit } from './audit-routes.ts';
import { registerDrafts } from './draft-routes.ts';
import { createStateLoader } from './draft-state.ts';
import { openApiDocument } from './openapi.ts';
import { createSubmit } from './submit-draft.ts';
import { registerTemplates } from './template-routes.ts';
import { registerWorkflows } from './workflow-routes.ts';

export interface ApiOptions {
  context: EngineContext;
  inbox: Inbox;
  pictures: Pictures;
  /** How long a call waits for a draft or an act before it answers that it is still under way. */
  waitMs?: number;
}

/** The HTTP API: every route needs a key, every error is a problem document. */
export async function registerApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { context, inbox, pictures, waitMs = 20_000 } = options;
  const door = createDoor(context);
  const loadState = createStateLoader(context, pictures);
  const submit = createSubmit({ store: context.store, inbox, loadState }, waitMs);
  await app.register(async (scope) => {
    scope.addHook('preValidation', async (request) => {
      request.body = storable(request.body);
      request.query = storable(request.query);
    });
    registerDrafts(scope, { door, submit, loadState });
    registerWorkflows(scope, { context, door, submit });
    registerActs(scope, { context, inbox, door, waitMs });
    registerTemplates(scope, { store: context.store, tenant: restTenant, admit: door.admit });
    registerAudit(scope, { store: context.store, door });
    scope.get('/openapi.json', async () => openApiDocument);
  });
}
