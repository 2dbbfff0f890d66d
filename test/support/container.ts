import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Image, nodeUser } from './image.ts';

export interface Container {
  process: ChildProcess;
  /** What it printed, both streams. */
  output(): string;
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Folders of the machine that stand for the base image's own: a libc and some programs, nothing of Node. */
const borrowed = ['bin', 'lib', 'lib64', 'usr/bin', 'usr/lib', 'etc'];

/**
 * Mounts what a container has, then becomes the command. Its `/` is the image, read-only; writable are the volumes and a
 * /tmp of its own. The machine's network stays, for loopback. Arguments: root, node, how to change root, command…
 */
const script = `
root=$1; node=$2; change=$3; shift 3
read_only() { mount --bind "$1" "$2"; mount -o remount,bind,ro "$2"; }
mount --bind "$root" "$root"
for volume in $VOLUMES; do mount --bind "$root$volume" "$root$volume"; done
mount -t tmpfs tmpfs "$root/tmp" -o mode=1777
mount --rbind /dev "$root/dev"
mount --rbind /proc "$root/proc"
for folder in ${borrowed.join(' ')}; do if [ -d "/$folder" ]; then read_only "/$folder" "$root/$folder"; fi; done
read_only "$node" "$root/usr/local/bin/node"
mount -o remount,bind,ro "$root"
unset VOLUMES
exec $change "$root" /usr/bin/env --chdir="$WORKDIR" --unset=WORKDIR "$@"
`;

/**
 * Runs a command in the image as Compose and Kubernetes do: as the user node, without privileges, on a read-only root.
 * Needs no container engine, but a Linux with `unshare`; where the tests do not run as root, it is root of a user
 * namespace instead of the user node.
 */
export function runInImage(image: Image, command: string[], env: Record<string, string> = {}): Container {
  for (const folder of [...borrowed, 'tmp', 'dev', 'proc']) mkdirSync(join(image.root, folder), { recursive: true });
  const node = join(image.root, 'usr/local/bin/node');
  mkdirSync(dirname(node), { recursive: true });
  writeFileSync(node, '', { flag: 'a', mode: 0o755 });
  const root = process.getuid?.() === 0;
  const change = root
    ? `setpriv --no-new-privs /usr/sbin/chroot --userspec=${nodeUser.uid}:${nodeUser.gid} --groups=`
    : 'setpriv --no-new-privs /usr/sbin/chroot';
  const namespaces = ['--mount', ...(root ? [] : ['--user', '--map-root-user'])];
  const settings = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/node', ...image.env, ...env };
  const child = spawn(
    'unshare',
    [...namespaces, 'sh', '-ec', script, 'sh', image.root, process.execPath, change, ...command],
    {
      env: { ...settings, VOLUMES: image.volumes.join(' '), WORKDIR: image.workdir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return { process: child, output: () => output, ended };
}
