import { defineEntity, p } from '@mikro-orm/core';
import { Conversation, Tenant } from './chat.ts';
import { id, now } from './columns.ts';

/** Where the bot began to speak with somebody alone, or that it may not. */
export const DirectChat = defineEntity({
  name: 'DirectChat',
  tableName: 'direct_chats',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    personId: p.text(),
    conversation: () => p.manyToOne(Conversation).mapToPk().nullable(),
    /** Code of the platform's refusal. */
    refusal: p.text().nullable(),
    at: now(),
  },
  uniques: [{ properties: ['tenant', 'personId'] }],
  indexes: [{ properties: ['conversation'] }],
});
