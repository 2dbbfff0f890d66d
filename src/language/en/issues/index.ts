import { ai } from './ai.ts';
import { expressions } from './expressions.ts';
import { nodes } from './nodes.ts';
import { parameters } from './parameters.ts';
import { planner } from './planner.ts';
import { policy } from './policy.ts';
import { rehearsal } from './rehearsal.ts';
import { structure } from './structure.ts';
import { times } from './times.ts';
import { values } from './values.ts';
import { wiring } from './wiring.ts';

export { asks } from './planner.ts';

/**
 * What findings say, by their code: the one place where codes and their parameters are stated. Parameters are JSON and
 * are stored: what a code needs may grow by what may be missing, anything else is a new code.
 */
export const issues = {
  ...structure,
  ...nodes,
  ...wiring,
  ...ai,
  ...parameters,
  ...values,
  ...expressions,
  ...times,
  ...policy,
  ...planner,
  ...rehearsal,
};
