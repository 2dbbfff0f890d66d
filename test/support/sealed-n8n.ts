import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type RealN8n, startRealN8n } from '#src/dev/real-n8n.ts';

/** A real n8n in a network of its own without a way out, in which every name of the world leads to a trap. */
export interface SealedN8n extends AsyncDisposable {
  n8n: RealN8n;
  /** Names looked up and connections made since it began, as `dns example.com` and `tcp 443`. */
  attempts(): string[];
}

const name = `flowsmith-${process.pid}`;
const [outside, inside] = ['10.213.77.1', '10.213.77.2'];
const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });

/** Undefined, with the reason on the console, where this machine lets nobody make networks. */
export async function startSealedN8n(): Promise<SealedN8n | undefined> {
  const stack = new AsyncDisposableStack();
  try {
    ip('netns', 'add', name);
    stack.defer(() => void ip('netns', 'del', name));
    ip('link', 'add', 'fsout', 'type', 'veth', 'peer', 'name', 'fsin', 'netns', name);
    ip('addr', 'add', `${outside}/30`, 'dev', 'fsout');
    ip('link', 'set', 'fsout', 'up');
    ip('-n', name, 'addr', 'add', `${inside}/30`, 'dev', 'fsin');
    ip('-n', name, 'link', 'set', 'fsin', 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    mkdirSync(`/etc/netns/${name}`, { recursive: true });
    stack.defer(() => rmSync(`/etc/netns/${name}`, { recursive: true, force: true }));
    // The only neighbour is the trap: it says that it is whatever was asked for. Other addresses lead nowhere.
    writeFileSync(`/etc/netns/${name}/resolv.conf`, `nameserver ${outside}\n`);
  } catch (error) {
    console.warn(`No sealed network: ${(error as Error).message.split('\n')[0]}`);
    await stack.disposeAsync();
    return undefined;
  }
  const heard: string[] = [];
  const trap = await startTrap(heard);
  stack.defer(() => void trap.kill());
  const through = ['ip', 'netns', 'exec', name];
  const n8n = stack.use(await startRealN8n({ host: inside, through }));
  return { n8n, attempts: () => [...heard], [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Listens on every port that somebody usually calls, answers every name, and prints who came. */
const trapProgram = `
const net = require('node:net'), dgram = require('node:dgram'), address = process.argv[1];
const ports = [21,22,25,80,110,143,443,465,587,993,995,1433,1521,1883,3306,5432,5672,6379,8080,8443,9200,27017];
let open = ports.length + 1;
const ready = () => { if (--open === 0) console.log('ready'); };
for (const port of ports)
  net.createServer((socket) => { console.log('tcp ' + port); socket.on('error', () => {}); socket.destroy(); }).listen(port, address, ready);
const dns = dgram.createSocket('udp4');
dns.on('message', (query, from) => {
  const labels = []; let at = 12;
  while (query[at]) { labels.push(query.toString('latin1', at + 1, at + 1 + query[at])); at += query[at] + 1; }
  console.log('dns ' + labels.join('.'));
  const question = query.subarray(12, at + 5), wantsA = query.readUInt16BE(at + 1) === 1;
  const head = Buffer.from(query.subarray(0, 12)); head.writeUInt16BE(0x8180, 2); head.writeUInt16BE(1, 4);
  head.writeUInt16BE(wantsA ? 1 : 0, 6); head.writeUInt32BE(0, 8);
  const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]);
  dns.send(Buffer.concat(wantsA ? [head, question, answer] : [head, question]), from.port, from.address);
}).bind(53, address, ready);
`;

async function startTrap(heard: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', trapProgram, outside], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the trap ended with ${code}`)));
    lines.on('line', (line) => (line === 'ready' ? ready() : heard.push(line)));
  });
  return child;
}
