import {
  type Attributes,
  context,
  DiagLogLevel,
  diag,
  SpanKind as OtelKind,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TracingConfig } from '#src/config/tracing.ts';
import { FlowsmithError } from '#src/errors.ts';
import { type Logger, workedOn } from '#src/log.ts';
import { type Span, type SpanKind, type SpanOptions, type Tracer, useTracer } from './spans.ts';

const kinds: Record<SpanKind, OtelKind> = {
  internal: OtelKind.INTERNAL,
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  producer: OtelKind.PRODUCER,
  consumer: OtelKind.CONSUMER,
};

/** How long one batch may take, with its retries, unless the operator says; so no end of a process waits longer. */
const flushMs = 3_000;
/** The exporter complains with every batch: so often is enough. */
const complainEveryMs = 60_000;

export interface TracingOptions {
  config: TracingConfig;
  log: Logger;
  version: string;
  role: string;
  /** How long spans are collected before they are sent, in milliseconds [5 000]. */
  everyMs?: number;
}

/**
 * Sends spans by OTLP. Imported only when an endpoint is set, so that nobody else pays for it. Nothing waits for the
 * receiver: what it does not take is dropped, and a log line says so at most once a minute. Dispose: what is left is
 * sent, for 3 s at most.
 */
export function startTracing({ config, log, version, role, everyMs }: TracingOptions): AsyncDisposable {
  complainTo(log);
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'flowsmith', 'service.version': version, 'flowsmith.role': role }))
    .merge(detectResources({ detectors: [serviceInstanceIdDetector, envDetector] }));
  const Exporter = config.protocol === 'http/json' ? JsonExporter : ProtobufExporter;
  const exporter = new Exporter(config.ownTimeout ? {} : { timeoutMillis: flushMs });
  const processor = new BatchSpanProcessor({ exporter, ...(everyMs ? { scheduledDelayMillis: everyMs } : {}) });
  const provider = new TracerProvider({
    resource,
    sampler: toSampler(config),
    spanProcessors: [processor],
    spanLimits: { attributeValueLengthLimit: 256 },
  });
  const stop = useTracer(toTracer(provider));
  return {
    async [Symbol.asyncDispose]() {
      stop();
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, flushMs);
      await Promise.race([provider.shutdown().catch(() => {}), late]);
      clearTimeout(timer);
      context.disable();
      propagation.disable();
      diag.disable();
    },
  };
}

function toTracer(provider: TracerProvider): Tracer {
  const tracer = provider.getTracer('flowsmith');
  return {
    span(name, options, work) {
      const within = options.parent ? remote(options.parent) : context.active();
      if (options.inside && !trace.getSpan(within)) return work(silent);
      const { kind = 'internal', fields } = options;
      const attributes = { ...aboutWork(), ...withoutUndefined(fields) };
      return tracer.startActiveSpan(name, { kind: kinds[kind], attributes }, within, async (made) => {
        const span: Span = {
          set: (more) => void made.setAttributes(withoutUndefined(more)),
          failed(type) {
            made.setAttribute('error.type', type);
            made.setStatus({ code: SpanStatusCode.ERROR });
          },
        };
        try {
          return await work(span);
        } catch (error) {
          // The message of an error may quote what somebody said.
          span.failed(error instanceof FlowsmithError ? error.code : error instanceof Error ? error.name : 'unknown');
          throw error;
        } finally {
          made.end();
        }
      });
    },
    note: (fields) => void trace.getActiveSpan()?.setAttributes(withoutUndefined(fields)),
    traceparent() {
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier);
      return carrier['traceparent'];
    },
  };
}

const silent: Span = { set() {}, failed() {} };

/** So that whoever has a reference finds its spans. */
function aboutWork(): Attributes {
  const { reference, event, draft, job } = workedOn() ?? {};
  return withoutUndefined({
    'flowsmith.reference': reference,
    'flowsmith.event': event,
    'flowsmith.draft': draft,
    'flowsmith.job': job,
  });
}

const remote = (traceparent: string) => propagation.extract(ROOT_CONTEXT, { traceparent });

function withoutUndefined(fields: SpanOptions['fields'] = {}): Attributes {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toSampler({ sampler, ratio }: TracingConfig) {
  const roots = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  switch (sampler) {
    case 'always_on':
    case 'always_off':
    case 'traceidratio':
      return roots[sampler]();
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: roots.always_on() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: roots.always_off() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: roots.traceidratio() });
    default:
      return sampler satisfies never;
  }
}

function complainTo(log: Logger): void {
  let saidAt = Number.NEGATIVE_INFINITY;
  const complain = (message: string) => {
    if (performance.now() - saidAt < complainEveryMs) return;
    saidAt = performance.now();
    log.warn(
      { reason: message.slice(0, 300) },
      'spans were not taken by OTEL_EXPORTER_OTLP_ENDPOINT: they are dropped',
    );
  };
  const nothing = () => {};
  const logger = { error: complain, warn: complain, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
