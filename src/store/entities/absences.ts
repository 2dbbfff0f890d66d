import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Tenant } from './chat.ts';
import { id, now } from './columns.ts';

/** Somebody is away until then, and who approves in their place. Gone once it is over. */
export const Absence = defineEntity({
  name: 'Absence',
  tableName: 'absences',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    personId: p.text(),
    until: p.datetime().columnType('timestamptz'),
    /** In the same tenant; null where nobody stands in. */
    deputyId: p.text().nullable(),
    /** Whoever said it, in full. */
    setBy: p.text(),
    setAt: now(),
  },
  uniques: [{ properties: ['tenant', 'personId'] }],
});

export type AbsenceRecord = InferEntity<typeof Absence>;
