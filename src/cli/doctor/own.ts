import { access, constants, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Config } from '#src/config.ts';
import { networkCauseOf } from '#src/network-cause.ts';
import { describePolicy, readPolicy } from '#src/policy/roles.ts';
import { askJson, type Check, fails, ok, type Verdict, warns } from './report.ts';

const littleBytes = 500 * 1024 * 1024;

/** What needs nobody else: settings, policy, the port, folders. */
export function ownChecks(config: Config): Check[] {
  const { role, host, port, policyFile } = config;
  return [
    { name: 'settings', run: async () => ok(`role ${role}, Node ${process.versions.node}.`) },
    {
      name: 'policy',
      async run() {
        const policy = readPolicy(policyFile);
        if (policy.errorNotices && !config.publicUrl)
          return fails('errorNotices in POLICY_FILE needs PUBLIC_URL: n8n reports failed executions there.');
        return ok(policyFile ? `from ${policyFile}.` : 'no POLICY_FILE: the usual one.', describePolicy(policy));
      },
    },
    { name: 'port', run: () => checkPort(host, port) },
    { name: 'address', run: () => checkPublicAddress(config) },
    {
      name: 'disk',
      async run() {
        const catalog = await lookAt('CATALOG_DIR', config.catalog.directory);
        const exported = config.exportDirectory ? await lookAt('EXPORT_DIR', config.exportDirectory) : ok('');
        // Without a kept catalogue it is fetched at each start; an export that cannot be written is a backup less.
        const worst = [exported, catalog.state === 'FAILS' ? warns(catalog.says) : catalog];
        const found = worst.find(({ state }) => state === 'FAILS') ?? worst.find(({ state }) => state === 'warns');
        return found ?? ok([catalog.says, exported.says].filter(Boolean).join(' '));
      },
    },
  ];
}

async function checkPort(host: string, port: number): Promise<Verdict> {
  if (port === 0) return ok('PORT is 0: a free one is taken.');
  const server = createServer();
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((done) => {
    server.once('error', done);
    server.listen(port, host, () => done(undefined));
  });
  if (!failure) {
    await new Promise((done) => server.close(done));
    return ok(`PORT ${port} on ${host} is free.`);
  }
  if (failure.code === 'EADDRINUSE') {
    const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    const answer = await askJson(`http://${near.includes(':') ? `[${near}]` : near}:${port}/livez`).catch(
      () => undefined,
    );
    if (answer?.body['status'] === 'ok') return ok(`PORT ${port} on ${host}: a Flowsmith answers there already.`);
    return fails(
      `PORT ${port} on ${host} is taken by something that is no Flowsmith: stop it, or set PORT to another.`,
    );
  }
  if (failure.code === 'EACCES') return fails(`PORT ${port} may not be listened on by this user: take one above 1023.`);
  return fails(`HOST ${host} cannot be listened on (${failure.code}): set it to an address of this machine.`);
}

async function checkPublicAddress({ publicUrl, slack, teams }: Config): Promise<Verdict> {
  if (!publicUrl) {
    if (teams) return warns('PUBLIC_URL is not set: cards in Teams have no pictures.');
    return ok(slack ? 'PUBLIC_URL is not set, and nothing needs it.' : 'PUBLIC_URL is not set.');
  }
  const hint = 'It may be right all the same where this machine cannot call its own public address.';
  try {
    const { status, body } = await askJson(`${publicUrl}/livez`);
    if (body['status'] === 'ok') return ok(`a Flowsmith answers at PUBLIC_URL ${publicUrl}.`);
    return warns(`something else than Flowsmith answers at PUBLIC_URL ${publicUrl} (status ${status}).`, [hint]);
  } catch (error) {
    const why = networkCauseOf(error)?.why ?? 'no answer';
    return warns(`nobody answers at PUBLIC_URL ${publicUrl}: ${why}.`, ['Flowsmith may not be running yet.', hint]);
  }
}

async function lookAt(setting: string, directory: string): Promise<Verdict> {
  const wanted = resolve(directory);
  for (let folder = wanted; ; folder = dirname(folder)) {
    try {
      await access(folder, constants.F_OK);
    } catch {
      if (folder !== dirname(folder)) continue;
    }
    try {
      await access(folder, constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return fails(`${setting} (${wanted}) cannot be written (${code}): give the user Flowsmith runs as the right to.`);
    }
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const says = `${setting} (${wanted}) has ${(free / 1024 ** 3).toFixed(1)} GB free.`;
    return free < littleBytes ? warns(`${says} That is little.`) : ok(says);
  }
}
