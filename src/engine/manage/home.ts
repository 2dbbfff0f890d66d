import type { DraftView } from '#src/cards/draft-view.ts';
import type { FailedRow } from '#src/cards/failed-card.ts';
import { type HomeView, homeCard } from '#src/cards/home-card.ts';
import type { Home } from '#src/chat/home.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { Tenant, WorkflowRow } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { cardPatienceMs, orElse } from '../drafts/bounded.ts';
import { type Asking, accountOf } from '../people/actor.ts';
import { localeOf } from '../people/spoken.ts';
import { toFailedRows } from '../reach/failed-rows.ts';
import { loadFailures } from '../reach/failures-of.ts';
import { midnight } from '../reach/zone-clock.ts';
import { loadDraftView, type ViewContext } from '../shown/presentation.ts';
import { loadShown, waitingFor } from '../shown/waiting.ts';
import { type ListContext, loadListRows } from './list.ts';

const mostShown = 10;
/** Kinds of failures. */
const mostFailures = 5;
/** Drafts that can be decided about on the page itself. */
const mostWhole = 3;

type HomeContext = Pick<EngineContext, 'store' | 'policy' | 'placeOf'> & ViewContext & ListContext;

/** The page of one person, from what the store and n8n say now. What somebody may not decide about is not shown to them. */
export function createHome(context: HomeContext): Home {
  const { store } = context;
  return {
    async read({ platform, tenant: externalId, person, locale }) {
      const speaking = { person, tenant: { id: externalId }, conversation: { platform } };
      const reader = readerOf({ locale: await localeOf(store, speaking, locale) });
      const em = store.fork();
      const tenant = await em.findOne(Tenant, { platform, externalId });
      if (!tenant) return homeCard({ workflows: [], waiting: [], further: [], moreWaiting: 0, failures: [], reader });
      const asking = { tenant, event: { person } };
      const workflows = await loadOwn(context, em, asking);
      const failures = await loadFailed(context, asking, reader);
      return homeCard({ reader, workflows, failures, ...(await loadWaiting(context, em, { asking, reader })) });
    },
  };
}

async function loadOwn(context: HomeContext, em: EntityManager, asking: Asking): Promise<HomeView['workflows']> {
  const accounts = await accountsOf(em, accountOf(asking));
  const workflows = await em.find(
    WorkflowRow,
    { $or: accounts.map((own) => ({ tenant: own.tenant.id, requesterId: own.personId })), removedAt: null },
    { orderBy: { createdAt: 'desc' }, limit: mostShown },
  );
  return loadListRows(
    context,
    workflows.map(({ id, name }) => ({ name, mine: true, of: { id } })),
  );
}

/** Within a week; nothing where n8n takes too long to say. */
async function loadFailed(context: HomeContext, asking: Asking, reader: Reader): Promise<FailedRow[]> {
  // On a connection of its own: one that is given up goes on reading.
  const em = context.store.fork();
  const scope = { kind: 'own' as const, accounts: await accountsOf(em, accountOf(asking)) };
  const since = midnight(new Date(), reader.timezone, 6);
  const found = await orElse(loadFailures(context, em, { since }, scope), [], cardPatienceMs);
  const open = found.filter(({ recovered }) => !recovered);
  return toFailedRows(open.slice(0, mostFailures), reader);
}

async function loadWaiting(
  context: HomeContext,
  em: EntityManager,
  { asking, reader }: { asking: Asking; reader: Reader },
): Promise<Pick<HomeView, 'waiting' | 'further' | 'moreWaiting'>> {
  const mine = await waitingFor(context.policy, em, asking);
  const shown = await loadShown(em, mine.slice(0, mostShown), reader);
  const waiting: DraftView[] = [];
  const further: HomeView['further'] = [];
  for (const { draft, name } of shown) {
    // On a connection of its own: one that is given up goes on reading.
    const view =
      waiting.length < mostWhole
        ? await orElse(loadDraftView(context.store.fork(), draft, context), undefined, cardPatienceMs)
        : undefined;
    if (view) waiting.push(view);
    else further.push({ draftId: draft.id, revision: draft.revision, name, requester: draft.requesterName });
  }
  return { waiting, further, moreWaiting: Math.max(0, mine.length - mostShown) };
}
