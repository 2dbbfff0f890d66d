import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, Issue } from '../draft.ts';
export function validateDraft(_d: Draft, _c: { catalog: Catalog }): Issue[] { return []; }
export function validateWorkflow(_d: unknown, _c: { catalog: Catalog; unknownTypes?: 'error' | 'warning' }): Issue[] { return []; }
