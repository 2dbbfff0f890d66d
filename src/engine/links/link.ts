import { placeName } from '#src/cards/place.ts';
import { type AccountRef, canLink, type Linkable } from '#src/store/accounts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { type LinkRequestRecord, Tenant } from '#src/store/entities.ts';
import {
  findLinkByCode,
  offerLink as keepOffer,
  type LinkSide,
  sidesOf,
  takeUpLink,
  withdrawOffer,
} from '#src/store/link-requests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { accountOf, keyOf } from '../actor.ts';
import { keepAnswer } from '../answer.ts';
import type { EngineContext } from '../context.ts';
import type { MessageTurn } from '../turn.ts';
import { createLinkCode, hashOfCode } from './code.ts';
import { takeApart } from './decide.ts';
import { mayBeLinked } from './hint.ts';
import { tellSide } from './tell.ts';

const codeLastsMs = 15 * 60_000;
const tries = { points: 5, windowMs: 15 * 60_000 };

const notHere =
  'Accounts are linked in Slack and Teams, where the platform says who somebody is. Say "link" to me there.';
const notAlone =
  'Say "link" to me where nobody reads along: in a direct message, or with my slash command. The code is for you alone.';
const wrong =
  'That code does not work: it is mistyped, or a newer one replaced it. Nothing was changed. Say "link" to me on the other platform for a new one.';
const expired =
  'That code has expired: it lasts 15 minutes. Nothing was changed. Say "link" to me on the other platform for a new one.';
const used = 'That code was used already. Nothing was changed. Say "link" to me on the other platform for a new one.';
const ownCode = 'That is the code of this very account. Say it to me with your account on the other platform.';
const tooOften = 'Those were many codes in a short time. Try again in a quarter of an hour; nothing was changed.';

const refusals: Record<Exclude<Linkable, 'free'>, string> = {
  'linked already': 'These two accounts are linked already.',
  'same tenant':
    'These two cannot be linked: a person has one account per workspace or organisation, and both sides have one in the same.',
};

/** "link": a code to say on the other platform, told to this person alone and kept as its hash. */
export async function offerLink(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { event, tenant } = turn;
  if (!mayBeLinked(turn)) return say(em, turn, notHere);
  if (event.via === 'mention') return say(em, turn, notAlone);
  const code = createLinkCode();
  await context.store.fork().transactional(async (tx) => {
    const until = new Date(Date.now() + codeLastsMs);
    const offer = await keepOffer(tx, sideOf(turn), { hash: hashOfCode(code), expiresAt: until });
    await audit(tx, turn, offer, 'offered');
  });
  const elsewhere = tenant.platform === 'slack' ? 'Teams' : 'Slack';
  await turn.speaker.whisper(
    `Your code is ${code}. It works once and for 15 minutes, and is for you alone.\n\nNow go to ${elsewhere} and say this to me with your account there: link ${code}\n\nAfter that an admin has to confirm it. Then what you may decide with one account you may decide from the other as well.`,
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
  if (!mayBeLinked(turn)) return say(em, turn, notHere);
  const person = keyOf(accountOf(turn));
  const { allowed } = await context.limits.take(`link:${person}`, tries.points, tries.windowMs);
  if (!allowed) return say(em, turn, tooOften);
  const request = await findLinkByCode(em, codeHash);
  if (!request) return say(em, turn, wrong);
  const refused = await whyNot(em, turn, request);
  if (refused && turn.event.via === 'mention' && (await withdraw(context, turn, request)))
    return say(em, turn, notAlone);
  if (refused) return say(em, turn, refused);
  const taken = await context.store.fork().transactional(async (tx) => {
    const won = await takeUpLink(tx, request.id, sideOf(turn));
    if (won) await audit(tx, turn, request, 'taken up');
    return won;
  });
  const latest = (await findLinkByCode(context.store.fork(), codeHash)) ?? request;
  const [offered, here] = (await sidesOf(em, latest)) ?? [];
  // A turn that runs again finds its own work done.
  if (!offered || !here || (!taken && keyOf(here) !== person)) return say(em, turn, used);
  const pair = `${offered.name} in ${placeName(offered.tenant)} and ${here.name} in ${placeName(here.tenant)}`;
  const next = `${pair} shall be linked. An admin has to confirm it: ask one to say "links" to me. You are told when it is decided.`;
  if (taken) await tellSide(context, offered, next);
  return say(em, turn, next);
}

/** Said where others read along, and nothing came of it: whoever reads it shall not be the first to use it. */
async function withdraw(context: EngineContext, turn: MessageTurn, request: LinkRequestRecord): Promise<boolean> {
  return context.store.fork().transactional(async (tx) => {
    const open = await withdrawOffer(tx, request.id);
    if (open) await audit(tx, turn, request, 'withdrawn');
    return open;
  });
}

async function whyNot(em: EntityManager, turn: MessageTurn, request: LinkRequestRecord): Promise<string | undefined> {
  const here = accountOf(turn);
  if (request.tenant === here.tenant.id && request.personId === here.personId) return ownCode;
  if (request.status !== 'offered') {
    const mine = request.otherTenant === here.tenant.id && request.otherPersonId === here.personId;
    return mine && request.status === 'waiting' ? undefined : used;
  }
  if (request.expiresAt.getTime() < Date.now()) return expired;
  const tenant = await em.findOneOrFail(Tenant, { id: request.tenant });
  const offered: AccountRef = { tenant, personId: request.personId };
  const linkable = await canLink(em, offered, here);
  return linkable === 'free' ? undefined : refusals[linkable];
}

/** "unlink": at once, and without anybody asked. */
export async function takeLinkApart(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const own = accountOf(turn);
  const others = await takeApart(context, own, { key: keyOf(own) });
  if (others.length === 0) return say(em, turn, 'This account is not linked with another. Say "link" to link one.');
  const places = others.map(({ tenant }) => placeName(tenant)).join(' and ');
  return say(
    em,
    turn,
    `Done: this account is not linked with yours in ${places} any more. Each acts for itself from now on.`,
  );
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
