import { type TeamsCloud, teamsSignIn } from '#src/config.ts';

/** Where one of Microsoft's clouds keeps what a bot talks to. */
export interface CloudEndpoints {
  /** OpenID metadata of whoever signs what the Bot Connector sends, and the `iss` of those tokens. */
  openIdMetadataUrl: string;
  tokenIssuer: string;
  /** Where the bot gets its own tokens (the tenant's id follows), and what for. */
  loginUrl: string;
  oauthScope: string;
  oauthUrl: string;
  /** Hosts of service URLs: our token goes nowhere else. */
  serviceHosts: string[];
  /** Host of the Teams client; undefined where Microsoft names none. */
  clientHost?: string;
}

const worldwide: CloudEndpoints = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: teamsSignIn.public.loginUrl,
  oauthScope: teamsSignIn.public.audience,
  oauthUrl: 'https://api.botframework.com',
  serviceHosts: ['smba.trafficmanager.net'],
  clientHost: 'teams.microsoft.com',
};

const government: CloudEndpoints = {
  openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.us',
  loginUrl: teamsSignIn.gcchigh.loginUrl,
  oauthScope: teamsSignIn.gcchigh.audience,
  oauthUrl: 'https://tokengcch.botframework.azure.us',
  serviceHosts: ['smba.infra.gov.teams.microsoft.us'],
  clientHost: 'gov.teams.microsoft.us',
};

/**
 * GCC is a tenant of the worldwide cloud with a service host of its own; GCC High and DoD share the government's
 * sign-in. From Microsoft's "Configure bots in Azure Government and 21Vianet" and the lists of its Teams SDKs.
 */
export const clouds: Record<TeamsCloud, CloudEndpoints> = {
  public: worldwide,
  gcc: { ...worldwide, serviceHosts: ['smba.infra.gcc.teams.microsoft.com'] },
  gcchigh: government,
  dod: {
    ...government,
    oauthUrl: 'https://apidod.botframework.azure.us',
    serviceHosts: ['smba.infra.dod.teams.microsoft.us'],
    clientHost: 'dod.teams.microsoft.us',
  },
  china: {
    openIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.azure.cn',
    loginUrl: teamsSignIn.china.loginUrl,
    oauthScope: teamsSignIn.china.audience,
    oauthUrl: 'https://token.botframework.azure.cn',
    serviceHosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
  },
};
