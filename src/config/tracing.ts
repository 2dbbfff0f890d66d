import { ConfigError } from '../errors.ts';
import { optional } from './required.ts';

/** Where spans go. Address, headers, timeout and certificates are read by OpenTelemetry's own exporter. */
export interface TracingConfig {
  protocol: 'http/protobuf' | 'http/json';
  sampler: (typeof samplers)[number];
  /** Of `traceidratio`: the part of traces that is kept, 0 to 1. */
  ratio: number;
  /** The operator set how long the exporter waits. */
  ownTimeout: boolean;
}

const protocols = ['http/protobuf', 'http/json'] as const;
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** The standard names; what the exporter reads by itself beside them is in docs/tracing.md. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: optional,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional,
  OTEL_EXPORTER_OTLP_PROTOCOL: optional,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: optional,
  OTEL_EXPORTER_OTLP_TIMEOUT: optional,
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: optional,
  OTEL_TRACES_EXPORTER: optional,
  OTEL_TRACES_SAMPLER: optional,
  OTEL_TRACES_SAMPLER_ARG: optional,
  OTEL_SDK_DISABLED: optional,
};
type Variables = Partial<Record<keyof typeof tracingVariables, string | undefined>>;

/** Undefined when tracing is off, which it is without an endpoint. Throws ConfigError for what cannot be done. */
export function readTracing(e: Variables): TracingConfig | undefined {
  const endpoint = e.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? e.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint || e.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || e.OTEL_TRACES_EXPORTER === 'none') return undefined;
  if (!/^https?:\/\//.test(endpoint)) {
    throw new ConfigError('OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, e.g. http://127.0.0.1:4318.');
  }
  if (e.OTEL_TRACES_EXPORTER && e.OTEL_TRACES_EXPORTER !== 'otlp') {
    throw new ConfigError('OTEL_TRACES_EXPORTER must be otlp or none: Flowsmith has no other exporter.');
  }
  const asked = e.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? e.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf';
  const protocol = protocols.find((one) => one === asked);
  if (!protocol) {
    throw new ConfigError(
      'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf or http/json; collectors take these on port 4318.',
    );
  }
  const named = e.OTEL_TRACES_SAMPLER ?? 'parentbased_always_on';
  const sampler = samplers.find((one) => one === named);
  if (!sampler) throw new ConfigError(`OTEL_TRACES_SAMPLER must be one of ${samplers.join(', ')}.`);
  const ratio = Number(e.OTEL_TRACES_SAMPLER_ARG ?? '1');
  if (!(ratio >= 0 && ratio <= 1)) throw new ConfigError('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.');
  const ownTimeout = Boolean(e.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT ?? e.OTEL_EXPORTER_OTLP_TIMEOUT);
  return { protocol, sampler, ratio, ownTimeout };
}
