import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

export type TarEntry = Partial<Header> & { name: string; content?: string };

export interface PublishedPackage {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  /** What the archive holds. */
  entries?: TarEntry[];
  /** The archive as it is sent, in place of `entries`. */
  archive?: Buffer;
  /** What the registry promises of the archive [its true sha512]. */
  integrity?: string | null;
  /** Address of the archive [on this registry]. */
  tarball?: string;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An npm registry on loopback: what is published to it, and whatever shall go wrong. */
export interface FakeRegistry extends AsyncDisposable {
  url: string;
  publish(...packages: PublishedPackage[]): Promise<void>;
  /** Answers requests whose path contains this text in its own way. */
  answer(path: string, answer: Answer): void;
  /** Paths asked for, in order. */
  requests: string[];
}

export async function startNpmRegistry(): Promise<FakeRegistry> {
  const documents = new Map<string, string>();
  const archives = new Map<string, Buffer>();
  const answers = new Map<string, Answer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    requests.push(path);
    const own = [...answers].find(([part]) => path.includes(part))?.[1];
    if (own) return own(request, response);
    const archive = archives.get(path);
    if (archive) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(archive);
    const document = documents.get(path);
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(document ?? '{"error":"not found"}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/npm`;
  return {
    url,
    requests,
    async publish(...packages) {
      for (const each of packages) {
        const { name, version, dependencies = {} } = each;
        const archive = each.archive ?? gzipSync(await toTar(each.entries ?? []));
        const path = `/npm/${name}/-/${version}.tgz`;
        archives.set(path, archive);
        const truth = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
        const integrity = each.integrity === undefined ? truth : each.integrity;
        const tarball = each.tarball ?? new URL(path, url).href;
        const dist = { tarball, ...(integrity === null ? {} : { integrity }) };
        documents.set(`/npm/${name}/${version}`, JSON.stringify({ name, version, dependencies, dist }));
        const versions = { ...JSON.parse(documents.get(`/npm/${name}`) ?? '{"versions":{}}').versions, [version]: {} };
        documents.set(`/npm/${name}`, JSON.stringify({ name, versions }));
      }
    },
    answer: (path, answer) => void answers.set(path, answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function toTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A node type as packages describe it. */
export function nodeEntry(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ name, displayName: name, description: `Does ${name}`, group: ['transform'], version: 1 },
    ...{ inputs: ['main'], outputs: ['main'], properties: [{ displayName: 'Url', name: 'url', type: 'string' }] },
    ...more,
  };
}

/** The archive of a package that describes node types the way n8n's own do, among files nobody asked for. */
export function typesOf(nodes: unknown, credentials: unknown = []): TarEntry[] {
  return [
    { name: 'package/package.json', content: '{"scripts":{"install":"exit 1"}}' },
    { name: 'package/dist/nodes/Thing.node.js', content: 'throw new Error("was run")' },
    { name: 'package/dist/types/nodes.json', content: JSON.stringify(nodes) },
    { name: 'package/dist/types/credentials.json', content: JSON.stringify(credentials) },
  ];
}

/** One n8n version with a few node types, published. */
export async function publishN8n(registry: FakeRegistry, version: string, nodes: unknown[]): Promise<void> {
  await registry.publish(
    {
      name: 'n8n',
      version,
      dependencies: { 'n8n-nodes-base': version, '@n8n/n8n-nodes-langchain': version, express: '^5.0.0' },
    },
    {
      name: 'n8n-nodes-base',
      version,
      entries: typesOf(nodes, [{ name: 'thingApi', displayName: 'Thing', extends: ['oAuth2Api'] }]),
    },
    { name: '@n8n/n8n-nodes-langchain', version, entries: typesOf([nodeEntry('agent', { outputs: ['ai_agent'] })]) },
  );
}
