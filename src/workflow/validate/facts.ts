import type { Rule } from './view.ts';

export const checkFacts: Rule = () => [];
