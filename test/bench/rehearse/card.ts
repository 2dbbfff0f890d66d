import { rehearsedElements } from '#src/cards/rehearsed.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import { toLines } from '#src/rehearsal/tell.ts';
import { toShortLines } from '#src/rehearsal/tell-short.ts';
import { toMessage } from '#src/workflow/issues.ts';

/** What differs from one run to the next, whatever the workflow does. */
const moments = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;
const calm = (text: string): string => text.replaceAll(moments, '<now>');

/** Texts of a card about a rehearsal, as a person reads them. */
export function cardTexts(rehearsal: Rehearsal, catalog: Catalog): string {
  const findings = [...new Set(rehearsal.issues.map((issue) => toMessage(issue, 'en')))];
  return calm(JSON.stringify(rehearsedElements({ ...toShortLines(rehearsal, { catalog, language: 'en' }), findings })));
}

/** All that a rehearsal tells, as REST and the command line have it. */
export const allTexts = (rehearsal: Rehearsal, catalog: Catalog): string =>
  calm(JSON.stringify(toLines(rehearsal, { catalog, language: 'en' })));
