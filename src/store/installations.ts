import { createHash } from 'node:crypto';
import type { Installation, Installations } from '#src/chat/installations.ts';
import type { Cipher } from './cipher.ts';
import { SlackInstallation, type SlackInstallationRecord, UsedState } from './entities.ts';
import { whileAlone } from './leases.ts';
import type { EntityManager, Store } from './orm.ts';

/** Installations of the Slack app in PostgreSQL, their tokens sealed for their owner and for nobody else. */
export function createInstallations(store: Pick<Store, 'fork'>, cipher: Cipher): Installations {
  const toRow = (one: Installation) => ({
    ...one,
    name: one.name ?? null,
    token: cipher.encrypt(one.token, purposeOf(one.owner)),
    refreshToken: one.refreshToken ? cipher.encrypt(one.refreshToken, purposeOf(one.owner)) : null,
    expiresAt: one.expiresAt ?? null,
  });

  function fromRow(row: SlackInstallationRecord): Installation {
    const { owner, isOrganisation, appId, botUserId, scopes, installedBy, installedAt } = row;
    const open = (sealed: string): string => cipher.decrypt(sealed, purposeOf(owner));
    return {
      ...{ owner, isOrganisation, appId, botUserId, scopes, installedBy, installedAt },
      name: row.name ?? undefined,
      token: open(row.token),
      refreshToken: row.refreshToken ? open(row.refreshToken) : undefined,
      expiresAt: row.expiresAt ?? undefined,
    };
  }

  async function write(em: EntityManager, installation: Installation): Promise<void> {
    await em.upsert(
      SlackInstallation,
      { id: crypto.randomUUID(), ...toRow(installation) },
      { onConflictFields: ['owner'], onConflictExcludeFields: ['id'] },
    );
  }

  const installations: Installations = {
    save: (installation) => write(store.fork(), installation),

    async find(owner) {
      const row = await store.fork().findOne(SlackInstallation, { owner });
      if (!row) return undefined;
      if (![row.token, row.refreshToken].some((one) => one && cipher.isOutdated(one))) return fromRow(row);
      return installations.change(owner, async (now) => now);
    },

    async remove(owner, before) {
      await store.fork().nativeDelete(SlackInstallation, { owner, installedAt: { $lte: before } });
    },

    // Slack is asked meanwhile: no transaction waits for it. What somebody installed anew meanwhile stays.
    change: (owner, change) =>
      whileAlone(store, `slack installation ${owner}`, async () => {
        const em = store.fork();
        const row = await em.findOne(SlackInstallation, { owner });
        if (!row) return undefined;
        const now = fromRow(row);
        const next = await change(now);
        if (!next) return now;
        const changed = await em.nativeUpdate(SlackInstallation, { owner, token: row.token }, toRow(next));
        if (changed > 0) return next;
        const latest = await store.fork().findOne(SlackInstallation, { owner });
        return latest ? fromRow(latest) : undefined;
      }),

    async useState(state, keepMs) {
      const em = store.fork();
      await em.nativeDelete(UsedState, { usedAt: { $lt: new Date(Date.now() - keepMs) } });
      const inserted = (await em.execute(
        'insert into used_states (id) values (?) on conflict do nothing returning id',
        [createHash('sha256').update(state).digest('base64url')],
      )) as unknown[];
      return inserted.length === 1;
    },
  };
  return installations;
}

const purposeOf = (owner: string): string => `slack installation ${owner}`;
