import { defineEntity, p } from '@mikro-orm/core';
import { StoredEvent } from './chat.ts';
import { now } from './columns.ts';

/**
 * How an answer to a click that is held open ended, whoever was first: words for whoever pressed, none because the click
 * led to something else, or none because nobody waits any longer. Gone within minutes.
 */
export const Aside = defineEntity({
  name: 'Aside',
  tableName: 'asides',
  properties: {
    event: () => p.manyToOne(StoredEvent).mapToPk().primary().deleteRule('cascade'),
    text: p.text().nullable(),
    at: now(),
  },
});
