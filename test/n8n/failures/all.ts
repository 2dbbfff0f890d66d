import { actFailures } from './acts.ts';
import type { Row } from './answers.ts';
import { documentFailures } from './documents.ts';
import { executionFailures } from './executions.ts';
import { wayFailures } from './ways.ts';

/** Every answer seen from n8n 2.40.7 and what may stand in front of it. */
export const rows: Row[] = [...wayFailures, ...documentFailures, ...actFailures, ...executionFailures];
