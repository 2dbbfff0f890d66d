import { type ConnectorClient, ConnectorFactory } from 'botframework-connector';
import type { ServiceUrlRule } from './service-url.ts';

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

/**
 * Connector clients that make exactly one attempt within `timeoutMs` and follow no redirect: the SDK repeats a POST
 * after an ambiguous 5xx (a second message), waits for ever, and takes no option against either. Retrying is the queue's.
 */
export class GuardedConnectorFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #isAllowed: ServiceUrlRule;
  readonly #timeoutMs: number;

  constructor(inner: ConnectorFactory, isAllowed: ServiceUrlRule, timeoutMs: number) {
    super();
    this.#inner = inner;
    this.#isAllowed = isAllowed;
    this.#timeoutMs = timeoutMs;
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    if (!this.#isAllowed(serviceUrl)) throw new ServiceUrlRefused('The service URL is not an allowed one.');
    const client = await this.#inner.create(serviceUrl, audience);
    const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.removePolicy({ name: 'redirectPolicy' });
    pipeline.addPolicy({
      name: 'flowsmithTimeout',
      sendRequest: (request, next) => {
        request.timeout = this.#timeoutMs;
        return next(request);
      },
    });
    return client;
  }
}
