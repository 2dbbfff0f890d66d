import type { Builder } from './builder.ts';
import { base } from './pieces.ts';
import { capitalize, toName } from './words.ts';

/**
 * Name of a workflow nobody named, by its purpose: what it says, where that is fixed; else what it does, and when only
 * where that is a single step.
 */
export function defaultName({ nodes }: Pick<Builder, 'nodes'>): string {
  const [first, ...rest] = nodes;
  const steps = rest.filter((node) => node.type !== base('if') && node.type !== base('wait'));
  const said = steps.map(saidBy).find((text) => text !== undefined && text !== '');
  if (said !== undefined) return said;
  const [one, ...more] = steps.length > 0 ? steps : rest;
  const last = more.at(-1);
  if (one && last) return `${toName(one.name, 48)} → ${toName(last.name, 48)}`;
  return toName(one ? `${one.name}: ${first?.name ?? ''}` : (first?.name ?? ''), 100) || 'Workflow';
}

const longestPurpose = 60;

/** The subject or text of a message as it will be sent, in one line; undefined where the data decide about it. */
function saidBy({ parameters }: Builder['nodes'][number]): string | undefined {
  for (const key of ['subject', 'text', 'message']) {
    const value = parameters?.[key];
    if (typeof value !== 'string' || value.startsWith('=') || !/\p{L}/u.test(value)) continue;
    const line = value.replace(/\s+/g, ' ').trim();
    if (line.length <= longestPurpose) return toName(capitalize(line), 100);
    return `${toName(capitalize(line.slice(0, longestPurpose - 1).replace(/\s+\S*$/, '')), 100)}…`;
  }
  return undefined;
}
