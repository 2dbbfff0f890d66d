import type { words as en } from '../en/index.ts';
import { workflow } from './workflow.ts';

export const words: typeof en = { workflow };
