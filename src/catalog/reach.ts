import { type ReachEntry, reachTable } from './reach-table.ts';

const packages = { base: 'n8n-nodes-base', ai: '@n8n/n8n-nodes-langchain' } as const;

/** Full names of the types of an entry. */
export function typesOf(entry: ReachEntry): string[] {
  return (['base', 'ai'] as const).flatMap((key) =>
    (entry[key] ?? '').split(/\s+/).flatMap((name) => (name === '' ? [] : [`${packages[key]}.${name}`])),
  );
}

const byType = new Map(
  reachTable.flatMap((entry) => typesOf(entry).map((type) => [type.toLowerCase(), entry] as const)),
);

/** What is known of a node type; n8n makes `…Tool` and `…HitlTool` of others, which reach the same. */
export function reachOf(type: string): ReachEntry | undefined {
  return namesOf(type).flatMap((name) => byType.get(name.toLowerCase()) ?? [])[0];
}

/** The type, and the one that n8n made it of when it is a tool. */
export function namesOf(type: string): string[] {
  const base = /^(.+?)(?:Hitl)?Tool$/.exec(type)?.[1];
  return base === undefined ? [type] : [type, base];
}

/** Node types that are not for everybody whatever their parameters say, with what holds unless the operator lifts it. */
export const usualNodes: Readonly<Record<string, 'admin' | 'deny'>> = Object.fromEntries(
  reachTable.flatMap((entry) => {
    const { ruling } = entry;
    return ruling && !entry.when ? typesOf(entry).map((type) => [type, ruling] as const) : [];
  }),
);
