import type { EngineContext } from '#src/engine/context.ts';
import { createPlannerSources } from '#src/engine/planning/planner-sources.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { findPerson } from '#src/store/accounts.ts';
import { findStaleActs } from '#src/store/acts.ts';
import { findStaleCreations } from '#src/store/creations.ts';
import { claimDue } from '#src/store/deliveries.ts';
import { countWaiting, findFreed, isForOthers, takeTurn } from '#src/store/dispatch.ts';
import { findOverdue } from '#src/store/drafts.ts';
import { StoredEvent, Tenant } from '#src/store/entities.ts';
import { failUnanswerable, findPrivateTalks, findStaleEvents } from '#src/store/events.ts';
import { listFeedback } from '#src/store/feedback.ts';
import { recentMessages } from '#src/store/messages.ts';
import { markSwept } from '#src/store/tries.ts';
import type { Page, Subject } from '#test/support/pages.ts';

const platforms: PlatformName[] = ['slack', 'teams', 'rest', 'playground'];

/** What processes ask of the database by themselves, and what a planner looks up. */
export function jobsOf(context: EngineContext): Page[] {
  const { store } = context;
  const job = (name: string, act: (subject: Subject) => Promise<unknown>): Page => ({
    name,
    prepare: async (subject) => () => act(subject),
  });
  return [
    job('/metrics: queue', () => countWaiting(store.fork())),
    job('dispatch: next turn', () => takeTurn(store.fork(), { queue: 'turns', platforms })),
    job('dispatch: for others', () => isForOthers(store.fork(), 'plans', platforms)),
    job('dispatch: freed', ({ made }) => findFreed(store.fork(), made, 'plans')),
    job('sweeper: events', () => findStaleEvents(store.fork(), { ageMs: 30_000, platforms, limit: 200 })),
    job('sweeper: unanswerable', () => failUnanswerable(store.fork(), { afterMs: 1, platforms, limit: 200 })),
    job('sweeper: creations', () => findStaleCreations(store.fork(), 30_000, 200)),
    job('sweeper: acts', () => findStaleActs(store.fork(), 30_000, 200)),
    job('sweeper: mark', ({ made, draft }) => markSwept(store.fork(), 'inbound_events', [made, draft], 15_000)),
    job('expiry', () => findOverdue(store.fork(), 20)),
    job('deliveries: due', () => claimDue(store.fork(), { platform: 'slack', limit: 4, paused: [] }, 1)),
    job('planner: similar workflows', async (subject) =>
      (await sources(subject)).findWorkflows(subject.workflow.name.split(' ').slice(1).join(' ')),
    ),
    job('planner: templates', async (subject) => (await sources(subject)).findTemplates('weather every morning')),
    job('planner: what was said', async ({ made }) => {
      const event = await store.fork().findOneOrFail(StoredEvent, { id: made });
      return recentMessages(store.fork(), event.conversation, made, 20);
    }),
    job('accounts: a person', ({ platform, tenant, person }) =>
      findPerson(store.fork(), { platform: platform as 'slack', tenant, person }),
    ),
    job('private talks of admins', async ({ platform, tenant, admin }) =>
      findPrivateTalks(store.fork(), (await tenantOf(platform, tenant)).id, [admin]),
    ),
    job('feedback', () => listFeedback(store.fork(), 50)),
  ];

  function tenantOf(platform: PlatformName, externalId: string) {
    return store.fork().findOneOrFail(Tenant, { platform, externalId });
  }
  async function sources({ platform, tenant, person }: Subject) {
    const event = { person: { id: person, name: person } } as never;
    return createPlannerSources(context, { event, tenant: await tenantOf(platform, tenant) });
  }
}
