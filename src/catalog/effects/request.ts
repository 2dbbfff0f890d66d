import { type ActingStep, httpMethod } from './act.ts';
import type { Risk } from './risk-names.ts';
import type { RiskyStep } from './step.ts';

const requests: ReadonlySet<string> = new Set(['httpRequest', 'toolHttpRequest', 'graphql', 'rssFeedRead']);

/** Calls whatever address stands in it. */
export const isRequest = ({ short }: Pick<ActingStep, 'short'>): boolean => requests.has(short);

const anything: readonly Risk[] = ['reads', 'writes', 'deletes', 'sends-outside'];

/** What a request does. One that only looks or deletes may carry data out, to anybody but the company itself. */
export function ofRequest(step: RiskyStep, domains: readonly string[]): readonly Risk[] {
  const found = step.short === 'graphql' ? ofGraphql(step) : ofMethod(step);
  if (found.includes('sends-outside')) return found;
  const leaves = callsElsewhere(step, domains) || (!isInside(step, domains) && carries(step));
  return leaves ? [...found, 'sends-outside'] : found;
}

function ofMethod(step: RiskyStep): readonly Risk[] {
  const method = step.short === 'rssFeedRead' ? 'GET' : httpMethod(step);
  if (method === undefined) return anything;
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return ['reads'];
  return method === 'DELETE' ? ['deletes'] : ['writes', 'sends-outside'];
}

function ofGraphql({ values }: RiskyStep): readonly Risk[] {
  const query = values['query'];
  if (typeof query !== 'string' || query.startsWith('=')) return anything;
  if (!/\bmutation\b/.test(query)) return ['reads'];
  return ['writes', 'sends-outside', ...(/delete|remove/i.test(query) ? (['deletes'] as const) : [])];
}

/** Words of an address that make a message, or start something, of what merely asks for it. */
const sendingWords =
  /^(?:send(?:message|mail|email|sms|photo|document|text)?|notify|publish|broadcast|whatsapp|sms|dispatch|trigger|hooks?|webhooks?|invite|push|tweet)$/i;

/** True when it takes something along: what the run puts in, a body, or what an address of that name is for. */
function carries({ short, parameters, values }: RiskyStep): boolean {
  if (hasExpression(parameters)) return true;
  const given = Object.entries(values).filter(([, value]) => isGiven(value));
  // A model fills in what stands in braces, and the values of parameters where nothing else is said.
  if (short === 'toolHttpRequest')
    return /\{/.test(JSON.stringify(values['url'] ?? '')) || given.some(([key]) => /^(?:send|placeholder)/.test(key));
  const body = /^(?:sendBody$|body(?!ContentType$))/;
  if (short !== 'graphql' && values['sendBody'] !== false && given.some(([key]) => body.test(key))) return true;
  return wordsIn(addressOf(values) ?? '').some((word) => sendingWords.test(word));
}

/** `/bot1/sendMessage?x=1` has bot, send, message. */
const wordsIn = (address: string): string[] =>
  (/^=?https?:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? '').split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !['""', '[]', '{}'].includes(JSON.stringify(value));

/** True when the run puts something in there. */
export function hasExpression(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.startsWith('=') && value.includes('{{');
  if (typeof value !== 'object' || value === null) return false;
  return depth > 20 || Object.values(value).some((inner) => hasExpression(inner, depth + 1));
}

function addressOf({ url, endpoint }: Record<string, unknown>): string | undefined {
  const address = url ?? endpoint;
  return typeof address === 'string' ? address : undefined;
}

/** A host that a request has to the letter, whatever the run puts behind it. */
export const hostOf = (step: Pick<RiskyStep, 'short' | 'values'>): string | undefined =>
  isRequest(step) ? hostIn(addressOf(step.values) ?? '') : undefined;

const hostIn = (address: string): string | undefined =>
  /^=?https?:\/\/([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(address)?.[1]?.toLowerCase();

/** It goes to the company, or to a host below its domains, and nowhere else. */
export const isInside = (step: Pick<RiskyStep, 'short' | 'values'>, domains: readonly string[]): boolean =>
  isOwn(hostOf(step), domains) && !callsElsewhere(step, domains);

const isOwn = (host: string | undefined, domains: readonly string[]): boolean =>
  host !== undefined && domains.some((one) => host === one.toLowerCase() || host.endsWith(`.${one.toLowerCase()}`));

/**
 * What it sends, its credential too, goes to another host besides: a proxy that all passes through, or an address where
 * the next page is said to be.
 */
function callsElsewhere(step: Pick<RiskyStep, 'short' | 'values'>, domains: readonly string[]): boolean {
  const host = hostOf(step);
  return [...addressesIn(step.values['options'])].some((address) => {
    const other = hostIn(/^=?[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address.replace(/^=/, '')}`);
    return !isOwn(other, domains) && (other === undefined || other !== host);
  });
}

const addressKey = /url|proxy|host/i;

/** What is an address by its name or its form, at any depth. */
function* addressesIn(value: unknown, key = '', depth = 0): Generator<string> {
  if (typeof value === 'string' && value !== '' && (addressKey.test(key) || value.includes('://'))) yield value;
  if (typeof value !== 'object' || value === null || depth > 20) return;
  for (const [name, inner] of Object.entries(value)) yield* addressesIn(inner, name, depth + 1);
}
