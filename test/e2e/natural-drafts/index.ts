import { apps } from './apps.ts';
import { core } from './core.ts';
import { flow } from './flow.ts';
import type { NaturalDraft } from './forms.ts';
import { roots } from './roots.ts';
import { triggers } from './triggers.ts';

/** A small workflow for each of more than a hundred node types. */
export const naturalDrafts: readonly NaturalDraft[] = [...triggers, ...core, ...apps, ...flow, ...roots];
