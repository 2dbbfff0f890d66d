import { previewCard } from '#src/cards/preview-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { Previews } from '#src/chat/previews.ts';
import { readerOf } from '#src/language/language.ts';
import { Tenant } from '#src/store/entities.ts';
import { findByN8nIds, requesterNameOf } from '#src/store/workflows.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { mayKnow } from '../people/known.ts';
import { localeOf } from '../people/spoken.ts';

const mostLinks = 5;

/**
 * As the store knows them: whoever posts a link waits for nothing. Everybody who reads there sees it, so only what was
 * made for this tenant, whatever else whoever posts it may see.
 */
export function createPreviews(
  context: Pick<EngineContext, 'store' | 'policy'> & OfN8n<'url' | 'editorUrl'>,
): Previews {
  const { store, n8n } = context;
  return {
    async of(links, { platform, tenant: externalId, person, locale }) {
      const found = new Map<string, Card>();
      const em = store.fork();
      const tenant = await em.findOne(Tenant, { platform, externalId });
      if (!tenant) return found;
      const speaking = { person, tenant: { id: externalId }, conversation: { platform } };
      const reader = readerOf({ locale: await localeOf(store, speaking, locale) });
      const ids = new Map(links.slice(0, mostLinks).map((link) => [link, workflowIdIn(link, n8n.editorUrl)]));
      const rows = await findByN8nIds(
        em,
        n8n.url,
        [...ids.values()].filter((id) => id !== undefined),
      );
      for (const [link, id] of ids) {
        const row = rows.find(
          ({ n8nId, removedAt, tenant: of, creation }) =>
            n8nId === id && removedAt === null && of === tenant.id && creation !== null,
        );
        const workflow = row && (await mayKnow(context, { tenant, event: { person } }, row.id));
        if (!workflow) continue;
        const { name, published } = workflow;
        found.set(link, previewCard({ name, published, requester: await requesterNameOf(em, workflow) }, reader));
      }
      return found;
    },
  };
}

/** n8n's id of the workflow that a link leads to; undefined for what is no workflow in this editor. Pure. */
function workflowIdIn(link: string, editorUrl: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { host, pathname } = new URL(link);
  const editor = new URL(editorUrl);
  const before = `${editor.pathname.replace(/\/+$/, '')}/workflow/`;
  if (host !== editor.host || !pathname.startsWith(before)) return undefined;
  const id = pathname.slice(before.length).split('/')[0];
  return id && id !== 'new' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
