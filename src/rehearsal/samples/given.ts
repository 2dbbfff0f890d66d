import { isTextTooDeep } from '#src/json-depth.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { Outcome } from '../plan.ts';

/** An example as a person gives it. */
export interface GivenSample {
  /** Items of the trigger: of a webhook the bodies, of a form the answers. */
  event?: Record<string, unknown>[];
  /** What steps give, by name. */
  steps?: Record<string, Outcome>;
}

/** Why an example cannot be taken. */
export type SampleProblem = 'not_json' | 'too_large' | 'no_object' | 'too_many';

const mostBytes = 2 ** 20;
const mostItems = 50;

/**
 * Reads an example: an object (or a list of them) is what the trigger gives; one with nothing but `event` and `steps`
 * says it for every step, a failure as `{"error": "…"}`.
 */
export function readSample(text: string): GivenSample | SampleProblem {
  if (Buffer.byteLength(text) > mostBytes) return 'too_large';
  if (isTextTooDeep(text)) return 'too_large';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not_json';
  }
  return toSample(value);
}

/** The same of a value that was read already. */
export function toSample(value: unknown): GivenSample | SampleProblem {
  const inParts =
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.keys(value).every((key) => key === 'event' || key === 'steps');
  if (!inParts) {
    const event = toItems(value);
    return typeof event === 'string' ? event : { event };
  }
  const sample: GivenSample = {};
  if (value['event'] !== undefined) {
    const event = toItems(value['event']);
    if (typeof event === 'string') return event;
    sample.event = event;
  }
  if (value['steps'] === undefined) return sample;
  if (!isRecord(value['steps'])) return 'no_object';
  const steps: Record<string, Outcome> = {};
  for (const [name, each] of Object.entries(value['steps'])) {
    const error = isRecord(each) && Object.keys(each).length === 1 ? toText(each['error']) : undefined;
    const items = error === undefined ? toItems(each) : [];
    if (typeof items === 'string') return items;
    Object.defineProperty(steps, name, { value: error === undefined ? { items } : { items, error }, enumerable: true });
  }
  return { ...sample, steps };
}

function toItems(value: unknown): Record<string, unknown>[] | SampleProblem {
  const items = Array.isArray(value) ? value : [value];
  if (items.length > mostItems) return 'too_many';
  return items.every(isRecord) ? items : 'no_object';
}
