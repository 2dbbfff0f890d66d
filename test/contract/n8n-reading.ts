import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readFacts } from '#src/n8n/facts.ts';
import { missingScopes, readScopes } from '#src/n8n/scopes.ts';
import type { Session } from './n8n-session.ts';
import { chain, failureOf, hook, noOp, schedule } from './n8n-workflows.ts';

/** What reading workflows, credentials and scopes relies on. */
export function readingContract(session: Session): void {
  describe('reading', () => {
    test('lists only published ones, or only unpublished ones', async () => {
      const word = randomUUID();
      const live = await session.createLive({ ...chain(schedule()), name: `${word} live` });
      const quiet = await session.create({ ...chain(schedule()), name: `${word} quiet` });
      const ids = async (published: boolean) => {
        const { workflows } = await session.n8n.client.list({ name: word, published });
        return workflows.map(({ id }) => id);
      };
      expect(await ids(true)).toEqual([live.id]);
      expect(await ids(false)).toEqual([quiet.id]);
    });

    test('knows the live nodes apart from the saved ones', async () => {
      const stored = await session.createLive(chain(schedule(), noOp()));
      const [clock] = stored.nodes;
      const smaller = { ...stored, nodes: clock ? [clock] : [], connections: {} };
      await session.n8n.client.update(stored.id, smaller, { publishIfActive: false });
      const read = await session.n8n.client.get(stored.id);
      expect(read.nodes).toHaveLength(1);
      expect(read.activeVersion?.nodes).toHaveLength(2);
      await session.n8n.client.unpublish(stored.id);
      expect((await session.n8n.client.get(stored.id)).activeVersion).toBeUndefined();
    });

    test('says what its key may do', async () => {
      const scopes = await readScopes(session.under.config);
      expect(missingScopes(scopes ?? [])).toEqual([]);
      expect(missingScopes((scopes ?? []).filter((each) => each !== 'execution:retry'))).toMatchObject([
        { scope: 'execution:retry', required: false },
      ]);
      expect((await failureOf(readScopes({ ...session.under.config, apiKey: 'wrong' }))).code).toBe('n8n_unauthorized');
    });

    test('reads workflows, live webhooks and credentials as facts', async () => {
      const path = randomUUID();
      const live = await session.createLive(chain(hook(path), noOp()));
      const saved = live.nodes.map((each) => ({ ...each, parameters: { ...each.parameters, path: 'other' } }));
      await session.n8n.client.update(live.id, { ...live, nodes: saved }, { publishIfActive: false });
      const archived = await session.create(chain(schedule()));
      await session.n8n.archive.archive(archived.id);
      const quiet = await session.create(chain(hook(randomUUID())));
      const facts = await readFacts(session.n8n);
      expect(facts.failures).toEqual([]);
      expect(facts.workflows).toContainEqual({
        ...{ id: live.id, name: live.name, published: true },
        triggers: ['n8n-nodes-base.webhook'],
      });
      expect(facts.workflows?.map(({ id }) => id)).not.toContain(archived.id);
      expect(facts.webhooks?.filter(({ workflowId }) => workflowId === live.id)).toEqual([
        { method: 'POST', path, workflowId: live.id, workflowName: live.name },
      ]);
      expect(facts.webhooks?.filter(({ workflowId }) => workflowId === quiet.id)).toEqual([]);
      expect(facts.credentials).toBeInstanceOf(Array);
      const first = await session.n8n.client.list({ limit: 1 });
      expect(
        await readFacts(
          { ...session.n8n, client: { list: async () => ({ ...first, nextCursor: 'more' }) } },
          { maxPages: 1 },
        ),
      ).not.toHaveProperty('workflows');
    });

    test('lists credentials by id, name and type, and nothing more', async () => {
      const made = await session.under.addCredential({ name: `Team ${randomUUID()}`, type: 'slackApi' });
      const { credentials } = await session.n8n.credentials.list();
      expect(credentials).toContainEqual(made);
      expect(Object.keys(credentials[0] ?? {}).sort()).toEqual(['id', 'name', 'type']);
    });
  });
}
