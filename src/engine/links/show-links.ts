import { type LinkRow, type LinksView, linksCard, linksText } from '#src/cards/links-card.ts';
import { rowsPerPage } from '#src/cards/list-card.ts';
import { placeName } from '#src/cards/place.ts';
import type { Reason } from '#src/language/words.ts';
import { accountsOf, listLinked, type NamedAccount } from '#src/store/accounts.ts';
import { LinkRequest } from '#src/store/entities.ts';
import { type LinkSide, listWaitingLinks, sidesOf } from '#src/store/link-requests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { accountOf, toActor } from '../actor.ts';
import { answer } from '../answer.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { auditRefusal } from '../manage/rights.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn.ts';
import { waitingFor } from '../waiting.ts';
import { decideLink, isAdminSomewhere, mayLink, mayUnlink, takeApart } from './decide.ts';
import { tellSide } from './tell.ts';

type Turn = MessageTurn | ActionTurn;
const gone = 'That is not there any more: somebody decided it already. Say "links" to see what there is.';
const adminsOnly = 'Only an admin can see and decide which accounts are linked.';

const named = ({ name, tenant }: NamedAccount): string => `${name} in ${placeName(tenant)}`;
const pairOf = (a: NamedAccount, b: NamedAccount): string => `${named(a)} ↔ ${named(b)}`;

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
    const text = `${adminsOnly} ${await ownLinks(em, turn)}`;
    return event.kind === 'message' ? answer(em, { ...turn, event }, text) : speaker.whisper(text);
  }
  const view = await loadLinks(context, em, turn, page);
  const message = { text: linksText(view), card: linksCard({ ...view, ...(told ? { told } : {}) }) };
  if (event.kind === 'action') await platformOf(context, event.card.platform).update(event.card, message);
  else if (event.via === 'command' && !speaker.message) await speaker.whisper(message.text, message.card);
  else await speaker.say(message);
}

async function ownLinks(em: EntityManager, turn: Turn): Promise<string> {
  const [, ...others] = await accountsOf(em, accountOf(turn));
  if (others.length === 0) return 'Yours is not linked with another; say "link" to link one.';
  return `Yours is linked with your account in ${others.map(({ tenant }) => placeName(tenant)).join(' and ')}; say "unlink" to take it apart.`;
}

/** What this person may decide about, and no more. */
async function loadLinks(context: EngineContext, em: EntityManager, turn: Turn, wanted: number): Promise<LinksView> {
  const all: LinkRow[] = [];
  for (const request of await listWaitingLinks(em)) {
    const sides = await sidesOf(em, request);
    if (!sides || !(await mayLink(context, em, turn, sides, 'refused')).allowed) continue;
    const at = request.takenUpAt ?? request.createdAt;
    all.push({ linkId: request.id, state: 'waiting', who: pairOf(...sides), at });
  }
  for (const [first, ...others] of await listLinked(em)) {
    if (!first || !(await mayUnlink(context, em, turn, [first, ...others])).allowed) continue;
    for (const { id, linkedAt: at, linkedBy: by, ...other } of others)
      all.push({ linkId: id, state: 'linked', who: pairOf(first, { ...other }), at, by });
  }
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, total: all.length, rows: all.slice(page * rowsPerPage, (page + 1) * rowsPerPage) };
}

/** A click on Link, Refuse or Remove: rights and state are what the store says now. */
export async function linkByClick(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  const { action, value } = turn.event;
  const id = uuid.test(value.linkId ?? '') ? value.linkId : undefined;
  if (!id) return turn.speaker.whisper(gone);
  const told = action === 'unlink' ? await remove(context, em, turn, id) : await decide(context, em, turn, id);
  if (told) await showLinks(context, context.store.fork(), turn, value.page ?? 0, told);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function decide(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  id: string,
): Promise<string | undefined> {
  const act = turn.event.action === 'link_confirm' ? 'confirmed' : 'refused';
  const request = await em.findOne(LinkRequest, { id });
  const sides = request && (await sidesOf(em, request));
  if (!sides) return void (await turn.speaker.whisper(gone));
  const permission = await mayLink(context, em, turn, sides, act);
  if (!permission.allowed) return refuse(context, turn, id, permission.reason);
  const decision = await decideLink(context, id, act, toActor(accountOf(turn), turn));
  switch (decision.kind) {
    case 'gone':
      return 'That was decided already.';
    case 'linked already':
      return 'These accounts are linked already. Refuse it to clear the list.';
    case 'same tenant':
      return 'They cannot be linked any more: both sides have an account in the same place by now. Refuse it to clear the list.';
    case 'decided': {
      for (const side of decision.sides)
        await tellSide(context, side, await outcomeText(context, side, decision.sides, act));
      const words = act === 'confirmed' ? 'Linked' : 'Not linked';
      return `${words}: ${pairOf(...decision.sides)} (${turn.event.person.name}).`;
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
  if (!person || !account) return 'That link was taken apart already.';
  const permission = await mayUnlink(context, em, turn, person);
  if (!permission.allowed) return refuse(context, turn, id, permission.reason);
  await takeApart(context, account, toActor(accountOf(turn), turn));
  return `Taken apart: ${named(account)} acts alone from now on (${turn.event.person.name}).`;
}

async function refuse(context: EngineContext, turn: ActionTurn, subject: string, reason: Reason): Promise<undefined> {
  await auditRefusal(context, { by: toActor(accountOf(turn), turn), subject, act: turn.event.action, reason });
  await turn.speaker.whisper(wordsFor(turn).reasons[reason]);
}

/** What one side is told; what waits for the person goes on from there. */
async function outcomeText(
  context: EngineContext,
  side: LinkSide,
  [a, b]: readonly [LinkSide, LinkSide],
  act: 'confirmed' | 'refused',
): Promise<string> {
  const pair = `${named(a)} and ${named(b)}`;
  if (act === 'refused') return `An admin did not link ${pair}. Nothing was changed.`;
  const asking = { tenant: side.tenant, event: { person: { id: side.personId } } };
  const { length } = await waitingFor(context.policy, context.store.fork(), asking);
  const waiting =
    length > 0
      ? ` ${length === 1 ? 'One draft waits' : `${length} drafts wait`} for your decision: say "waiting" to see ${length === 1 ? 'it' : 'them'} here.`
      : '';
  return `Linked: ${pair}. What you may decide with one you may decide from the other as well.${waiting} Say "unlink" to take it apart.`;
}
