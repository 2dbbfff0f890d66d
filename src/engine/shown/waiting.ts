import { rowsPerPage } from '#src/cards/list-card.ts';
import { placeName } from '#src/cards/place.ts';
import { type WaitingRow, type WaitingView, waitingCard, waitingText } from '#src/cards/waiting-card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { isAdmin, isNamed, type Policy, policyFor } from '#src/policy/roles.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft, findDrafts, listProposed, namesOf, type Proposed } from '#src/store/drafts.ts';
import type { DraftRecord, TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { askedOf } from '#src/store/votes.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { mayDecide } from '../drafts/approval.ts';
import { seesDraft } from '../drafts/open-draft.ts';
import { type Asking, accountOf, actorOnDraft, actorsOnProposed, handOf, keyOf, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { sayToAsker } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn } from '../turn/turn.ts';
import { currentMessage } from './presentation.ts';
import { showCards, showFormerCards } from './show-cards.ts';

export interface WaitingDraft extends Pick<Proposed, 'id' | 'createdAt'> {
  /** The tenant it belongs to. */
  home: TenantRecord;
}

/** Of each tenant; what waits beyond that is shown once these are decided. */
const mostRead = 1_000;

/** Drafts this person may decide about, here and where they have a linked account, the newest first: that is what somebody just spoke of. */
export async function waitingFor(policy: Policy, em: EntityManager, asking: Asking): Promise<WaitingDraft[]> {
  const found: WaitingDraft[] = [];
  const accounts = await accountsOf(em, accountOf(asking));
  for (const account of accounts) {
    const { tenant, personId } = account;
    const key = keyOf({ tenant, personId });
    const roles = policyFor(policy, tenant);
    // Without approvers one decides about one's own: those of others must not take their place among the newest.
    const named = isAdmin(roles, key) || Object.values(roles.groups).some((group) => isNamed(group, key));
    const own = roles.approvers.length === 0 && !named;
    const requesters = own ? [personId, key] : null;
    const proposed = await listProposed(em, tenant.id, { limit: mostRead, requesters });
    const mine = [account, ...accounts.filter((other) => other !== account)];
    const asked =
      roles.approvals.length > 0
        ? await askedOf(
            em,
            proposed.map(({ id }) => id),
          )
        : undefined;
    const hands = mine.map((one) => handOf(keyOf(one)));
    for (const { draft, actor } of await actorsOnProposed(policy, em, { home: tenant, mine }, proposed)) {
      const { issues = [], votes = [] } = asked?.get(draft.id) ?? {};
      if (votes.some((one) => hands.includes(handOf(one)))) continue;
      if (mayDecide({ ...actor, person: actor.key, issues }).allowed)
        found.push({ id: draft.id, createdAt: draft.createdAt, home: tenant });
    }
  }
  return found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/**
 * One page of them. A command's list is private: as a card where a card can be, else as words. Where others read along
 * (`hereOnly`), nothing is named that belongs to another tenant.
 */
export async function showWaiting(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn | ActionTurn,
  page: number,
  hereOnly: boolean,
): Promise<void> {
  const view = await loadWaiting(context, em, turn, { wanted: page, hereOnly });
  const message = { text: waitingText(view), card: waitingCard(view) };
  const { event } = turn;
  if (event.kind === 'action') await platformOf(context, event.card.platform).update(event.card, message);
  else await sayToAsker(turn, message);
}

async function loadWaiting(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn | ActionTurn,
  { wanted, hereOnly }: { wanted: number; hereOnly: boolean },
): Promise<WaitingView> {
  const reader = readerOfTurn(turn);
  const { tenant } = turn;
  const waiting = await waitingFor(context.policy, em, turn);
  const all = hereOnly ? waiting.filter(({ home }) => home.id === tenant.id) : waiting;
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const page = Math.min(wanted, pages - 1);
  const shown = all.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
  const rows = (await loadShown(em, shown, reader)).map(
    ({ draft, name, home }): WaitingRow => ({
      draftId: draft.id,
      revision: draft.revision,
      name,
      requester: draft.requesterName,
      place: placeName(home, reader.language),
      at: draft.createdAt,
    }),
  );
  return { page, pages, total: all.length, hereOnly, rows, reader };
}

/** Those that are shown of what waits, whole, with what their newest revisions are called. */
export async function loadShown(
  em: EntityManager,
  shown: readonly WaitingDraft[],
  reader: Reader,
): Promise<{ draft: DraftRecord; home: TenantRecord; name: string }[]> {
  const ids = shown.map(({ id }) => id);
  const drafts = new Map((await findDrafts(em, ids)).map((draft) => [draft.id, draft]));
  const names = await namesOf(em, ids);
  return shown.flatMap(({ id, home }) => {
    const draft = drafts.get(id);
    return draft ? [{ draft, home, name: names.get(id) ?? wordsIn(reader.language).cards.waiting.aDraft }] : [];
  });
}

/**
 * Shows a draft where the button was pressed, wherever it was asked for; from then on this card is kept up to date as
 * well. False for those who may not see it, which leaves its mark.
 */
export async function showDraft(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  draftId: string,
): Promise<boolean> {
  const draft = await findDraft(em, draftId);
  if (!draft || !(await seesDraft(em, draft, await actorOnDraft(context.policy, em, turn, draft)))) {
    const reason = 'unknown draft, or not theirs to see';
    await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject: draftId, act: 'show', reason });
    return false;
  }
  const card = await turn.speaker.say(await currentMessage(em, draft, context));
  await saveDraftCard(em, draft, { conversation: turn.conversation.id, card });
  await showFormerCards(context, draftId);
  // Between reading and remembering somebody may have decided.
  await showCards(context, draftId);
  return true;
}
