import { LockMode } from '@mikro-orm/core';
import type { NamedAccount } from './accounts.ts';
import { clock } from './clock.ts';
import { LinkRequest, type LinkRequestRecord, Tenant } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** One side of a wish to link two accounts, and where its person is told what became of it. */
export interface LinkSide extends NamedAccount {
  conversation: string;
}

/** Keeps a wish for whoever takes it up with the code; the one this account offered before is void. */
export async function offerLink(
  em: EntityManager,
  side: LinkSide,
  code: { hash: string; expiresAt: Date },
): Promise<LinkRequestRecord> {
  const { tenant, personId, name, conversation } = side;
  await em.nativeDelete(LinkRequest, { tenant: tenant.id, personId, status: 'offered' });
  const row = em.create(LinkRequest, {
    id: crypto.randomUUID(),
    status: 'offered',
    tenant: tenant.id,
    personId,
    personName: name,
    conversation,
    codeHash: code.hash,
    expiresAt: code.expiresAt,
  });
  await em.flush();
  return row;
}

/** The code opens nothing any more; false when it did not before. */
export async function withdrawOffer(em: EntityManager, id: string): Promise<boolean> {
  return (await em.nativeDelete(LinkRequest, { id, status: 'offered' })) > 0;
}

/** The first of these hashes that is of an open code. */
export async function findOpenCode(em: EntityManager, hashes: string[]): Promise<string | undefined> {
  return (await em.findOne(LinkRequest, { codeHash: hashes, status: 'offered' }))?.codeHash;
}

export async function findLinkByCode(em: EntityManager, codeHash: string): Promise<LinkRequestRecord | null> {
  return em.findOne(LinkRequest, { codeHash });
}

/** The other side said the code; false when somebody did before. */
export async function takeUpLink(em: EntityManager, id: string, side: LinkSide): Promise<boolean> {
  const taken = await em.nativeUpdate(
    LinkRequest,
    { id, status: 'offered' },
    {
      status: 'waiting',
      otherTenant: side.tenant.id,
      otherPersonId: side.personId,
      otherPersonName: side.name,
      otherConversation: side.conversation,
      takenUpAt: clock(),
    },
  );
  return taken === 1;
}

/** Wishes both sides have proved, the oldest first. */
export async function listWaitingLinks(em: EntityManager): Promise<LinkRequestRecord[]> {
  return em.find(LinkRequest, { status: 'waiting' }, { orderBy: { takenUpAt: 'asc' } });
}

/** Locked until the transaction ends: it is decided once. */
export async function lockLink(em: EntityManager, id: string): Promise<LinkRequestRecord | null> {
  return em.findOne(LinkRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Both sides; undefined while nobody took it up. */
export async function sidesOf(
  em: EntityManager,
  row: LinkRequestRecord,
): Promise<readonly [LinkSide, LinkSide] | undefined> {
  const { otherTenant, otherPersonId, otherPersonName, otherConversation } = row;
  if (!otherTenant || !otherPersonId || !otherConversation) return undefined;
  const [own, other] = [
    await em.findOneOrFail(Tenant, { id: row.tenant }),
    await em.findOneOrFail(Tenant, { id: otherTenant }),
  ];
  return [
    { tenant: own, personId: row.personId, name: row.personName, conversation: row.conversation },
    { tenant: other, personId: otherPersonId, name: otherPersonName ?? otherPersonId, conversation: otherConversation },
  ];
}
