import { locator, type Missing } from './pieces.ts';
import { firstQuoted, firstUrl, maskQuoted } from './words.ts';

/** A parameter that names a place in another system, and what is missing for it. */
export interface Place {
  parameters: Record<string, unknown>;
  missing: Missing[];
  assumptions: string[];
  /** How the place is called in node names. */
  label: string;
}

const emailAddress = /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g;

export function emailAddresses(text: string): string[] {
  return [...new Set(maskQuoted(text).match(emailAddress) ?? [])].slice(0, 20);
}

/** Slack's #channel, or "the sales channel"; undefined when none is named. */
export function channelName(said: string): string | undefined {
  const text = maskQuoted(said);
  const hash = /(?:^|[\s(,])#([\p{L}\p{N}][\p{L}\p{N}_-]{0,79})/u.exec(text)?.[1];
  if (hash) return hash.toLowerCase();
  const spoken = /\b(?:the |our )([\p{L}\p{N}_-]{2,40}) (?:slack )?channel\b/iu.exec(text)?.[1]?.toLowerCase();
  return spoken && !['slack', 'teams', 'right', 'same'].includes(spoken) ? spoken : undefined;
}

/** Every channel of a message: "#a and #b", or the one spoken of. */
export function channelNames(text: string): string[] {
  const named = [...maskQuoted(text).matchAll(/(?:^|[\s(,])#([\p{L}\p{N}][\p{L}\p{N}_-]{0,79})/gu)].map((found) =>
    (found[1] ?? '').toLowerCase(),
  );
  const spoken = named.length === 0 ? channelName(text) : undefined;
  return [...new Set(spoken ? [spoken] : named)].slice(0, 10);
}

/** Document and sheet of Google Sheets. Only a link names a document for certain; a title cannot be looked up here. */
export function sheetPlace(text: string, action: boolean): Place {
  const url = /https:\/\/docs\.google\.com\/spreadsheets\/d\/[\w-]+[^\s<>"']*/.exec(text)?.[0].replace(/[.,;)]+$/, '');
  const gid = url ? /[#?&]gid=(\d{1,15})/.exec(url)?.[1] : undefined;
  const tab = action
    ? /\b(?:tab|worksheet) (?:called |named )?["“']?([\p{L}\p{N}_-]{1,60})/iu.exec(text)?.[1]
    : undefined;
  const sheetName = tab ? locator('name', tab) : locator('id', gid ?? 'gid=0');
  const parameters = { documentId: locator(url ? 'url' : 'list', url ?? ''), sheetName };
  const missing = url ? [] : [{ path: 'documentId', ask: 'sheet' as const }];
  const assumptions = (tab ?? gid) ? [] : ['The first tab of the Google Sheet is used.'];
  return { parameters, missing, assumptions, label: 'Google Sheets' };
}

/** Team and channel of Microsoft Teams, which only a copied link names for certain. */
export function teamsPlace(text: string): Place {
  const link = /https:\/\/teams\.(?:microsoft|live|cloud\.microsoft)[^\s<>"']*/.exec(text)?.[0];
  const team = link ? /groupId=([0-9a-f-]{36})/i.exec(link)?.[1] : undefined;
  const encoded = link ? /\/channel\/([^/?]{1,200})/.exec(link)?.[1] : undefined;
  const channel = encoded ? decode(encoded) : undefined;
  const parameters = {
    teamId: locator(team ? 'id' : 'list', team ?? ''),
    channelId: locator(channel ? 'id' : 'list', channel ?? ''),
  };
  const ask = 'teamsChannel';
  const missing: Missing[] = [
    ...(team ? [] : [{ path: 'teamId', ask } as const]),
    ...(channel ? [] : [{ path: 'channelId', ask } as const]),
  ];
  return { parameters, missing, assumptions: [], label: 'Teams' };
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** GitHub's owner and repository. */
export function repositoryPlace(text: string): Place {
  const inUrl = /https:\/\/github\.com\/([\w.-]{1,60})\/([\w.-]{1,100})/.exec(text);
  const spoken = /(?:^|\s)([A-Za-z0-9][\w-]{0,38})\/([\w.-]{1,100})(?=$|[\s,;:!?]|\.(?:\s|$))/.exec(text);
  const [, owner = '', rawName = ''] = inUrl ?? spoken ?? [];
  const name = rawName.replace(/\.+$/, '').replace(/\.git$/, '');
  const parameters = { owner: locator('name', owner), repository: locator('name', name) };
  return { parameters, missing: [], assumptions: [], label: owner ? `${owner}/${name}` : 'GitHub' };
}

/** Address to call: a full URL, or a host name in words, which gets https. */
export function urlIn(text: string): { url: string; assumptions: string[] } | undefined {
  const url = firstUrl(text);
  if (url) return { url, assumptions: [] };
  const host =
    /(?:^|[\s(])((?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|app|de|fr|uk|eu|ai|co|cloud|tech|info|test|example)(?:\/[^\s<>"'{}]{0,300})?)(?=$|[\s,;!?)]|\.(?:\s|$))/i.exec(
      text,
    )?.[1];
  const guessed = host ? `https://${host.replace(/[.,;]+$/, '')}` : undefined;
  return guessed && URL.canParse(guessed)
    ? { url: guessed, assumptions: [`${host} is called over https.`] }
    : undefined;
}

/** What a piece of text is called in words: "webhook named orders", "table "orders"". */
export function nameAfter(text: string, words: string): string | undefined {
  const found = new RegExp(
    `\\b(?:${words})\\s+(?:called\\s+|named\\s+|at\\s+|path\\s+)?["“'\`/]?([\\p{L}\\p{N}_.-]{1,60})`,
    'iu',
  ).exec(text)?.[1];
  return found ?? firstQuoted(text);
}
