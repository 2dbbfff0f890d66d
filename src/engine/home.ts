import { type HomeView, homeCard } from '#src/cards/home-card.ts';
import type { Home } from '#src/chat/home.ts';
import type { MessageRef } from '#src/chat/inbound.ts';
import { mayApprove, personKey } from '#src/policy/roles.ts';
import { findRevision, listProposed } from '#src/store/drafts.ts';
import { Tenant, WorkflowRow } from '#src/store/entities.ts';
import { linkTo } from './card-links.ts';
import { type EngineContext, editorLink } from './context.ts';
import { contentOf } from './presentation.ts';

const mostRead = 200;
const mostShown = 10;

/** The page of one person, from what the store says now. What somebody may not decide about is not shown to them. */
export function createHome(context: Pick<EngineContext, 'store' | 'policy' | 'editorUrl' | 'platforms'>): Home {
  const { store, policy } = context;
  return {
    async read({ platform, tenant: externalId, person }) {
      const em = store.fork();
      const tenant = await em.findOne(Tenant, { platform, externalId });
      if (!tenant) return homeCard({ workflows: [], waiting: [], moreWaiting: 0 });
      const key = personKey(platform, externalId, person.id);
      const proposed = await listProposed(em, tenant.id, mostRead);
      const mine = proposed.filter(
        ({ requesterId }) => mayApprove(policy, key, personKey(platform, externalId, requesterId)).allowed,
      );
      const waiting: HomeView['waiting'] = [];
      for (const draft of mine.slice(0, mostShown)) {
        const revision = await findRevision(em, draft.id, draft.revision);
        if (!revision) continue;
        const card = draft.card as unknown as MessageRef | null;
        const url = await linkTo(context, card ?? undefined);
        waiting.push({ name: contentOf(revision).document.name, requester: draft.requesterName, url });
      }
      const workflows = await em.find(
        WorkflowRow,
        { tenant: tenant.id, requesterId: person.id, removedAt: null },
        { orderBy: { createdAt: 'desc' }, limit: mostShown },
      );
      return homeCard({
        waiting,
        moreWaiting: Math.max(0, mine.length - mostShown),
        workflows: workflows.map(({ name, published, n8nId }) => ({
          name,
          published,
          url: editorLink(context, n8nId),
        })),
      });
    },
  };
}
