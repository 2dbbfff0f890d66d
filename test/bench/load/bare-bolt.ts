import { App, HTTPReceiver } from '@slack/bolt';
import { ready } from './processes.ts';

/** Bolt alone: checks the signature, acknowledges, does nothing. */
const receiver = new HTTPReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  endpoints: ['/slack/events'],
});
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb', botUserId: 'U0BOT', botId: 'B0BOT' }) });
app.command(/.*/, ({ ack }) => ack('On it…'));
app.event('app_mention', async () => {});
const server = await receiver.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
ready(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
