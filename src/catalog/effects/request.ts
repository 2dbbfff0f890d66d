import { type ActingStep, httpMethod } from './act.ts';
import type { Risk } from './risk-names.ts';

interface Requesting extends ActingStep {
  /** As they are written. */
  parameters: Record<string, unknown>;
}

const requests: ReadonlySet<string> = new Set(['httpRequest', 'toolHttpRequest', 'graphql', 'rssFeedRead']);

/** Calls whatever address stands in it. */
export const isRequest = ({ short }: Pick<ActingStep, 'short'>): boolean => requests.has(short);

const anything: readonly Risk[] = ['reads', 'writes', 'deletes', 'sends-outside'];

/** What a request does. One that only looks or deletes may carry data out, to anybody but the company itself. */
export function ofRequest(step: Requesting, domains: readonly string[]): readonly Risk[] {
  const found = step.short === 'graphql' ? ofGraphql(step) : ofMethod(step);
  const leaves = !found.includes('sends-outside') && !isInside(step, domains) && carries(step);
  return leaves ? [...found, 'sends-outside'] : found;
}

function ofMethod(step: Requesting): readonly Risk[] {
  const method = step.short === 'rssFeedRead' ? 'GET' : httpMethod(step);
  if (method === undefined) return anything;
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return ['reads'];
  return method === 'DELETE' ? ['deletes'] : ['writes', 'sends-outside'];
}

function ofGraphql({ values }: Requesting): readonly Risk[] {
  const query = values['query'];
  if (typeof query !== 'string' || query.startsWith('=')) return anything;
  if (!/\bmutation\b/.test(query)) return ['reads'];
  return ['writes', 'sends-outside', ...(/delete|remove/i.test(query) ? (['deletes'] as const) : [])];
}

/** Words of an address that make a message, or start something, of what merely asks for it. */
const sendingWords =
  /^(?:send|notify|publish|broadcast|whatsapp|sms|dispatch|trigger|hooks?|webhooks?|invite|push|tweet)$/i;

/** True when it takes something along: what the run puts in, a body, or what an address of that name is for. */
function carries({ short, parameters }: Requesting): boolean {
  if (hasExpression(parameters)) return true;
  const given = Object.entries(parameters).filter(([, value]) => isGiven(value));
  // A model fills in what stands in braces, and the values of parameters where nothing else is said.
  if (short === 'toolHttpRequest')
    return (
      /\{/.test(JSON.stringify(parameters['url'] ?? '')) || given.some(([key]) => /^(?:send|placeholder)/.test(key))
    );
  const body = /^(?:sendBody$|body(?!ContentType$))/;
  if (short !== 'graphql' && parameters['sendBody'] !== false && given.some(([key]) => body.test(key))) return true;
  return wordsIn(addressOf(parameters) ?? '').some((word) => sendingWords.test(word));
}

/** `/bot1/sendMessage?x=1` has bot, send, message. */
const wordsIn = (address: string): string[] =>
  (/^=?https?:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? '').split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !['""', '[]', '{}'].includes(JSON.stringify(value));

function hasExpression(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.startsWith('=') && value.includes('{{');
  if (typeof value !== 'object' || value === null) return false;
  return depth > 20 || Object.values(value).some((inner) => hasExpression(inner, depth + 1));
}

function addressOf({ url, endpoint }: Record<string, unknown>): string | undefined {
  const address = url ?? endpoint;
  return typeof address === 'string' ? address : undefined;
}

/** A host that a request has to the letter, whatever the run puts behind it. */
export function hostOf(step: Pick<Requesting, 'short' | 'parameters'>): string | undefined {
  if (!isRequest(step)) return undefined;
  const [, host] = /^=?https?:\/\/([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(addressOf(step.parameters) ?? '') ?? [];
  return host?.toLowerCase();
}

/** It goes to the company, or to a host below its domains. */
export function isInside(step: Pick<Requesting, 'short' | 'parameters'>, domains: readonly string[]): boolean {
  const host = hostOf(step);
  return (
    host !== undefined && domains.some((one) => host === one.toLowerCase() || host.endsWith(`.${one.toLowerCase()}`))
  );
}
