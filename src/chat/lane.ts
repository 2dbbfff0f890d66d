/**
 * Where an event waits for its answer. `plan`: it needs a model or other long work, and has slots of its own. `quick`:
 * it is answered at once, after what was said before it in its conversation. `ahead`: it depends on nothing said before,
 * so it does not even wait for a request that is being planned in its own conversation.
 */
export const lanes = ['ahead', 'quick', 'plan'] as const;
export type Lane = (typeof lanes)[number];
