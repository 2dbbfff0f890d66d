import type { Catalog, NodeTypeSummary } from './catalog.ts';

export interface SearchHit {
  type: string;
  score: number;
}

/** Words of requests that name a node type without sharing a word with it. Keys are stems. */
const synonyms: Record<string, string[]> = {
  cron: ['scheduleTrigger'],
  every: ['scheduleTrigger'],
  daily: ['scheduleTrigger'],
  hourly: ['scheduleTrigger'],
  weekly: ['scheduleTrigger'],
  monthly: ['scheduleTrigger'],
  morning: ['scheduleTrigger'],
  weekday: ['scheduleTrigger'],
  monday: ['scheduleTrigger'],
  schedule: ['scheduleTrigger'],
  incoming: ['webhook', 'respondToWebhook'],
  endpoint: ['webhook'],
  callback: ['webhook'],
  form: ['formTrigger'],
  fetch: ['httpRequest'],
  api: ['httpRequest'],
  url: ['httpRequest'],
  download: ['httpRequest'],
  rest: ['httpRequest'],
  weather: ['httpRequest'],
  mail: ['gmail', 'emailSend', 'gmailTrigger', 'emailReadImap'],
  email: ['emailSend', 'gmail', 'gmailTrigger', 'emailReadImap'],
  inbox: ['gmailTrigger', 'emailReadImap'],
  spreadsheet: ['googleSheets', 'googleSheetsTrigger'],
  sheet: ['googleSheets', 'googleSheetsTrigger'],
  row: ['googleSheets', 'postgres', 'googleSheetsTrigger'],
  database: ['postgres'],
  sql: ['postgres'],
  postgresql: ['postgres'],
  condition: ['if', 'filter', 'switch'],
  unless: ['if', 'filter'],
  otherwise: ['if'],
  only: ['filter', 'if'],
  route: ['switch'],
  loop: ['splitInBatches'],
  each: ['splitInBatches', 'splitOut'],
  delay: ['wait'],
  pause: ['wait'],
  later: ['wait'],
  join: ['merge'],
  combine: ['merge', 'aggregate'],
  feed: ['rssFeedRead', 'rssFeedReadTrigger'],
  rss: ['rssFeedRead', 'rssFeedReadTrigger'],
  blog: ['rssFeedReadTrigger', 'rssFeedRead'],
  teams: ['microsoftTeams', 'microsoftTeamsTrigger'],
  summarise: ['openAi'],
  summarize: ['openAi'],
  summary: ['openAi'],
  translate: ['openAi'],
  classify: ['openAi'],
  gpt: ['openAi', 'lmChatOpenAi'],
  chatgpt: ['openAi', 'lmChatOpenAi'],
  llm: ['agent', 'openAi'],
  ai: ['agent', 'openAi'],
  javascript: ['code'],
  python: ['code'],
  script: ['code'],
  field: ['set'],
  rename: ['set'],
  failure: ['errorTrigger', 'stopAndError'],
  error: ['errorTrigger', 'stopAndError'],
  fail: ['errorTrigger', 'stopAndError'],
  today: ['dateTime'],
  date: ['dateTime'],
  button: ['manualTrigger'],
};
const triggerWords = new Set([
  'when',
  'whenever',
  'new',
  'arrives',
  'trigger',
  'on',
  'incoming',
  'receive',
  'received',
]);
const noise = new Set(
  'a an and are as at be but by can do for from get have i if in into is it me my of or our please so that the their them then this to up us want we with would you your'.split(
    ' ',
  ),
);

/**
 * Node types that fit the words, best first; ties in the order of the names. Deterministic: same catalogue and query,
 * same list. Reads at most the first 60 words.
 */
export function searchNodes(catalog: Catalog, query: string, limit = 10): SearchHit[] {
  const words = toWords(query.slice(0, 4000)).slice(0, 60);
  const wanted = [...new Set(words.filter((word) => !noise.has(word)))];
  const wantsTrigger = words.some((word) => triggerWords.has(word));
  const phrase = query.trim().toLowerCase();
  return catalog
    .all()
    .map((nodeType) => ({ type: nodeType.name, score: scoreOf(nodeType, wanted, phrase, wantsTrigger) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1))
    .slice(0, Math.max(0, limit));
}

function scoreOf(nodeType: NodeTypeSummary, wanted: readonly string[], phrase: string, wantsTrigger: boolean): number {
  const name = shortName(nodeType.name);
  if (phrase === nodeType.name.toLowerCase() || phrase === name.toLowerCase()) return 1000;
  const index = indexOf(nodeType);
  let score = phrase === nodeType.displayName.toLowerCase() ? 200 : 0;
  for (const word of wanted) {
    if (index.name.has(word)) score += 20;
    else if (index.aliases.has(word)) score += 10;
    else if (index.operations.has(word)) score += 4;
    else if (index.description.has(word)) score += 3;
    else if (word.length >= 4 && [...index.name].some((own) => own.startsWith(word))) score += 8;
    const rank = (Object.hasOwn(synonyms, word) ? synonyms[word] : undefined)?.indexOf(name) ?? -1;
    if (rank >= 0) score += 14 - 2 * rank;
  }
  if (score === 0) return 0;
  if (nodeType.kind === 'trigger') return score + (wantsTrigger ? 5 : -3) > 0 ? score + (wantsTrigger ? 5 : -3) : 1;
  return score;
}

interface Index {
  name: Set<string>;
  aliases: Set<string>;
  operations: Set<string>;
  description: Set<string>;
}
const indexes = new WeakMap<NodeTypeSummary, Index>();

function indexOf(nodeType: NodeTypeSummary): Index {
  const known = indexes.get(nodeType);
  if (known) return known;
  const index = {
    name: new Set(toWords(`${shortName(nodeType.name)} ${nodeType.displayName}`)),
    aliases: new Set(toWords(nodeType.aliases.join(' '))),
    operations: new Set(toWords(nodeType.operations.join(' '))),
    description: new Set(toWords(nodeType.description).filter((word) => !noise.has(word))),
  };
  indexes.set(nodeType, index);
  return index;
}

const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

/** Lower-case words without plural endings; camelCase is taken apart. */
function toWords(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/e-mail/g, 'email')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0)
    .map((word) =>
      word.length > 4 && word.endsWith('s') && !word.endsWith('ss') && word !== 'teams' ? word.slice(0, -1) : word,
    );
}
