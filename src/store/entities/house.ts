import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Tenant } from './chat.ts';
import { id, now } from './columns.ts';

/** What an admin said everybody of a tenant uses where nobody says otherwise. */
export const HouseValueRow = defineEntity({
  name: 'HouseValueRow',
  tableName: 'house_values',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    /** What it is, e.g. `sender`: a code of `HouseThing`. */
    thing: p.text(),
    /** In which app, as n8n displays it; empty for every app. */
    app: p.text(),
    value: p.text(),
    /** Whoever said it, in full. */
    setBy: p.text(),
    setAt: now(),
  },
  uniques: [{ properties: ['tenant', 'thing', 'app'] }],
});

export type HouseValueRecord = InferEntity<typeof HouseValueRow>;
