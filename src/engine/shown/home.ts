import { type HomeView, homeCard } from '#src/cards/home-card.ts';
import type { Home } from '#src/chat/home.ts';
import { readerOf } from '#src/language/language.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { cardsOfAll } from '#src/store/draft-cards.ts';
import { Tenant, WorkflowRow } from '#src/store/entities.ts';
import { type EngineContext, editorLink, type OfN8n } from '../context.ts';
import { accountOf } from '../people/actor.ts';
import { localeOf } from '../people/spoken.ts';
import { linkTo } from './card-links.ts';
import { loadShown, waitingFor } from './waiting.ts';

const mostShown = 10;

/** The page of one person, from what the store says now. What somebody may not decide about is not shown to them. */
export function createHome(context: Pick<EngineContext, 'store' | 'policy' | 'platforms'> & OfN8n<'editorUrl'>): Home {
  const { store, policy } = context;
  return {
    async read({ platform, tenant: externalId, person, locale }) {
      const speaking = { person, tenant: { id: externalId }, conversation: { platform } };
      const reader = readerOf({ locale: await localeOf(store, speaking, locale) });
      const em = store.fork();
      const tenant = await em.findOne(Tenant, { platform, externalId });
      if (!tenant) return homeCard({ workflows: [], waiting: [], moreWaiting: 0, reader });
      const asking = { tenant, event: { person } };
      const mine = await waitingFor(policy, em, asking);
      const waiting: HomeView['waiting'] = [];
      const shown = await loadShown(em, mine.slice(0, mostShown), reader);
      const cards = await cardsOfAll(
        em,
        shown.map(({ draft }) => draft),
      );
      for (const { draft, name } of shown) {
        const card = cards.get(draft.id)?.find((place) => place.card.platform === platform)?.card;
        waiting.push({ name, requester: draft.requesterName, url: await linkTo(context, card) });
      }
      const accounts = await accountsOf(em, accountOf(asking));
      const workflows = await em.find(
        WorkflowRow,
        { $or: accounts.map((own) => ({ tenant: own.tenant.id, requesterId: own.personId })), removedAt: null },
        { orderBy: { createdAt: 'desc' }, limit: mostShown },
      );
      return homeCard({
        reader,
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
