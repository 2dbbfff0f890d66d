import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import type { Language } from '#src/language/language.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });

async function said(locale: Language, ...requests: string[]): Promise<string[]> {
  let current: { draft: Parameters<typeof assumptionsOf>[0]; issues: [] } | undefined;
  for (const request of requests) {
    const { result } = await planner.plan({
      ...{ request, locale, history: [], sources: noSources, timezone: 'Europe/Berlin' },
      ...(current ? { current: current as never } : {}),
      signal: new AbortController().signal,
    });
    if (result.kind !== 'draft' && result.kind !== 'revision') throw new Error(JSON.stringify(result));
    current = { draft: result.draft, issues: [] };
  }
  return current ? assumptionsOf(current.draft, locale) : [];
}

describe('what is taken for granted', () => {
  it.each([
    ['de', 'Jeden Morgen das Wetter in München an #a schicken', 'Keine Uhrzeit wurde genannt: Es läuft um 09:00.'],
    ['fr', 'Chaque matin envoie la météo de Munich à #a', 'Aucune heure n’a été indiquée : exécution à 09:00.'],
    ['es', 'Cada mañana envía el tiempo de Munich a #a', 'No se indicó ninguna hora: se ejecuta a las 09:00.'],
  ] as const)('is in the language of the card: %s', async (locale, request, words) => {
    const all = await said(locale, request);
    expect(all).toContain(words);
    expect(all).toHaveLength(3);
    expect(all.join(' ')).not.toMatch(/\b(?:is|runs|the|was|when|comes)\b/);
  });

  it('a time that was said since takes none for granted', async () => {
    const all = await said('de', 'Jeden Morgen das Wetter in München an #a schicken', 'um 7 Uhr');
    expect(all.join(' ')).not.toContain('Uhrzeit');
    expect(all).toHaveLength(2);
  });
});
