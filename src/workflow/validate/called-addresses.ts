import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { reachOf } from '#src/catalog/reach.ts';
import type { Parameters } from '#src/model/draft.ts';
import { type Address, addressOf, addressOfHost, hostsIn, unknownPart } from '#src/policy/addresses.ts';
import { type FieldTexts, possibleTexts } from './expressions/possible-texts.ts';
import { propertiesAt } from './property-at.ts';
import { type Text, textsOf } from './strings.ts';

/** An address that n8n calls for a node, and the parameter it stands in. */
export interface CalledAddress {
  address: Address;
  path: string;
  /** The value as it was written. */
  value: string;
}

interface Caller {
  type: string;
  parameters: Parameters;
}

const mostFound = 50;

/**
 * The addresses n8n calls for a node. Which parameters hold one is read in the catalogue's words for them; a value that
 * is an address as a whole counts wherever n8n calls what it is told, and where nobody describes the node. Addresses that
 * are only passed on to a service count when they can be read, not when only the run knows them. Pure.
 * @param nodeType its description, where there is one
 * @param fieldTexts what fields of earlier steps hold, where that is certain
 */
export function calledAddresses(
  node: Caller,
  nodeType: NodeType | undefined,
  fieldTexts?: FieldTexts,
): CalledAddress[] {
  const entry = reachOf(node.type);
  if (entry?.reach === 'own') return [];
  const callsAny = entry === undefined || entry.reach === 'address' || entry.reach === 'workflow';
  const found: CalledAddress[] = [];
  for (const text of textsOf(node)) {
    if (found.length >= mostFound) break;
    const { value, path } = text;
    const about = nodeType ? propertiesAt(nodeType.properties, text.steps.slice(1)) : [];
    const role = roleOf(text, about);
    const called = role === 'proxy' || (callsAny && isCalled(text, entry?.called));
    if (role === undefined && !(called && (entry?.called === undefined || about.length === 0))) continue;
    const texts = possibleTexts(value, fieldTexts);
    const read = texts.flatMap((each) => each.split(nextAddress).map((one) => addressIn(one, role)));
    const isTold = read.every((address) => address && 'host' in address);
    // Where it goes is not plain to see: what can be read in the text may be it.
    const addresses = role === undefined || isTold ? read : [...read, ...hostsIn(value).map((host) => ({ host }))];
    for (const address of distinct(addresses)) {
      if ('unknown' in address && !(called && role !== undefined)) continue;
      found.push({ address, path, value });
    }
  }
  return found;
}

type Role = 'address' | 'host' | 'proxy';

const nameWords = /\b(?:url|urls|uri|uris|endpoint|webhook)\b/i;
const proxyWords = /\bproxy\b/i;
const hostName = /^(?:host|hostname|server|broker|brokers)$/i;
const example = /^(?:e\.g\.,? )?(?:https?|wss?|ftp|git|ssh):\/\//i;

/** What the catalogue says a parameter is; where it says nothing, its name does. */
function roleOf({ key }: Text, about: readonly NodeProperty[]): Role | undefined {
  const texts = about.filter(({ type }) => type === 'string' || type === 'json' || type === 'resourceLocator');
  if (about.length > 0 && texts.length === 0) return undefined;
  const words = (about.length > 0 ? texts.map((each) => `${each.name} ${each.displayName}`) : [key]).map(inWords);
  if (words.some((each) => proxyWords.test(each))) return 'proxy';
  if (about.length > 0 ? texts.some(({ name }) => hostName.test(name)) : hostName.test(key)) return 'host';
  const examples = texts.flatMap(({ placeholder, default: preset }) => [placeholder, preset]);
  const shown = examples.some((each) => typeof each === 'string' && example.test(each));
  return shown || words.some((each) => nameWords.test(each)) ? 'address' : undefined;
}

/** `nextURL` → `next URL`, `webhook_uri` → `webhook uri`. */
const inWords = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll('_', ' ');

const isCalled = ({ steps }: Text, called: readonly string[] | undefined): boolean =>
  called === undefined || steps.some((step) => typeof step === 'string' && called.includes(step));

/** Some parameters take several addresses with commas between them. */
const nextAddress = new RegExp(`\\s*[,\\n]\\s*(?=[a-z][a-z0-9+.-]*:[\\\\/]|${unknownPart})`, 'iu');

/** `10.0.0.5`, `localhost:8080/x`, `db.internal`: what n8n might call though it has no scheme. */
const bareHost = /^(?:\[[0-9a-f:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::\d{1,5})?(?:[/?#]|$)/i;

function addressIn(given: string, role: Role | undefined): Address | undefined {
  const address = addressOf(given);
  if (address || role === undefined) return address;
  // A number alone is rather an id, and n8n calls nothing without a scheme there.
  if (role === 'address' && (!bareHost.test(given.trim()) || /^\d+$/.test(given.trim()))) return undefined;
  const host = addressOfHost(given);
  if (role === 'address') return 'host' in host && /[.:]|^localhost$/.test(host.host) ? host : undefined;
  return given.trim() === '' ? undefined : host;
}

function distinct(addresses: readonly (Address | undefined)[]): Address[] {
  const byKey = new Map(addresses.flatMap((each) => (each ? [[JSON.stringify(each), each] as const] : [])));
  return [...byKey.values()];
}
