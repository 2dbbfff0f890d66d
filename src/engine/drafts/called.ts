import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { operatorKey } from '#src/policy/roles.ts';
import { Conversation, type DraftRecord, Tenant } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { callsIn } from '#src/workflow/validate/policy/inner.ts';
import type { Called, CalledWorkflows, JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import type { ReadCalled } from '../n8n-instance.ts';
import type { Asking } from '../people/actor.ts';
import { mayKnowInN8n } from '../people/known.ts';
import { cardPatienceMs, orElse } from './bounded.ts';

type CalledContext = Pick<EngineContext, 'store' | 'policy' | 'log'> & OfN8n<'client' | 'url' | 'errorHub'>;

/** Those beyond count as not read. */
const mostCalled = 25;

export function createCalledReader(context: CalledContext): ReadCalled {
  return async (asking, workflow, { throws = false } = {}) => {
    const found = new Map<string, Called>();
    let next = callsIn(workflow).slice(0, mostCalled);
    if (next.length === 0) return found;
    const who = await asking();
    while (next.length > 0) {
      const read = await Promise.all(next.map((id) => readOne(context, who, id, throws)));
      for (const [index, one] of read.entries()) found.set(next[index] ?? '', one);
      const named = read.flatMap((one) =>
        typeof one === 'string' ? [] : one.versions.flatMap((each) => callsIn(each)),
      );
      next = [...new Set(named)].filter((id) => !found.has(id)).slice(0, mostCalled - found.size);
    }
    return found;
  };
}

async function readOne(context: CalledContext, asking: Asking, id: string, throws: boolean): Promise<Called> {
  // Ours reports failures and nothing else; whoever runs this Flowsmith asked for it.
  if (id === (await context.n8n.errorHub())) return { name: 'Flowsmith', versions: [] };
  if (!isOperator(asking) && !(await mayKnowInN8n(context, asking, id))) return 'unseen';
  const look = readThere(context, id, throws);
  return throws ? look : orElse(look, 'unread', cardPatienceMs);
}

/** Whoever runs a command on the server could read it all anyway; no key and no chat leads into that tenant. */
const isOperator = ({ tenant }: Asking): boolean => tenant.platform === 'rest' && tenant.externalId === operatorKey;

async function readThere({ n8n, log }: CalledContext, id: string, throws: boolean): Promise<Called> {
  try {
    const stored = await n8n.client.get(id);
    const versions = versionsOf(stored);
    return versions ? { name: stored.name, versions } : 'unread';
  } catch (error) {
    if (!(error instanceof N8nError) || (throws && error.retryable)) throw error;
    log.info({ code: error.code }, 'a called workflow was not read');
    return 'unread';
  }
}

/** n8n runs what is live, and what is saved when somebody starts it by hand. Undefined when it does not show one of them. */
function versionsOf(stored: StoredWorkflow): JudgedWorkflow[] | undefined {
  const { nodes, connections, settings, active, activeVersion, activeVersionId, versionId } = stored;
  const saved = { nodes, connections, settings };
  if (!active || activeVersionId === undefined || activeVersionId === versionId) return [saved];
  return activeVersion ? [saved, { ...activeVersion, settings }] : undefined;
}

/** Whoever asked for a draft, with the account that was used. */
export async function askingOf(em: EntityManager, draft: DraftRecord): Promise<Asking> {
  const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
  const tenant = await em.findOneOrFail(Tenant, { id: conversation.tenant });
  const asked = await findEvent(em, draft.id);
  return { event: { person: { id: asked?.payload.person.id ?? draft.requesterId } }, tenant };
}

/** What those are called that whoever asked may know. */
export const nameIn =
  (called: CalledWorkflows) =>
  (id: string): string | undefined => {
    const found = called.get(id);
    return typeof found === 'object' ? found.name : undefined;
  };
