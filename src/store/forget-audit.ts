import { appendAudit } from './audit.ts';
import { list, purgeRows, runIn, wordyKinds } from './emptied.ts';
import { AuditEvent } from './entities.ts';
import type { Forgetting } from './forget-count.ts';
import type { Store } from './orm.ts';

const rowsAtOnce = 500;

/**
 * Makes an account nobody in the audit trail: a pseudonym takes its place where it acted, the data of rows goes that
 * quote it or hold its words. Rows written before actors were sealed keep theirs: it is in their hash. The chain verifies
 * all the while.
 */
export async function forgetActor(store: Pick<Store, 'fork'>, { key, as, asKey }: Forgetting): Promise<void> {
  for (;;) {
    const done = await store.fork().transactional(async (tx) => {
      const found = await runIn(tx)<{ seq: number; acted: boolean; told: boolean }>(
        `select seq, actor = ? and actor_hash is not null as acted,
           data is not null and ((actor = ? and kind = any(?::text[])) or position(to_json(?::text)::text in data::text) > 0) as told
         from audit_events where (actor = ? and actor_hash is not null)
           or (data is not null and ((actor = ? and kind = any(?::text[])) or position(to_json(?::text)::text in data::text) > 0))
         order by seq limit ?`,
        [key, key, list(wordyKinds), key, key, key, list(wordyKinds), key, rowsAtOnce],
      );
      if (found.length === 0) return true;
      const told = found.filter((row) => row.told).map(({ seq }) => seq);
      const acted = found.filter((row) => row.acted).map(({ seq }) => seq);
      const rows = await purgeRows(tx, await tx.find(AuditEvent, { seq: { $in: told } }, { disableIdentityMap: true }));
      await tx.execute('update audit_events set actor = ?, actor_salt = null where seq = any(?::int[])', [
        asKey,
        list(acted),
      ]);
      const data = {
        act: 'forgotten',
        rows: rows.map((row) => ({ ...row })),
        actors: acted.map((seq) => ({ seq, as: asKey })),
      };
      await appendAudit(tx, { kind: 'purge', actor: 'operator', subject: as, data });
      return false;
    });
    if (done) return;
  }
}
