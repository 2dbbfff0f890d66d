import type { Follow } from './follow.ts';

/**
 * What a span says, by the names of OpenTelemetry's semantic conventions: ids, codes and numbers, never what anybody said,
 * wrote or is called.
 */
export type SpanFields = Record<string, string | number | boolean | string[] | undefined>;

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface SpanOptions {
  /** [internal] */
  kind?: SpanKind;
  fields?: SpanFields;
  /** Where it goes on with: a `traceparent` of another process, kept in a row. Unless given, the running span. */
  parent?: string | null | undefined;
  /** Only as a part of a running span, never as the first of a trace: what runs all day by itself. */
  inside?: boolean;
}

export interface Span {
  set(fields: SpanFields): void;
  /** It ended badly without throwing. `type`: a code out of a bounded set. */
  failed(type: string): void;
}

/** What really makes spans; see `tracing.ts`, which alone knows OpenTelemetry. */
export interface Tracer {
  span<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>;
  traceparent(): string | undefined;
  /** Says more about the running span. */
  note(fields: SpanFields): void;
}

const silent: Span = { set() {}, failed() {} };
let tracer: Tracer | undefined;

/** From now on spans are made. Returns how to stop that. */
export function useTracer(used: Tracer): () => void {
  tracer = used;
  return () => {
    if (tracer === used) tracer = undefined;
  };
}

/** Whether spans are made at all. */
export const isTracing = (): boolean => tracer !== undefined;

/** Does the work as a span; what it throws marks the span and is thrown on. Without tracing it is only done. */
export function span<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer ? tracer.span(name, options, work) : work(silent);
}

/** W3C trace context of the running span, to be kept beside what goes on in another process; undefined outside of one. */
export const traceparent = (): string | undefined => tracer?.traceparent();

/** Says more about the running span; nothing outside of one. */
const note = (fields: SpanFields): void => tracer?.note(fields);

/** Every step says on the running span what it was about, so that spans are found by a reference. */
export const noteStep: Follow = ({ reference, event, draft, platform, step, outcome }) =>
  note({
    'flowsmith.reference': reference,
    'flowsmith.event': event,
    'flowsmith.draft': draft,
    'flowsmith.platform': platform,
    [`flowsmith.step.${step}`]: outcome,
  });
