import { type LinkRow, type LinksView, linksCard, linksText } from '#src/cards/links-card.ts';
import { rowsPerPage } from '#src/cards/list-card.ts';
import type { Language } from '#src/language/language.ts';
import type { Reason } from '#src/language/words.ts';
import type { LinkAction } from '#src/model/action.ts';
import { type AccountRef, accountsOf, listLinked, type NamedAccount } from '#src/store/accounts.ts';
import { LinkRequest } from '#src/store/entities.ts';
import { listWaitingLinks, sidesOf } from '#src/store/link-requests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { accountOf, keyOf, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { answer } from '../turn/answer.ts';
import { sayToAsker } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { decideLink, isAdminSomewhere, mayLink, mayUnlink, takeApart, takenApart } from './decide.ts';
import { named, placesOf } from './named.ts';
import { tellLinkNow } from './tell.ts';

type Turn = MessageTurn | ActionTurn;

const pairOf = (a: NamedAccount, b: NamedAccount, language: Language): string =>
  `${named(a, language)} ↔ ${named(b, language)}`;

const idsOf = (...accounts: NamedAccount[]): string => accounts.map(keyOf).join(' ↔ ');

/** "links": for admins, a page of what waits and of the links there are. Everybody else is told their own. */
export async function showLinks(
  context: EngineContext,
  em: EntityManager,
  turn: Turn,
  page: number,
  told?: string,
): Promise<void> {
  const { event, speaker } = turn;
  if (!(await isAdminSomewhere(context, em, turn))) {
    const text = `${wordsFor(turn).links.adminsOnly} ${await ownLinks(em, turn)}`;
    return event.kind === 'message' ? answer(em, { ...turn, event }, text) : speaker.whisper(text);
  }
  const view = await loadLinks(context, em, turn, page);
  const message = { text: linksText(view), card: linksCard({ ...view, ...(told ? { told } : {}) }) };
  if (event.kind === 'action') await platformOf(context, event.card.platform).update(event.card, message);
  else await sayToAsker({ ...turn, event }, message);
}

async function ownLinks(em: EntityManager, turn: Turn): Promise<string> {
  const [, ...others] = await accountsOf(em, accountOf(turn));
  const { links } = wordsFor(turn);
  return others.length === 0 ? links.noneOfYours : links.yours(placesOf(others, readerOfTurn(turn).language));
}

/** What this person may decide about, and no more. */
async function loadLinks(context: EngineContext, em: EntityManager, turn: Turn, wanted: number): Promise<LinksView> {
  const { language } = readerOfTurn(turn);
  const all: LinkRow[] = [];
  for (const request of await listWaitingLinks(em)) {
    const sides = await sidesOf(em, request);
    if (!sides || !(await mayLink(context, em, turn, sides, 'refused')).allowed) continue;
    const at = request.takenUpAt ?? request.createdAt;
    all.push({ linkId: request.id, state: 'waiting', who: pairOf(...sides, language), ids: idsOf(...sides), at });
  }
  for (const [first, ...others] of await listLinked(em)) {
    if (!first || !(await mayUnlink(context, em, turn, [first, ...others])).allowed) continue;
    for (const { id, linkedAt: at, linkedBy: by, ...other } of others)
      all.push({ linkId: id, state: 'linked', who: pairOf(first, other, language), ids: idsOf(first, other), at, by });
  }
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, total: all.length, rows: all.slice(page * rowsPerPage, (page + 1) * rowsPerPage), language };
}

/** A click on Link, Refuse or Remove: rights and state are what the store says now. */
export async function linkByClick(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { kind, linkId: id, page }: LinkAction,
): Promise<void> {
  if (!uuid.test(id)) return turn.speaker.whisper(wordsFor(turn).links.gone);
  const act = kind === 'link_confirm' ? 'confirmed' : 'refused';
  const told = kind === 'unlink' ? await remove(context, em, turn, id) : await decide(context, em, turn, id, act);
  if (told) await showLinks(context, context.store.fork(), turn, page, told);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function decide(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  id: string,
  act: 'confirmed' | 'refused',
): Promise<string | undefined> {
  const { links } = wordsFor(turn);
  const request = await em.findOne(LinkRequest, { id });
  const sides = request && (await sidesOf(em, request));
  if (!sides) return void (await turn.speaker.whisper(links.gone));
  const may = (tx: EntityManager, now: readonly AccountRef[]) => mayLink(context, tx, turn, now, act);
  // First of all, so that a stranger is not told whether it was decided.
  const permission = await may(em, sides);
  if (!permission.allowed) return refuse(context, turn, id, permission.reason);
  const by = toActor(accountOf(turn), turn);
  const decision = await decideLink(context, id, act, by, { event: turn.row.id, may });
  switch (decision.kind) {
    case 'refused':
      return refuse(context, turn, id, decision.permission.reason);
    case 'gone':
      return links.decidedAlready;
    case 'linked already':
      return links.clearLinked;
    case 'same tenant':
      return links.clearSameTenant;
    case 'decided': {
      await tellLinkNow(context, id);
      const pair = pairOf(...decision.sides, readerOfTurn(turn).language);
      return links[act === 'confirmed' ? 'confirmedBy' : 'refusedBy'](pair, turn.event.person.name);
    }
    default:
      return decision satisfies never;
  }
}

async function remove(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  id: string,
): Promise<string | undefined> {
  const person = (await listLinked(em)).find((accounts) => accounts.some((one) => one.id === id));
  const account = person?.find((one) => one.id === id);
  const { links } = wordsFor(turn);
  const before = await takenApart(em, turn.row);
  if (before) return links.apartBy(named(before, readerOfTurn(turn).language), turn.event.person.name);
  if (!person || !account) return links.apartAlready;
  const permission = await mayUnlink(context, em, turn, person);
  if (!permission.allowed) return refuse(context, turn, id, permission.reason);
  await takeApart(context, account, toActor(accountOf(turn), turn), turn.row.id);
  return links.apartBy(named(account, readerOfTurn(turn).language), turn.event.person.name);
}

async function refuse(context: EngineContext, turn: ActionTurn, subject: string, reason: Reason): Promise<undefined> {
  await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject, act: turn.event.action, reason });
  await turn.speaker.whisper(wordsFor(turn).reasons[reason]);
}
