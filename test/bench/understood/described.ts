import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from '../data/corpus.ts';
import type { Apps } from './apps.ts';
import { type TriggerKind, triggerKind, type Wanted } from './judge.ts';

interface Described {
  title: string;
  description: string;
  types: string[];
  triggers: string[];
}

/** Lines of a file of the requests, undefined where the corpus is not. */
export function readRequestLines<T>(file: string): T[] | undefined {
  const path = join(corpusFolder, 'requests', file);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** Words that tell what starts a workflow, for requests whose workflow has a trigger of habit only. */
const cues: [RegExp, TriggerKind][] = [
  [/\b(?:daily|weekly|monthly|hourly|every (?:day|week|month|morning|hour|monday)|scheduled?)\b/i, 'schedule'],
  [/\bwebhook\b/i, 'webhook'],
  [/\bforms?\b/i, 'form'],
  [/\bchat(?:bot)?\b/i, 'chat'],
];

/**
 * Descriptions that strangers wrote beside their workflows, as requests. Every second one is for whoever changes the
 * planner to read (`tune`); of the others (`held`) only the figures are looked at.
 */
export function describedRequests(apps: Apps): { tune: Wanted[]; held: Wanted[] } | undefined {
  const all = readRequestLines<Described>('described.jsonl')?.map((one) => toWanted(one, apps));
  return all && { tune: all.filter((_, at) => at % 2 === 0), held: all.filter((_, at) => at % 2 === 1) };
}

function toWanted({ title, description, types, triggers }: Described, apps: Apps): Wanted {
  const request = `${title}. ${description}`;
  const there = new Set(types.flatMap((type) => apps.of(type) ?? []));
  const kinds = triggers.flatMap((type) => triggerKind(type) ?? []).filter((kind) => kind !== 'manual');
  const said = cues.flatMap(([pattern, kind]) => (pattern.test(request) ? [kind] : []));
  // A manual trigger is a habit of templates: then what the words say, where they say it.
  const right = kinds.length > 0 ? [...new Set([...kinds, ...said])] : said;
  return { request, triggers: right, apps: apps.namedIn(request, there), mayHave: new Set([...there]) };
}

/** True where the words name what starts it, and an app that n8n has. */
export const namesBoth = ({ request, apps }: Wanted): boolean =>
  apps.size > 0 &&
  (cues.some(([pattern]) => pattern.test(request)) ||
    /\b(?:when(?:ever)?|incoming|triggers? (?:on|by)|new)\b/i.test(request));
