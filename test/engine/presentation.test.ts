import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { ChatPlatform, OutboundMessage } from '#src/chat/platform.ts';
import { refreshCard } from '#src/engine/presentation.ts';
import { createLogger } from '#src/log.ts';
import { policySchema } from '#src/policy/roles.ts';
import { ensureConversation } from '#src/store/conversations.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { createDraft, recordDecision } from '#src/store/drafts.ts';
import { DraftRow } from '#src/store/entities.ts';
import { insertEvent } from '#src/store/events.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

it('of two that redraw a card at once, the newer state stays on it', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  const ref = { platform: 'playground' as const, key: 'c', address: {} };
  const conversation = await ensureConversation(store.fork(), { id: 't' }, ref);
  const id = crypto.randomUUID();
  const event: MessageReceived = {
    kind: 'message',
    dedupeKey: 'e',
    tenant: { id: 't' },
    conversation: ref,
    person: { id: 'rita', name: 'Rita' },
    text: 'x',
    via: 'direct',
  };
  await insertEvent(store.fork(), { id, tenant: conversation.tenant, conversation: conversation.id }, event);
  const document = {
    name: 'Hourly',
    description: '',
    nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} }],
    connections: [],
    assumptions: [],
  };
  await store.fork().transactional(async (em) => {
    await createDraft(
      em,
      {
        id,
        conversation: conversation.id,
        requesterId: 'rita',
        requesterName: 'Rita',
        workflow: null,
        locale: null,
        timezone: null,
        expiresAt: null,
      },
      {
        event: id,
        request: 'x',
        document,
        workflow: { name: 'Hourly', nodes: [], connections: {}, settings: {} },
        issues: [],
        notes: [],
      },
    );
    await recordDecision(em, {
      draft: id,
      revision: 1,
      decision: 'approved',
      decidedBy: 'rita',
      decidedByName: 'Rita',
      byPolicy: false,
      publish: false,
    });
  });
  const card = { platform: 'playground' as const, address: {} };
  await saveDraftCard(store.fork(), { id, conversation: conversation.id }, { conversation: conversation.id, card });
  const status = (value: 'approved' | 'discarded') => store.fork().nativeUpdate(DraftRow, { id }, { status: value });

  const shown: OutboundMessage[] = [];
  const firstStarted = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const platform: ChatPlatform = {
    name: 'playground',
    limits: { textLength: 1, buttons: 1, buttonLabelLength: 1, cardBytes: 1 },
    post: async () => ({ message: { platform: 'playground', address: {} } }),
    notify: async () => {},
    linkTo: async () => undefined,
    atWork: async () => true,
    async update(_ref, message) {
      if (message.text.startsWith('Approved')) {
        firstStarted.resolve();
        await release.promise;
      }
      shown.push(message);
    },
  };
  const context = {
    store,
    platforms: new Map([['playground' as const, platform]]),
    catalog: createCoreCatalog,
    facts: async () => ({}),
    readCalled: async () => new Map(),
    policy: policySchema.parse({}),
    editorUrl: 'http://n8n',
    log: createLogger('silent'),
  };

  await status('approved');
  const older = refreshCard(context, id);
  await firstStarted.promise;
  await status('discarded');
  const newer = refreshCard(context, id);
  await sleep(200);
  release.resolve();
  await Promise.all([older, newer]);
  expect(shown.map((message) => message.text)).toEqual([
    expect.stringContaining('Approved'),
    expect.stringContaining('Discarded'),
  ]);
});
