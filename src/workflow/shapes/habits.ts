import type { NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from '../draft.ts';
import { isRecord, toText } from '../values.ts';
import { toScheduleRule } from './schedule.ts';

/**
 * What the types of the properties do not say: short forms of single nodes. Each returns the parameters it was given
 * when there is nothing to do.
 */
const byType: Record<string, (given: Parameters) => Parameters> = {
  'n8n-nodes-base.scheduleTrigger': (given) => {
    const { cronExpression, cron, interval, ...rest } = given;
    const rule = rest['rule'] ?? cronExpression ?? cron ?? interval;
    if (rule === undefined) return given;
    const shaped = toScheduleRule(rule);
    return rest['rule'] === undefined ? { ...rest, rule: shaped } : { ...given, rule: shaped };
  },
  'n8n-nodes-base.httpRequest': (given) => {
    const { headers, query, params, body, ...rest } = given;
    const next: Parameters = { ...rest };
    if (headers !== undefined)
      next[isRecord(headers) || Array.isArray(headers) ? 'headerParameters' : 'headers'] ??= headers;
    const asked = query ?? params;
    if (isRecord(asked) || Array.isArray(asked)) next['queryParameters'] ??= asked;
    else if (asked !== undefined) next['query'] = asked;
    const isJson = (isRecord(body) || Array.isArray(body)) && rest['contentType'] !== 'raw';
    if (body !== undefined) next[isJson && rest['jsonBody'] === undefined ? 'jsonBody' : 'body'] = body;
    return next;
  },
  'n8n-nodes-base.webhook': (given) => {
    const path = toText(given['path']);
    return path === undefined ? given : { ...given, path: toPath(path) };
  },
};

/** The short forms of one node type, before its properties are looked at. */
export function applyHabits(type: string, given: Parameters): Parameters {
  return (Object.hasOwn(byType, type) ? byType[type]?.(given) : undefined) ?? given;
}

/** A prompt that is written out is meant, although n8n would take the chat message unless told so. */
export function chooseWrittenPrompt(nodeType: NodeType, given: Parameters): Parameters {
  if (given['text'] === undefined || given['promptType'] !== undefined) return given;
  const chooses = nodeType.properties.some((property) => property.name === 'promptType');
  return chooses ? { ...given, promptType: 'define' } : given;
}

/** The part of an address that n8n wants: no host, no slash around it, nothing a URL would not carry. */
function toPath(path: string): string {
  if (path.startsWith('=') || path.includes('{{')) return path;
  const local = path
    .trim()
    .replace(/^https?:\/\/[^/]*\//i, '')
    .replace(/^\/?webhook(?:-test)?\//i, '');
  return local.replace(/^\/+|\/+$/g, '').replace(/[\s?#]+/g, '-');
}
