import { placeName } from '#src/cards/place.ts';
import type { Dictionary } from '#src/language/words.ts';
import { type AccountRef, canLink, type Linkable } from '#src/store/accounts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { databaseNow } from '#src/store/clock.ts';
import { type LinkRequestRecord, Tenant } from '#src/store/entities.ts';
import { oncePerEvent } from '#src/store/events.ts';
import {
  findLinkByCode,
  offerLink as keepOffer,
  type LinkSide,
  sidesOf,
  takeUpLink,
  withdrawOffer,
} from '#src/store/link-requests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { createLinkCode, hashOfCode } from '../intake/link-code.ts';
import { accountOf, keyOf } from '../people/actor.ts';
import { linkableBeside, mayBeLinked } from '../people/link-hint.ts';
import { keepAnswer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { takeApart } from './decide.ts';
import { bothOf, placesOf } from './named.ts';
import { oweLink } from './owe.ts';
import { tellLinkNow } from './tell.ts';

const codeLastsMs = 15 * 60_000;
const tries = { points: 5, windowMs: 15 * 60_000 };

const linkNo = { 'linked already': 'linkedAlready', 'same tenant': 'sameTenant' } as const satisfies Record<
  Exclude<Linkable, 'free'>,
  keyof Dictionary['engine']['links']
>;

/** "link": a code to say on the other platform, told to this person alone and kept as its hash. */
export async function offerLink(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { event, tenant } = turn;
  const { links } = wordsFor(turn);
  if (!mayBeLinked(context, turn)) return say(em, turn, links.notHere);
  if (event.via === 'mention') return say(em, turn, links.notAlone);
  const code = createLinkCode();
  await context.store.fork().transactional(async (tx) => {
    const until = new Date((await databaseNow(tx)).getTime() + codeLastsMs);
    const offer = await keepOffer(tx, sideOf(turn), { hash: hashOfCode(code), expiresAt: until });
    await audit(tx, turn, offer, 'offered');
  });
  const { language } = readerOfTurn(turn);
  const elsewhere = linkableBeside(context, tenant).map((platform) => placeName({ platform }, language));
  await turn.speaker.whisper(
    links.code(code, elsewhere.join(' / ') || placeName({ platform: tenant.platform }, language)),
  );
  // Not what was said: nobody but the person has the code.
  await keepAnswer(em, turn, 'A code to link accounts was told.');
}

/** "link K7M2-9QRT": both accounts are the same person's, says whoever has both. An admin still has to confirm it. */
export async function takeUpOffer(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  codeHash: string,
): Promise<void> {
  const { links } = wordsFor(turn);
  if (!mayBeLinked(context, turn)) return say(em, turn, links.notHere);
  const person = keyOf(accountOf(turn));
  const again = turn.row.attempts > 1;
  const { allowed } = again
    ? { allowed: true }
    : await context.limits.take(`link:${person}`, tries.points, tries.windowMs);
  if (!allowed) return say(em, turn, links.tooOften);
  if (turn.row.results?.['link:withdrawn']) return say(em, turn, links.notAlone);
  const request = await findLinkByCode(em, codeHash);
  if (!request) return say(em, turn, links.wrong);
  const refused = await whyNot(em, turn, request);
  if (refused && turn.event.via === 'mention' && (await withdraw(context, turn, request)))
    return say(em, turn, links.notAlone);
  if (refused) return say(em, turn, refused);
  const taken = await once(context, turn, 'link:taken', async (tx) => {
    const won = await takeUpLink(tx, request.id, sideOf(turn));
    // Who offered it is told where they did.
    if (won) await oweLink(tx, request.id, request.conversation);
    if (won) await audit(tx, turn, request, 'taken up');
    return won;
  });
  const latest = (await findLinkByCode(context.store.fork(), codeHash)) ?? request;
  const [offered, here] = (await sidesOf(em, latest)) ?? [];
  // A turn that runs again finds its own work done.
  if (!offered || !here || (!taken && keyOf(here) !== person)) return say(em, turn, links.used);
  if (taken) await tellLinkNow(context, request.id);
  const { language } = readerOfTurn(turn);
  return say(em, turn, links.waits(bothOf([offered, here], language)));
}

/** Said where others read along, and nothing came of it: whoever reads it shall not be the first to use it. */
async function withdraw(context: EngineContext, turn: MessageTurn, request: LinkRequestRecord): Promise<boolean> {
  return once(context, turn, 'link:withdrawn', async (tx) => {
    const open = await withdrawOffer(tx, request.id);
    if (open) await audit(tx, turn, request, 'withdrawn');
    return open;
  });
}

/** What this event did when its turn ran before counts as done now. */
async function once(
  context: EngineContext,
  turn: MessageTurn,
  what: `link:${string}`,
  act: (tx: EntityManager) => Promise<boolean>,
): Promise<boolean> {
  return context.store.fork().transactional(async (tx) => {
    const { result } = await oncePerEvent(tx, turn.row.id, what, async () => (await act(tx)) || undefined);
    return result ?? false;
  });
}

async function whyNot(em: EntityManager, turn: MessageTurn, request: LinkRequestRecord): Promise<string | undefined> {
  const here = accountOf(turn);
  const { links } = wordsFor(turn);
  if (request.tenant === here.tenant.id && request.personId === here.personId) return links.ownCode;
  if (request.status !== 'offered') {
    const mine = request.otherTenant === here.tenant.id && request.otherPersonId === here.personId;
    return mine && request.status === 'waiting' ? undefined : links.used;
  }
  if (request.expiresAt < (await databaseNow(em))) return links.expired;
  const tenant = await em.findOneOrFail(Tenant, { id: request.tenant });
  const offered: AccountRef = { tenant, personId: request.personId };
  const linkable = await canLink(em, offered, here);
  return linkable === 'free' ? undefined : links[linkNo[linkable]];
}

/** "unlink": at once, and without anybody asked. */
export async function takeLinkApart(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const own = accountOf(turn);
  const { links } = wordsFor(turn);
  const others = await takeApart(context, own, { key: keyOf(own) }, turn.row.id);
  if (others.length === 0) return say(em, turn, links.notLinked);
  return say(em, turn, links.apart(placesOf(others, readerOfTurn(turn).language)));
}

const sideOf = (turn: MessageTurn): LinkSide => ({
  ...accountOf(turn),
  name: turn.event.person.name,
  conversation: turn.conversation.id,
});

const audit = (tx: EntityManager, turn: MessageTurn, { id }: LinkRequestRecord, act: string): Promise<void> =>
  appendAudit(tx, { kind: 'link', actor: keyOf(accountOf(turn)), subject: id, data: { act } });

/** Private, whatever the platform makes of an answer otherwise; kept as what was answered. */
async function say(em: EntityManager, turn: MessageTurn, text: string): Promise<void> {
  await turn.speaker.whisper(text);
  await keepAnswer(em, turn, text);
}
