import { once } from 'node:events';
import { App, HTTPReceiver } from '@slack/bolt';
import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';

/**
 * A process of the acknowledgement bench: bare Bolt, or Flowsmith's web role. Says where it listens and then, whenever
 * it is asked, how much CPU it has used, in microseconds.
 */
async function listen(kind: string | undefined): Promise<string> {
  if (kind === 'flowsmith') return (await startApp(readConfig(process.env), createLogger('silent'))).url;
  const receiver = new HTTPReceiver({
    signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
    endpoints: ['/slack/events'],
  });
  const bolt = new App({ receiver, authorize: async () => ({}) });
  bolt.command('/n8n', ({ ack }) => ack({ response_type: 'ephemeral', text: 'On it…' }));
  const server = await receiver.start(0);
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
}

const url = await listen(process.argv[2]);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() });
});
process.send?.({ url });
await once(process, 'disconnect');
process.exit();
