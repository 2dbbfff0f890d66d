import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { ready } from './processes.ts';

/** The whole service as `npm start` runs it, but for where Teams' signing keys are and how the bot gets its token. */
const { TEAMS_ISSUER: issuer = '', TEAMS_HOST: host = '', QUEUE_PREFIX: queuePrefix } = process.env;
const config = readConfig(process.env);
const app = await startApp(config, createLogger(config.logLevel), {
  queuePrefix,
  teams: {
    openIdMetadataUrl: `${issuer}/v1/.well-known/openidconfiguration`,
    tokenIssuer: 'https://api.botframework.com',
    acquireToken: async () => ({ accessToken: 'bot-token', expiresOn: new Date(Date.now() + 3_600_000) }),
    serviceHosts: [host],
  },
});
ready(app.url);
