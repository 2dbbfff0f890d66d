import { setTimeout as delay } from 'node:timers/promises';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import type { TeamsConfig } from '#src/config.ts';
import { type CloudEndpoints, clouds } from './cloud.ts';
import { type ConnectorCache, GuardedConnectorFactory } from './connector.ts';
import { createCredentialsFactory, type SharedCredentialsFactory } from './credentials.ts';
import type { ServiceUrlRule } from './service-url.ts';
import { type SigningKey, verifyBearerToken } from './token.ts';

/** Teams gives up on a button after about 5 s. */
const metadataTimeoutMs = 4000;

/** What a test replaces; everything else is what the cloud of the settings has. */
export interface TeamsOverrides extends Partial<Omit<CloudEndpoints, 'serviceHosts'>> {
  /** Stands in for Microsoft Entra when the bot needs a token to speak. */
  acquireToken?: () => Promise<{ accessToken: string; expiresOn: Date }>;
  /** Further hosts of service URLs, `name` or `name:port`. */
  serviceHosts?: string[];
  /** For one call to the Bot Connector; 10 s unless set. */
  timeoutMs?: number;
  /** Whether a card that breaks Teams' rules is an error; otherwise only in local mode. */
  strictCards?: boolean;
  /** How often a message is rewritten with progress [1 s], and typing is shown again [5 s]. */
  progressMs?: number;
  typingMs?: number;
}

/** Fields of a raw, untrusted activity that decide whether it is believed. */
type Claimed = { channelId?: unknown; serviceUrl?: unknown };

/**
 * The SDK's authentication with its gaps closed (botbuilder 4.23.3 is archived, nobody else will). Refuses with an
 * AuthenticationError whose `statusCode` is 401, 403 (not an allowed tenant) or 503 (the signing keys could not be
 * fetched, so nobody can tell); its message is for the log only. With `local` config nothing is verified: the caller
 * makes sure that only this machine can connect.
 */
