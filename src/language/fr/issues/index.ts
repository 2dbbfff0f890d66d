import type { issues as en } from '../../en/issues/index.ts';
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

export const issues: typeof en = {
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
