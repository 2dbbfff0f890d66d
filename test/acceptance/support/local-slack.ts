import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slackSecret } from '#test/support/test-app.ts';
import { startChild } from './child.ts';

export const workspace = {
  team: 'T0ACME',
  bot: 'U0FLOWSMITH',
  token: 'xoxb-local-slack',
  appToken: 'xapp-local-slack',
  ana: 'U0ANA',
  ben: 'U0BEN',
  cam: 'U0CAM',
  dee: 'U0DEE',
  ops: 'C0OPS',
  sales: 'C0SALES',
  direct: 'D0ANA',
} as const;

/** A message as local-slack keeps it; what tests look at. */
export interface LocalMessage {
  ts: string;
  thread_ts?: string;
  user?: string;
  text?: string;
  blocks?: unknown[];
  subtype?: string;
  ephemeral_to?: string;
}

export interface LocalSlack extends AsyncDisposable {
  url: string;
  messages(channel: string): Promise<LocalMessage[]>;
  /** What went to the app and came from it, oldest first. */
  log(): Promise<{ direction?: string; kind?: string; summary?: string }[]>;
  say(message: { channel: string; user: string; text: string; thread_ts?: string }): Promise<void>;
  command(command: { channel: string; user: string; command: string; text: string }): Promise<void>;
  /** Presses a button as this person; the action is the button's own block. */
  press(press: { channel: string; messageTs: string; user: string; action: object }): Promise<void>;
  openHome(user: string): Promise<void>;
  /** Where the bot speaks with one person alone. */
  alone(user: string): Promise<string>;
}

/** Starts local-slack with one workspace in which the app behind `appUrl` is installed. It listens on every interface. */
export async function startLocalSlack(
  binary: string,
  { port, appUrl, mode = 'events' }: { port: number; appUrl: string; mode?: 'events' | 'socket' },
): Promise<LocalSlack> {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-slack-'));
  const config = join(folder, 'workspace.json');
  writeFileSync(config, JSON.stringify(workspaceConfig(appUrl, mode)));
  const url = `http://127.0.0.1:${port}`;
  const args = ['--config', config, '--port', String(port), '--base-host', '127.0.0.1', '--files-dir', folder];
  const child = await startChild(binary, args, { cwd: folder, readyUrl: `${url}/_control/state` });

  async function control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/_control/${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`local-slack answered ${path} with ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    url,
    messages: async (channel) => (await control<{ messages: LocalMessage[] }>(`messages/${channel}`)).messages,
    log: async () => (await control<{ log: { direction?: string }[] }>('log')).log,
    say: (message) => control('message', message),
    command: (command) => control('command', command),
    press: (press) => control('interact', press),
    openHome: (user) => control('open-home', { user }),
    async alone(user) {
      const headers = { authorization: `Bearer ${workspace.token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ users: user });
      const response = await fetch(`${url}/api/conversations.open`, { method: 'POST', headers, body });
      return ((await response.json()) as { channel: { id: string } }).channel.id;
    },
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function workspaceConfig(appUrl: string, mode: 'events' | 'socket'): object {
  const { team, bot, token, appToken, ana, ben, cam, dee, ops, sales, direct } = workspace;
  return {
    workspace: { name: 'Acme', domain: 'acme', teamId: team },
    apps: [
      {
        appId: 'A0FLOW',
        botUserId: bot,
        botName: 'flowsmith',
        botToken: token,
        appToken,
        signingSecret: slackSecret,
        mode,
        ...(mode === 'events' ? { requestUrl: `${appUrl}/slack/events` } : {}),
      },
    ],
    users: [
      { id: ana, name: 'ana', real_name: 'Ana Ruiz', tz: 'Europe/Madrid' },
      { id: ben, name: 'ben', real_name: 'Ben Okafor', tz: 'Europe/London' },
      { id: cam, name: 'cam', real_name: 'Cam Weber', tz: 'Europe/Berlin' },
      { id: dee, name: 'dee', real_name: 'Dee Laurent', tz: 'Europe/Paris' },
    ],
    channels: [
      { id: ops, name: 'ops', members: [ana, ben, cam, dee, bot] },
      { id: sales, name: 'sales', members: [ana, ben, bot] },
      { id: direct, name: 'direct', is_channel: false, is_im: true, members: [ana, bot] },
    ],
  };
}
