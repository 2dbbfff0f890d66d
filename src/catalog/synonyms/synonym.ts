import type { Intent } from '../intent.ts';

/**
 * Phrases, separated by `|`, and the short names of the node types they mean, best first. The words of a phrase may
 * stand up to two words apart in a request. With an intent it counts only for wording of that intent (or of none).
 */
export type Synonym = readonly [phrases: string, types: string, intent?: Intent];
