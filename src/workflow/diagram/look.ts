import icons from './icons.json' with { type: 'json' };

/** How an app's square looks: a dark enough colour for white letters, the letters, and its icon where there is one. */
export interface Look {
  colour: string;
  initials: string;
  /** SVG path data in a square of 24. */
  icon?: string | undefined;
}

const flow = '#475569';
const data = '#6d28d9';
const start = '#b45309';

/** Our own choice of colours for apps people know; no vendor's logo or trademark colour scheme is meant. */
const known: Record<string, [colour: string, initials: string]> = {
  slack: ['#7a2f7b', 'Sl'],
  microsoftteams: ['#4b53bc', 'Te'],
  microsoftoutlook: ['#1266b1', 'Ol'],
  microsoftexcel: ['#1d6f42', 'Ex'],
  gmail: ['#c5392e', 'Gm'],
  emailsend: ['#0f6e84', '@'],
  emailreadimap: ['#0f6e84', '@'],
  googlesheets: ['#1a7f45', 'GS'],
  googledrive: ['#2f6fc4', 'GD'],
  googlecalendar: ['#2f6fc4', 'GC'],
  googledocs: ['#2f6fc4', 'Do'],
  telegram: ['#1b7fb5', 'Tg'],
  discord: ['#4f58c9', 'Di'],
  whatsapp: ['#187d4d', 'Wa'],
  github: ['#24292f', 'GH'],
  gitlab: ['#b8451b', 'GL'],
  jira: ['#1c5bc0', 'Ji'],
  linear: ['#4f56b8', 'Li'],
  notion: ['#37352f', 'No'],
  airtable: ['#a8620a', 'At'],
  hubspot: ['#b64a2c', 'Hu'],
  salesforce: ['#0b6fa4', 'Sf'],
  pipedrive: ['#1f6b3a', 'Pd'],
  stripe: ['#5147c9', 'St'],
  shopify: ['#4f7a1e', 'Sh'],
  zendesk: ['#0c4a4d', 'Ze'],
  trello: ['#1763b0', 'Tr'],
  asana: ['#b0404f', 'As'],
  typeform: ['#3b3b3b', 'Ty'],
  postgres: ['#2f5d8a', 'PG'],
  mysql: ['#2b6a86', 'My'],
  mongodb: ['#23713c', 'Mo'],
  redis: ['#a8322a', 'Re'],
  supabase: ['#1d7a52', 'Su'],
  openai: ['#0e6b58', 'AI'],
  lmchatopenai: ['#0e6b58', 'OA'],
  lmchatanthropic: ['#99492e', 'An'],
  lmchatgooglegemini: ['#2f6fc4', 'Ge'],
  lmchatollama: ['#37352f', 'Ol'],
  agent: ['#5b3cc4', 'AI'],
  chainllm: ['#5b3cc4', 'AI'],
  memorybufferwindow: ['#8a3d73', 'Me'],
  outputparserstructured: ['#8a3d73', 'Pa'],
  httprequest: ['#1f4fa8', 'Web'],
  webhook: ['#9d2c63', 'Wh'],
  respondtowebhook: ['#9d2c63', 'Re'],
  form: ['#187a6d', 'Fo'],
  chat: ['#5b3cc4', 'Ch'],
  rssfeedread: ['#b4540a', 'RS'],
  schedule: [start, 'Sc'],
  manual: [start, 'Go'],
  error: ['#a8322a', 'Er'],
  executeworkflow: [start, 'Wf'],
  if: [flow, 'If'],
  switch: [flow, 'Sw'],
  filter: [flow, 'Fi'],
  merge: [flow, 'Me'],
  splitinbatches: [flow, 'Lo'],
  wait: [flow, 'Wt'],
  noop: [flow, '–'],
  stopanderror: ['#a8322a', 'Er'],
  set: [data, 'Ed'],
  code: [data, '{ }'],
  splitout: [data, 'Sp'],
  aggregate: [data, 'Ag'],
  datetime: [data, 'Da'],
  limit: [data, 'Li'],
  sort: [data, 'So'],
  summarize: [data, 'Su'],
  removeduplicates: [data, 'Un'],
};

/** What a node type, its trigger and its tool have in common; of `n8n-nodes-base.gmailTrigger` it is `gmail`. */
export function appKey(type: string): string {
  const local = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
  return local.replace(/tool$/, '').replace(/trigger$/, '') || local;
}

/** Of a node type; apps not in the list get a colour that is always the same for them. */
export function lookOf(type: string, displayName: string): Look {
  const app = appKey(type);
  const icon = Object.hasOwn(icons, app) ? icons[app as keyof typeof icons] : undefined;
  const found = Object.hasOwn(known, app) ? known[app] : undefined;
  if (found) return { colour: found[0], initials: found[1], icon };
  return { colour: toColour(app), initials: toInitials(displayName), icon };
}

/** First letters of the first two words, or the first two letters of a single one. */
function toInitials(name: string): string {
  const [first = '', second] = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join('') || '?';
}

/** A hue from the name; saturation and lightness keep white letters on it readable (contrast above 4.5). */
function toColour(name: string): string {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360_007;
  return toHex(hash % 360, 0.5, 0.32);
}

function toHex(hue: number, saturation: number, lightness: number): string {
  const channel = (offset: number): string => {
    const at = (offset + hue / 30) % 12;
    const value =
      lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
