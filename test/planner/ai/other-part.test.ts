import { describe, expect, it } from 'vitest';
import type { Language } from '#src/language/language.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { catalog } from '../plan-words.ts';

const planner = catalog && createTemplatePlanner({ catalog, now: () => new Date('2026-11-29T08:00:00Z') });

async function plan(request: string, draft?: Draft, locale: Language = 'en'): Promise<Draft> {
  if (!planner) throw new Error('no catalogue');
  const { result } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    locale,
    signal: AbortSignal.timeout(60_000),
    ...(draft ? { current: { draft, revision: 1 } } : {}),
  } as never);
  if (!('draft' in result)) throw new Error(JSON.stringify(result));
  return result.draft;
}
const types = ({ nodes }: Draft) => nodes.map(({ type }) => type.slice(type.lastIndexOf('.') + 1)).join(' ');

describe.skipIf(!catalog)('another store or model, as the card says that it can be changed', () => {
  it.each([
    ['in Qdrant', 'lmChatOpenAi memoryBufferWindow vectorStoreQdrant'],
    ['use Qdrant instead of PGVector', 'lmChatOpenAi memoryBufferWindow vectorStoreQdrant'],
    ['with Anthropic', 'lmChatAnthropic memoryBufferWindow vectorStorePGVector'],
    ['use Claude instead', 'lmChatAnthropic memoryBufferWindow vectorStorePGVector'],
    ['mit Anthropic', 'lmChatAnthropic memoryBufferWindow vectorStorePGVector'],
    ['dans Qdrant', 'lmChatOpenAi memoryBufferWindow vectorStoreQdrant'],
    ['en Qdrant', 'lmChatOpenAi memoryBufferWindow vectorStoreQdrant'],
  ])('%s', async (request, parts) => {
    const draft = await plan(request, await plan('A chatbot that answers from our PDFs'));
    expect(types(draft)).toBe(`chatTrigger agent ${parts} embeddingsOpenAi`);
    expect(
      draft.connections.every(({ from, to }) =>
        [from, to].every((name) => draft.nodes.some((node) => node.name === name)),
      ),
    ).toBe(true);
  });

  it('what fills the store goes with what searches it, and nothing says the old name any more', async () => {
    const first = await plan(
      'Telegram bot that answers questions about the files in our Google Drive folder with Gemini',
    );
    const draft = await plan('in the Qdrant collection called docs', first);
    expect(types(draft).match(/vectorStoreQdrant/g)).toHaveLength(2);
    expect(JSON.stringify(draft)).not.toContain('PGVector');
    expect(draft.nodes.filter(({ parameters }) => JSON.stringify(parameters).includes('"docs"'))).toHaveLength(2);
  });

  it('so it does in another language', async () => {
    const first = await plan('Ein Chatbot, der Fragen aus unseren PDFs beantwortet', undefined, 'de');
    expect(JSON.stringify(await plan('in Qdrant', first, 'de'))).not.toContain('PGVector');
  });
});
