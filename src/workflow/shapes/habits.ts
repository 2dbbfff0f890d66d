import type { NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from '#src/model/draft.ts';
import { toText } from '../json/values.ts';
import { toScheduleRule } from './schedule.ts';
import { move, take } from './take.ts';

/**
 * What the types of the properties do not say: short forms of single nodes. Each returns the parameters it was given
 * when there is nothing to do.
 */
const byType: Record<string, (given: Parameters) => Parameters> = {
  'n8n-nodes-base.scheduleTrigger': (given) => {
    const { key, value, rest } = take(given, ['rule', 'cronExpression', 'cron', 'interval']);
    return key === undefined ? given : { ...rest, rule: toScheduleRule(value) };
  },
  'n8n-nodes-base.httpRequest': (given) => {
    const next = { ...given };
    if (isStructure(given['headers'])) move(next, 'headers', 'headerParameters');
    for (const key of ['query', 'params']) {
      if (isStructure(given[key])) move(next, key, 'queryParameters');
      else move(next, key, 'query');
    }
    if (isStructure(given['body']) && given['contentType'] !== 'raw') move(next, 'body', 'jsonBody');
    return next;
  },
  'n8n-nodes-base.webhook': (given) => {
    const path = toText(given['path']);
    return path === undefined ? given : { ...given, path: toPath(path) };
  },
};

const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null;

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
