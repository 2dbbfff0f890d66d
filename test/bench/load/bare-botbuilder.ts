import { createServer, type ServerResponse } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response } from 'botbuilder';
import { ready } from './processes.ts';

/** botbuilder alone: checks the token, answers, does nothing. */
const { TEAMS_ISSUER: issuer = '', TEAMS_APP_ID: appId = '', TEAMS_TENANT_ID: tenant = '' } = process.env;
const metadata = `${issuer}/v1/.well-known/openidconfiguration`;
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'not-used',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenant,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://token.botframework.com',
    CallerId: 'urn:botframework:azure',
  }),
);
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  await adapter.process(
    { body, headers: request.headers, method: request.method ?? '' },
    toBotResponse(response),
    async () => {},
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  ready(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});

function toBotResponse(response: ServerResponse): Response {
  return {
    socket: response.socket,
    status: (code) => response.writeHead(code),
    header: (name, value) => response.setHeader(name, String(value)),
    send: (body) => response.write(JSON.stringify(body)),
    end: () => response.end(),
  };
}
