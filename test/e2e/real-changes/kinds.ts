import type { Kind } from './found.ts';
import { kindsOfSettings } from './kinds-of-settings.ts';
import { kindsOfSteps } from './kinds-of-steps.ts';
import { kindsOfValues } from './kinds-of-values.ts';

/** Every kind of change, by what it is called in the test. */
export const kinds: Record<string, Kind> = { ...kindsOfValues, ...kindsOfSettings, ...kindsOfSteps };
