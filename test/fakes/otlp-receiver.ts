import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  fields: Record<string, string>;
  /** Fields of the process it came from. */
  resource: Record<string, string>;
  failed: boolean;
}

/** A collector: takes OTLP over HTTP, as JSON or protobuf, and keeps what it was told. `answer` false: never answers. */
export async function startOtlpReceiver({ answer = true } = {}) {
  const spans: ReceivedSpan[] = [];
  const types = new Set<string>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (!answer) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const type = request.headers['content-type'] ?? '';
      types.add(`${request.method} ${request.url} ${type}`);
      spans.push(...(type.includes('json') ? fromJson(JSON.parse(body.toString('utf8'))) : fromProtobuf(body)));
      response.writeHead(200, { 'content-type': type }).end(type.includes('json') ? '{}' : '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    types,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface JsonFields {
  attributes?: { key: string; value: Record<string, unknown> }[];
}
interface JsonSpan extends JsonFields {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status?: { code?: number };
}

function fromJson(body: {
  resourceSpans: { resource: JsonFields; scopeSpans: { spans: JsonSpan[] }[] }[];
}): ReceivedSpan[] {
  const toFields = ({ attributes = [] }: JsonFields) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));
  return body.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId ?? '', name: span.name },
        ...{ kind: span.kind, fields: toFields(span), resource: toFields(resource), failed: span.status?.code === 2 },
      })),
    ),
  );
}

/** Numbers of fields as opentelemetry-proto has them: ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Span. */
function fromProtobuf(body: Buffer): ReceivedSpan[] {
  return all(body, 1).flatMap((resourceSpans) => {
    const resource = toFields(all(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1);
    return all(resourceSpans, 2).flatMap((scopeSpans) =>
      all(scopeSpans, 2).map((span) => ({
        traceId: hex(span, 1),
        spanId: hex(span, 2),
        parentSpanId: hex(span, 4),
        name: all(span, 5)[0]?.toString('utf8') ?? '',
        kind: number(span, 6),
        fields: toFields(span, 9),
        resource,
        failed: all(span, 15).some((status) => number(status, 3) === 2),
      })),
    );
  });
}

const hex = (message: Buffer, field: number) => all(message, field)[0]?.toString('hex') ?? '';
const number = (message: Buffer, field: number) => Number(read(message).find((one) => one.field === field)?.value ?? 0);
const all = (message: Buffer, field: number): Buffer[] =>
  read(message).flatMap((one) => (one.field === field && Buffer.isBuffer(one.value) ? [one.value] : []));

function toFields(message: Buffer, field: number): Record<string, string> {
  return Object.fromEntries(
    all(message, field).map((pair) => {
      const [value] = read(all(pair, 2)[0] ?? Buffer.alloc(0));
      return [all(pair, 1)[0]?.toString('utf8') ?? '', String(value?.value ?? '')];
    }),
  );
}

/** The fields of one protobuf message, by wire type: numbers as they are, everything of a length as bytes. */
function read(message: Buffer): { field: number; value: bigint | Buffer }[] {
  const fields: { field: number; value: bigint | Buffer }[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const length = { 0: undefined, 1: 8, 5: 4 }[tag & 7] ?? undefined;
    if ((tag & 7) === 0) fields.push({ field: tag >> 3, value: varint() });
    else {
      const size = length ?? Number(varint());
      fields.push({ field: tag >> 3, value: message.subarray(at, at + size) });
      at += size;
    }
  }
  return fields;
}
