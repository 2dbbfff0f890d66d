import type { NodeProperty } from '#src/catalog/catalog.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import type { Clause } from '../clauses.ts';
import { locator } from '../pieces.ts';
import { channelNames, emailAddresses, repositoryPlace, sheetPlace, teamsPlace } from '../places.ts';
import type { Here } from '../planner.ts';
import { firstUrl, maskQuoted } from '../words.ts';
import { saidFor } from './said.ts';

/** A value found for a parameter, and the words of the clause that say it. */
export interface Found {
  value: unknown;
  said: string[];
  assumption?: string;
}

const placesWithLink: Record<string, (text: string) => { parameters: Record<string, unknown> }> = {
  googleSheets: (text) => sheetPlace(text, true),
  googleSheetsTrigger: (text) => sheetPlace(text, false),
  microsoftTeams: teamsPlace,
  microsoftTeamsTrigger: teamsPlace,
};

/** What a resource locator points at: a link, an id, a name, a #channel, an @user. Undefined when nothing is said. */
export function locate(property: NodeProperty, clause: Clause, short: string, here?: Here): Found | undefined {
  const { name } = property;
  const linked = Object.hasOwn(placesWithLink, short)
    ? placesWithLink[short]?.(clause.text).parameters[name]
    : undefined;
  if (isFilled(linked))
    return {
      ...(name === 'sheetName' && (linked as { value: unknown }).value === 'gid=0'
        ? { assumption: 'The first tab of the Google Sheet is used.' }
        : {}),
      value: linked,
      said: [firstUrl(clause.text) ?? '', String((linked as { value: unknown }).value), 'tab', 'worksheet'],
    };
  if (name === 'owner' || name === 'repository') {
    const { parameters, label } = repositoryPlace(clause.text);
    const at = parameters[name] as { value: string };
    return at.value === '' ? undefined : { value: at, said: [label] };
  }
  const modes = new Map((property.modes ?? []).map((mode) => [mode.name, mode]));
  const channel = /channel/i.test(name) ? channelNames(clause.text)[0] : undefined;
  const channelId = /channel/i.test(name) && short === 'slack' ? slackChannelId.exec(clause.text)?.[1] : undefined;
  if (channelId && modes.has('id')) return { value: locator('id', channelId), said: [channelId, 'channel'] };
  if (channel) {
    const said = [`#${channel}`, channel, 'channel'];
    if (modes.has('name')) return { value: locator('name', `#${channel}`), said };
    return undefined;
  }
  const user = /user/i.test(name) ? userIn(clause.text) : undefined;
  const own = short === 'slack' && !user ? meantHere(name, clause, here) : undefined;
  if (own) return { value: locator('id', own), said: ['me', 'us', 'here', 'this channel'] };
  if (user && modes.has('id') && /^[UW][A-Z0-9]{6,}$/.test(user))
    return { value: locator('id', user), said: [`@${user}`] };
  if (user && modes.has('username')) return { value: locator('username', `@${user}`), said: [`@${user}`] };
  const url = modes.has('url') ? firstUrl(clause.text) : undefined;
  if (url && fits(modes.get('url'), url)) return { value: locator('url', url), said: [url] };
  if (modes.has('email') && emailAddresses(clause.text)[0])
    return {
      value: locator('email', emailAddresses(clause.text)[0] ?? ''),
      said: emailAddresses(clause.text).slice(0, 1),
    };
  const named =
    (name === 'documentId' ? (saidFor('Spreadsheet', clause) ?? saidFor('Sheet', clause)) : undefined) ??
    saidFor(property.displayName, clause) ??
    saidFor(name.replace(/([a-z])([A-Z])/g, '$1 $2'), clause);
  // "A Google Drive folder": the app's own name is no name of a folder.
  if (!named || short.toLowerCase().includes(named.value.toLowerCase().replace(/\s/g, ''))) return undefined;
  const id = modes.get('id');
  if (modes.has('name')) return { value: locator('name', named.value), said: [named.said] };
  if (modes.has('key')) return { value: locator('key', named.value), said: [named.said] };
  if (id && /\d/.test(named.value) && fits(id, named.value))
    return { value: locator('id', named.value), said: [named.said] };
  return { value: toNamed(named.value), said: [named.said] };
}

/** A channel as Slack writes it where it does not give the name. */
const slackChannelId = /<?#([CG](?=[A-Z]*\d)[A-Z0-9]{7,})\b/;

/** "Here", "in this channel": where somebody asks. */
export const saysHere = /\b(?:in )?(?:here|this (?:channel|chat|thread|conversation|group))\b/;

/** The id of whoever asks, or of the channel they ask in, where a parameter of Slack takes one and the words mean it. */
function meantHere(name: string, { mask }: Clause, here: Here | undefined): string | undefined {
  if (here?.platform !== 'slack') return undefined;
  if (/channel/i.test(name)) return saysHere.test(mask) ? here.channel : undefined;
  const means = /\b(?:me|myself)\b/.test(mask) || saysHere.test(mask);
  return /user/i.test(name) && means ? here.person : undefined;
}

/** The @names of people, each once. */
export const usersIn = (text: string): string[] =>
  [
    ...new Set(
      [...maskQuoted(text).matchAll(/(?:^|[\s(,])@([A-Za-z0-9._-]{1,80})/g)].map(([, name = '']) =>
        name.replace(/[.]+$/, ''),
      ),
    ),
  ].slice(0, 10);
/** The @name of a person. */
export const userIn = (text: string): string | undefined => usersIn(text)[0];

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { value?: unknown }).value !== '';

/** True when a mode's own check lets the value pass; where it has none, the fallback decides. */
function fits(mode: { validation?: unknown } | undefined, value: string, otherwise = /./): boolean {
  const list = Array.isArray(mode?.validation) ? (mode.validation as { properties?: { regex?: unknown } }[]) : [];
  const patterns = list.flatMap(({ properties }) => (typeof properties?.regex === 'string' ? [properties.regex] : []));
  if (patterns.length === 0) return otherwise.test(value);
  return patterns.every((pattern) => {
    try {
      return value.length < 500 && new RegExp(`^(?:${pattern})$`).test(value);
    } catch {
      return false;
    }
  });
}
