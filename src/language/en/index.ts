import { workflow } from './workflow.ts';

export const words = { workflow };
