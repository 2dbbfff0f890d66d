import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Conversation, Tenant } from './chat.ts';
import { id, moment, now } from './columns.ts';

/** One of several accounts of the same person. An account that is linked with no other has no row. */
export const Account = defineEntity({
  name: 'Account',
  tableName: 'accounts',
  properties: {
    id: id(),
    /** The same for all accounts of one person; names nothing else. */
    person: p.uuid(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    personId: p.text(),
    name: p.text(),
    /** Whoever confirmed it, in full. */
    linkedBy: p.text(),
    linkedAt: now(),
  },
  uniques: [{ properties: ['tenant', 'personId'] }],
  indexes: [{ properties: ['person'] }],
});

const linkStatuses = ['offered', 'waiting', 'confirmed', 'refused'] as const;

/** A wish to link two accounts: offered with a code by one, taken up with it by the other, decided by an admin. */
export const LinkRequest = defineEntity({
  name: 'LinkRequest',
  tableName: 'link_requests',
  properties: {
    id: id(),
    status: p.enum([...linkStatuses]),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    personId: p.text(),
    personName: p.text(),
    /** Where the outcome is told. */
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    /** SHA-256 of the code; the code itself is only told to the person. */
    codeHash: p.text().unique(),
    expiresAt: p.datetime().columnType('timestamptz'),
    otherTenant: () => p.manyToOne(Tenant).mapToPk().nullable(),
    otherPersonId: p.text().nullable(),
    otherPersonName: p.text().nullable(),
    otherConversation: () => p.manyToOne(Conversation).mapToPk().nullable(),
    takenUpAt: moment(),
    decidedBy: p.text().nullable(),
    decidedAt: moment(),
    createdAt: now(),
  },
  indexes: [
    { properties: ['status', 'createdAt'] },
    { properties: ['tenant', 'personId'] },
    { properties: ['conversation'] },
    { properties: ['otherTenant'] },
    { properties: ['otherConversation'] },
  ],
});

export type AccountRecord = InferEntity<typeof Account>;
export type LinkRequestRecord = InferEntity<typeof LinkRequest>;
