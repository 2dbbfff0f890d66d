import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { N8nAccess } from './gate.ts';
import { createSender, type N8nCall } from './http.ts';

export interface N8nInventory {
  /** Node types switched off (`NODES_EXCLUDE`), full names; undefined when the key may not ask or n8n does not say. */
  excluded?: string[];
  /** The only ones of their packages (`NODES_INCLUDE`), full names; absent when n8n does not say or names none. */
  included?: string[];
  /** Undefined when the key may not ask or this n8n is too old to say (before about 2.20). */
  communityPackages?: { name: string; version: string }[];
}

/**
 * What this n8n has beyond, and without, the node types of its version. Needs the scopes `securityAudit:generate` and
 * `communityPackage:list`; without one that part stays undefined. n8n asks its maker for updates before it answers,
 * which takes half a minute on a closed network. Throws N8nError only when neither question gets any answer.
 */
export async function readInventory(config: N8nAccess, options: { timeoutMs?: number } = {}): Promise<N8nInventory> {
  const send = createSender(config, options.timeoutMs ?? 60_000);
  const silent: N8nError[] = [];
  const ask = async (call: Omit<N8nCall, 'act'>): Promise<unknown> => {
    try {
      return await send({ act: 'check', ...call });
    } catch (error) {
      if (!(error instanceof N8nError)) throw error;
      if (error.status === undefined) silent.push(error);
      return undefined;
    }
  };
  const body = { additionalOptions: { categories: ['instance'] } };
  const [audit, packages] = await Promise.all([
    ask({ method: 'POST', path: '/api/v1/audit', body }),
    ask({ method: 'GET', path: '/api/v1/community-packages' }),
  ]);
  if (silent[0] && silent.length === 2) throw silent[0];
  const communityPackages = packagesIn(packages);
  return { ...switchesIn(audit), ...(communityPackages && { communityPackages }) };
}

const auditSchema = z.record(z.string(), z.object({ sections: z.array(z.unknown()) }).catch({ sections: [] }));
const sectionSchema = z.object({
  settings: z.object({ nodes: z.object({ nodesExclude: z.string(), nodesInclude: z.string().default('none') }) }),
});

function switchesIn(audit: unknown): Pick<N8nInventory, 'excluded' | 'included'> {
  const reports = Object.values(auditSchema.safeParse(audit).data ?? {});
  for (const section of reports.flatMap((report) => report.sections)) {
    const nodes = sectionSchema.safeParse(section).data?.settings.nodes;
    if (!nodes) continue;
    const included = toList(nodes.nodesInclude);
    return { excluded: toList(nodes.nodesExclude), ...(included.length > 0 ? { included } : {}) };
  }
  return {};
}

/** The report says `a.b, c.d`, or `none`. */
const toList = (text: string): string[] => (text === 'none' ? [] : text.split(/\s*,\s*/).filter(Boolean));

const packagesSchema = z.array(
  z
    .object({ packageName: z.string(), installedVersion: z.string() })
    .transform(({ packageName, installedVersion }) => ({ name: packageName, version: installedVersion })),
);

function packagesIn(answer: unknown): N8nInventory['communityPackages'] {
  const list = Array.isArray(answer) ? answer : Object(answer).data;
  return packagesSchema.safeParse(list).data;
}
