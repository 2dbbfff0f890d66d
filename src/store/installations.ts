import { createHash } from 'node:crypto';
import type { Installation, Installations } from '#src/chat/installations.ts';
import type { Cipher } from './cipher.ts';
import { clockAhead } from './clock.ts';
import { SlackInstallation, type SlackInstallationRecord } from './entities.ts';
import { whileAlone } from './leases.ts';
import type { EntityManager, Store } from './orm.ts';

/**
 * Installations of the Slack app in PostgreSQL, their tokens sealed for their owner and for nobody else. Times are kept by
 * PostgreSQL's clock and handed out by that of the process: Slack says how long a token lives, not until when.
 */
export function createInstallations(store: Pick<Store, 'fork'>, cipher: Cipher): Installations {
  const toRow = (one: Installation, ahead: number) => ({
    ...one,
    installedAt: moved(one.installedAt, ahead),
    name: one.name ?? null,
    token: cipher.encrypt(one.token, purposeOf(one.owner)),
    refreshToken: one.refreshToken ? cipher.encrypt(one.refreshToken, purposeOf(one.owner)) : null,
    expiresAt: one.expiresAt ? moved(one.expiresAt, ahead) : null,
  });

  function fromRow(row: SlackInstallationRecord, ahead: number): Installation {
    const { owner, isOrganisation, appId, botUserId, scopes, installedBy } = row;
    const installedAt = moved(row.installedAt, -ahead);
    const open = (sealed: string): string => cipher.decrypt(sealed, purposeOf(owner));
    return {
      ...{ owner, isOrganisation, appId, botUserId, scopes, installedBy, installedAt },
      name: row.name ?? undefined,
      token: open(row.token),
      refreshToken: row.refreshToken ? open(row.refreshToken) : undefined,
      expiresAt: row.expiresAt ? moved(row.expiresAt, -ahead) : undefined,
    };
  }

  async function write(em: EntityManager, installation: Installation): Promise<void> {
    await em.upsert(
      SlackInstallation,
      { id: crypto.randomUUID(), ...toRow(installation, await clockAhead(em)) },
      { onConflictFields: ['owner'], onConflictExcludeFields: ['id'] },
    );
  }

  const installations: Installations = {
    save: (installation) => write(store.fork(), installation),

    async find(owner) {
      const em = store.fork();
      const row = await em.findOne(SlackInstallation, { owner });
      if (!row) return undefined;
      const current = ![row.token, row.refreshToken].some((one) => one && cipher.isOutdated(one));
      if (current) return fromRow(row, await clockAhead(em));
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
        const ahead = await clockAhead(em);
        const now = fromRow(row, ahead);
        const next = await change(now);
        if (!next) return now;
        const changed = await em.nativeUpdate(SlackInstallation, { owner, token: row.token }, toRow(next, ahead));
        if (changed > 0) return next;
        const latest = await store.fork().findOne(SlackInstallation, { owner });
        return latest ? fromRow(latest, ahead) : undefined;
      }),

    async useState(state, keepMs) {
      const em = store.fork();
      await em.execute(`delete from used_states where used_at < clock_timestamp() - ? * interval '1 millisecond'`, [
        keepMs,
      ]);
      const inserted = (await em.execute(
        'insert into used_states (id) values (?) on conflict do nothing returning id',
        [createHash('sha256').update(state).digest('base64url')],
      )) as unknown[];
      return inserted.length === 1;
    },
  };
  return installations;
}

const moved = (at: Date, byMs: number): Date => new Date(at.getTime() + byMs);

const purposeOf = (owner: string): string => `slack installation ${owner}`;
