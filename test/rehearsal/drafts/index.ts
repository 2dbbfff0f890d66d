import { flowing } from './flowing.ts';
import type { RehearsedDraft } from './forms.ts';
import { paying } from './paying.ts';
import { told } from './told.ts';

/** Small drafts of every kind, as people ask for them. */
export const rehearsedDrafts: readonly RehearsedDraft[] = [...paying, ...flowing, ...told];