export class HardenedAuth extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #config: TeamsConfig;
  readonly #endpoints: CloudEndpoints;
  readonly #credentials: SharedCredentialsFactory | undefined;
  readonly #connectors: ConnectorCache = new Map();
  #userTokens: Promise<UserTokenClient> | undefined;
  readonly #isAllowed: ServiceUrlRule;
  readonly #timeoutMs: number;

  constructor(config: TeamsConfig, isAllowed: ServiceUrlRule, overrides: TeamsOverrides = {}) {
    super();
    this.#config = config;
    this.#isAllowed = isAllowed;
    this.#timeoutMs = overrides.timeoutMs ?? 10_000;
    const { openIdMetadataUrl, tokenIssuer, loginUrl, oauthScope, oauthUrl, acquireToken } = overrides;
    const cloud = clouds[config.local ? 'public' : config.cloud];
    this.#endpoints = {
      openIdMetadataUrl: openIdMetadataUrl ?? cloud.openIdMetadataUrl,
      tokenIssuer: tokenIssuer ?? cloud.tokenIssuer,
      loginUrl: loginUrl ?? cloud.loginUrl,
      oauthScope: oauthScope ?? cloud.oauthScope,
      oauthUrl: oauthUrl ?? cloud.oauthUrl,
      serviceHosts: cloud.serviceHosts,
    };
    this.#credentials = config.local ? undefined : createCredentialsFactory(config, acquireToken);
    this.#inner = createInner(config, this.#endpoints, this.#credentials);
  }

  /** Gets the bot's own token, so that the first answers need not wait for it. Rejects when it cannot be had. */
  async warmUp(): Promise<void> {
    if (this.#config.local || !this.#credentials) return;
    const { oauthScope, loginUrl } = this.#endpoints;
    await this.#credentials.warmUp(this.#config.appId, oauthScope, `${loginUrl}${this.#config.tenantId}`);
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const claimed: Claimed = activity;
    const { serviceUrl } = claimed;
    if (typeof serviceUrl !== 'string' || serviceUrl === '') throw refusal('no service URL');
    if (this.#config.local) {
      if (!this.#isAllowed(serviceUrl)) throw refusal('service URL is not on this machine');
      return this.#inner.authenticateRequest(activity, '');
    }
    if (claimed.channelId !== 'msteams') throw refusal('not from Teams');
    const { tokenIssuer: issuer } = this.#endpoints;
    const expected = { issuer, audience: this.#config.appId, serviceUrl };
    const key = await verifyBearerToken(authHeader, expected, (keyId) => this.#findKey(keyId));
    if (!key) throw refusal('no token of the Bot Connector');
    if (key.endorsements?.length && !key.endorsements.includes('msteams')) throw refusal('key is not for Teams');
    if (!this.#isAllowed(serviceUrl)) throw refusal('service URL is not an allowed one');
    const result = await this.#authenticateInner(activity, authHeader);
    const { allowedTenants } = this.#config;
    if (!allowedTenants.includes(tenantOf(claimed) ?? '')) throw refusal('tenant is not allowed', 403);
    // In a channel shared with another company the activity is of the tenant that has it, whoever speaks there.
    const home = homeTenantOf(claimed);
    if (home !== undefined && !allowedTenants.includes(home)) throw refusal("the sender's tenant is not allowed", 403);
    return result;
  }

  override async authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    throw refusal('streaming is not offered');
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return new GuardedConnectorFactory(this.#inner.createConnectorFactory(identity), {
      isAllowed: this.#isAllowed,
      timeoutMs: this.#timeoutMs,
      known: this.#connectors,
    });
  }

  /** The SDK wants one for every call, and no call here uses it. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= this.#inner.createUserTokenClient(identity).catch((error) => {
      this.#userTokens = undefined;
      throw error;
    });
    return this.#userTokens;
  }

  /** From the SDK's own cache (a day; an unknown key id asks again at most once an hour), with a time limit. */
  async #findKey(keyId: string): Promise<SigningKey | null> {
    const { openIdMetadata } = new JwtTokenExtractor({}, this.#endpoints.openIdMetadataUrl, []);
    try {
      const timeoutMs = Math.min(metadataTimeoutMs, this.#timeoutMs);
      const late = delay(timeoutMs, undefined, { ref: false }).then(() => Promise.reject(new Error('timeout')));
      return await Promise.race([openIdMetadata.getKey(keyId), late]);
    } catch {
      throw refusal('signing keys could not be fetched', 503);
    }
  }

  async #authenticateInner(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    try {
      return await this.#inner.authenticateRequest(activity, authHeader);
    } catch (error) {
      if (error instanceof AuthenticationError && error.statusCode >= 500) throw refusal('signing keys failed', 503);
      throw refusal('the SDK refused the token');
    }
  }
}

/** The tenant an activity says it belongs to; covered by the Bot Connector's token, not by the person's client. */
export function tenantOf(activity: object): string | undefined {
  const { channelData, conversation } = activity as {
    channelData?: { tenant?: { id?: unknown } | null } | null;
    conversation?: { tenantId?: unknown } | null;
  };
  const tenant = channelData?.tenant?.id ?? conversation?.tenantId;
  return typeof tenant === 'string' && tenant !== '' ? tenant : undefined;
}

/** The tenant of whoever sent it; undefined where Teams does not say, as it does of its own people and guests. */
function homeTenantOf(activity: object): string | undefined {
  const tenant = (activity as { from?: { tenantId?: unknown } | null }).from?.tenantId;
  return typeof tenant === 'string' && tenant !== '' ? tenant : undefined;
}

function refusal(reason: string, status: 401 | 403 | 503 = 401): AuthenticationError {
  return new AuthenticationError(reason, status);
}

function createInner(
  config: TeamsConfig,
  endpoints: CloudEndpoints,
  credentials: SharedCredentialsFactory | undefined,
): BotFrameworkAuthentication {
  if (config.local) return new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: '' });
  // The SDK takes the set of endpoints as a whole: with one replaced, all have to be there.
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: config.appId,
      ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: endpoints.openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: endpoints.tokenIssuer,
      ToChannelFromBotLoginUrl: `${endpoints.loginUrl}${config.tenantId}`,
      ToChannelFromBotOAuthScope: endpoints.oauthScope,
      OAuthUrl: endpoints.oauthUrl,
      CallerId: 'urn:botframework:azure',
    },
    credentials,
  );
}
