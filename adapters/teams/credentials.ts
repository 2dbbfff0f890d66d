import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  type AppCredentials,
  FederatedServiceClientCredentialsFactory,
  MsalServiceClientCredentialsFactory,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { TeamsConfig } from '#src/config.ts';

type Registered = Extract<TeamsConfig, { local: false }>;
type AcquireToken = () => Promise<{ accessToken: string; expiresOn: Date }>;
type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Federated credentials keep the assertion they were made with, and that runs out after a day. */
const freshForMs = 30 * 60_000;

/** How the bot gets its own tokens, by the app type. `acquireToken` stands in for Microsoft Entra. */
export function createCredentialsFactory(config: Registered, acquireToken?: AcquireToken): SharedCredentialsFactory {
  return new SharedCredentialsFactory(chooseFactory(config, acquireToken));
}

function chooseFactory(config: Registered, acquireToken?: AcquireToken): ServiceClientCredentialsFactory {
  const { appId, tenantId, appType, appPassword, federatedClientId } = config;
  if (acquireToken) {
    const application = { acquireTokenByClientCredential: acquireToken };
    // The SDK asks for the whole client of MSAL and calls this one method of it.
    return new MsalServiceClientCredentialsFactory(appId, application as unknown as ClientApplication);
  }
  if (appType === 'FederatedCredentials') {
    return new FederatedServiceClientCredentialsFactory(appId, federatedClientId ?? '', tenantId);
  }
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppType: appType,
    MicrosoftAppTenantId: tenantId,
    ...(appPassword ? { MicrosoftAppPassword: appPassword } : {}),
  });
}

type ClientApplication = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

/**
 * The SDK makes new credentials for every call and asks for a token as often as calls wait for one. Here they are made
 * once per audience, and whoever needs a token at the same moment waits for the same one.
 */
export class SharedCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #inner: ServiceClientCredentialsFactory;
  readonly #byAudience = new Map<string, SharedCredentials>();

  constructor(inner: ServiceClientCredentialsFactory) {
    super();
    this.#inner = inner;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return this.#inner.isValidAppId(appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return this.#inner.isAuthenticationDisabled();
  }

  override async createCredentials(
    appId: string,
    audience: string,
    loginEndpoint: string,
    validateAuthority: boolean,
  ): Promise<SharedCredentials> {
    const known = this.#byAudience.get(audience);
    if (known) return known;
    const make = async (): Promise<AppCredentials> => {
      const made = (await this.#inner.createCredentials(
        appId,
        audience,
        loginEndpoint,
        validateAuthority,
      )) as AppCredentials;
      // Federated credentials know the worldwide cloud only.
      if (this.#inner instanceof FederatedServiceClientCredentialsFactory) made.oAuthEndpoint = loginEndpoint;
      return made;
    };
    const shared = shareToken(make);
    this.#byAudience.set(audience, shared);
    return shared;
  }

  /** Gets a token before anybody waits for one. Rejects when there is none to be had. */
  async warmUp(appId: string, audience: string, loginEndpoint: string): Promise<void> {
    const credentials = await this.createCredentials(appId, audience, loginEndpoint, true);
    await credentials.getToken();
  }
}

interface SharedCredentials extends Credentials {
  getToken(): Promise<string>;
}

function shareToken(make: () => Promise<AppCredentials>): SharedCredentials {
  let current: { credentials: Promise<AppCredentials>; at: number } | undefined;
  let pending: Promise<string> | undefined;
  const credentials = (): Promise<AppCredentials> => {
    if (!current || Date.now() - current.at > freshForMs) current = { credentials: make(), at: Date.now() };
    return current.credentials;
  };
  const getToken = (): Promise<string> => {
    pending ??= credentials()
      .then((made) => made.getToken())
      .catch((error) => {
        current = undefined;
        throw error;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };
  return {
    getToken,
    async signRequest(request) {
      await getToken();
      // From the SDK's cache, where it was put just now.
      return (await credentials()).signRequest(request);
    },
  };
}
