import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';

const loopback = fileURLToPath(new URL('./loopback.cjs', import.meta.url));
/** One of its people; the first one is whoever speaks in its window. */
export const person = (index: number, name: string) => ({
  id: `29:person-${index}`,
  name,
  userPrincipleName: `person-${index}@example.com`,
  aadObjectId: `7f2b1c9e-000${index}-4a4b-8c1d-0a0b0c0d0e0${index}`,
  givenName: name.split(' ')[0],
  surname: name.split(' ')[1],
  email: `person-${index}@example.com`,
});

export interface PlaygroundOptions {
  port: number;
  /** Where it delivers activities. */
  botEndpoint: string;
  botId: string;
  tenantId: string;
}

/** Starts Microsoft 365 Agents Playground as Teams, on loopback, with one tenant, team, group and person who speaks. */
export async function startAgentsPlayground(
  script: string,
  options: PlaygroundOptions,
): Promise<AsyncDisposable & { url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-teams-'));
  writeFileSync(join(folder, '.m365agentsplayground.yml'), JSON.stringify(playgroundConfig(options)));
  const url = `http://localhost:${options.port}`;
  const args = [script, 'start', '-e', options.botEndpoint, '-c', 'msteams', '-p', String(options.port)];
  const child = await startChild(process.execPath, [...args, '--disable-telemetry'], {
    cwd: folder,
    env: { TEAMSAPPTESTER_BROWSER: 'none', NODE_OPTIONS: `--require ${loopback}` },
    readyUrl: url,
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function playgroundConfig({ botId, tenantId }: PlaygroundOptions): object {
  const names = ['Ana Ruiz', 'Ben Okafor', 'Chloé Martin', 'Dev Patel', 'Eva Novak'];
  const [currentUser, ...users] = ['Rita Requester', ...names].map((name, index) => person(index + 1, name));
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: botId, name: 'Flowsmith' },
    currentUser,
    users,
    personalChat: { id: 'a:personal-chat' },
    groupChat: { id: '19:group-chat@thread.v2', name: 'Ops crew' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'Acme',
      aadGroupId: '7f2b1c9e-9999-4a4b-8c1d-0a0b0c0d0e99',
      channels: [{ id: '19:requests@thread.tacv2', name: 'Requests' }],
    },
  };
}
