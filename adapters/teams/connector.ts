import { type ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js';
import type { ServiceUrlRule } from './service-url.ts';

/** The SDK sends only the properties of entities it knows; the label of a model's words is none of them. */
Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } });

/** The part of Azure's request pipeline used here; the SDK hides it behind a private member and has no option for it. */
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(
      request: { timeout: number },
      next: (request: { timeout: number }) => Promise<unknown>,
    ): Promise<unknown>;
  }): void;
}

/** A service URL that is not the Bot Connector's; nothing was sent. */
export class ServiceUrlRefused extends Error {
  override name = 'ServiceUrlRefused';
}

/** Clients by service URL and audience, oldest first: making one costs more than a call with it. */
export type ConnectorCache = Map<string, Promise<ConnectorClient>>;
const mostKept = 50;

interface Guard {
  isAllowed: ServiceUrlRule;
  timeoutMs: number;
  known: ConnectorCache;
}

/**
 * Connector clients that make exactly one attempt within `timeoutMs` and follow no redirect: the SDK repeats a POST
 * after an ambiguous 5xx (a second message), waits for ever, and takes no option against either. Retrying is the queue's.
 */
export class GuardedConnectorFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #guard: Guard;

  constructor(inner: ConnectorFactory, guard: Guard) {
    super();
    this.#inner = inner;
    this.#guard = guard;
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const { isAllowed, known } = this.#guard;
    if (!isAllowed(serviceUrl)) throw new ServiceUrlRefused('The service URL is not an allowed one.');
    const key = `${serviceUrl} ${audience ?? ''}`;
    const kept = known.get(key);
    if (kept) return kept;
    const made = this.#inner.create(serviceUrl, audience).then((client) => this.#limit(client));
    if (known.size >= mostKept) known.delete(known.keys().next().value ?? '');
    known.set(key, made);
    made.catch(() => known.delete(key));
    return made;
  }

  #limit(client: ConnectorClient): ConnectorClient {
    // A private member, and the SDK has no other way to its pipeline.
    const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.removePolicy({ name: 'redirectPolicy' });
    pipeline.addPolicy({
      name: 'flowsmithTimeout',
      sendRequest: (request, next) => {
        request.timeout = this.#guard.timeoutMs;
        return next(request);
      },
    });
    return client;
  }
}
