import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { knowledgeIn } from '../ai/knowledge.ts';
import { namedModel, namesModel } from '../ai/models.ts';
import { saysRetrieval } from '../ai/stores.ts';
import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import type { Prose } from './description.ts';
import { fillingWords, isInFilling } from './filling.ts';
import { actsHere, fromGerund, fromThird, isAct, isThing } from './verbs.ts';

const assistants =
  /\b(?:chat ?bots?|bots?|assistants?|(?:ai|chat|conversational|messaging) agents?|chat with|conversational|slash commands?)\b/i;
/** Somebody asks where an answer is looked up. */
const asking =
  /\b(?:(?:answers?|answering|asks?|reply|replies|responds?) (?:to )?(?:[\p{L}-]+ ){0,3}?(?:questions?|inquir\w+|quer(?:y|ies)|messages?|requests?)|q ?& ?a|question[- ]answering|chat|rag (?:\w+ )?(?:agent|system|app\w*|pipeline|workflow|solution))\b/iu;
/** What no language model does on its own. */
const more =
  /\b(?:voice|audio|speech|transcri\w+|images?|photos?|pictures?|videos?|vision|tools?|custom sql|web search|scrap\w+|multi-?modal|(?:re-?)?rerank\w*|hybrid search|graph ?rag|citations?|cites?|schedul(?:es|ing)|qualif\w+|books|booking)\b/i;
/** The same where nothing is looked up. */
const lookedUp = /\b(?:rag|vector\w*|embeddings?|knowledge base|documents?|pdfs?)\b/i;
/** Acts besides talking: nothing an answer does. */
const acts =
  /\b(?:saves?|stores?|captures?|routes?|notif(?:y|ies)|updates?|deletes?|adds?|appends?|uploads?|e-?mails|scores?|archives?|logs?|creates? (?:an? )?(?:tickets?|issues?|tasks?|records?|events?|rows?|contacts?|deals?))\b/i;
/** What an assistant does by talking, reading for it included. */
const talking = new Set(
  `accept access advise allow analyse analyze answer ask assist base be build chat check combine connect consult converse design draft
enable engage explain fetch find generate get give guide handle have help implement integrate interact is keep know let learn leverage listen look maintain make
message offer power process produce provide pull query read receive recommend remember reply respond retrieve return search
show suggest summarise summarize support take talk tell translate understand use utilise utilize work write`.split(
    /\s+/,
  ),
);
/** A word where an act may stand, with what is done it to. */
const actPlace =
  /(?<=^|[,;:] |\b(?:and|that|which|who|then|also|it|to|by|(?:chat ?)?bot|assistant|agent) )([\p{L}-]+) (?=([\p{L}#]+))/giu;
const ofThis = /^(?:the|an?|all|every|each|it|them|their|your|our|his|its|new|any)$/i;
/** Words that say an app is read from. */
const reading =
  /\b(?:from|in|looks? up|looking up|search(?:es|ing)?|based on|about|chat with|quer(?:y|ies|ying)|reads?|reading|retriev\w+|fetch\w*)\b/i;

/** "Forwards the messages to GPT", "sends the reply back to the user": a way to say that it answers. */
const relayed =
  /\b(?:forward|send|pass(?:es)?|relay|feed|submit|hand)(?:s|ing)? [^,.;]{0,60}?\b(?:to|into|through) (?:an? |the |google(?:['’]s)? |openai(?:['’]s)? )*(?:ai|llms?|language models?|gpt[\w.-]*|chatgpt|openai|gemini|claude|anthropic|mistral|ollama|deepseek[\w -]*?|agents?|models?|assistants?)(?=[\s,.;]|$)(?: (?:agents?|models?|assistants?))?/gi;
const returned =
  /\b(?:send|return|deliver|post)(?:s|ing)? (?:back )?(?:the |an? |its |their |all )*(?:[\p{L}-]+ )?(?:answers?|repl(?:y|ies)|responses?)(?: back)?(?: (?:to|in) (?:the |their )*(?:same )?(?:users?|chat|them|sender|person|conversation))?(?=$|[,.;]| and )/giu;

/** "Create a RAG chatbot": what is described, no act of its own. */
const makes =
  /^(?:(?:this|the) (?:workflow|template) )?(?:build|creat|mak|set|develop|design|implement|provid|deploy)(?:e?s|t?ing|e)?(?: up)? (?:me |us )?(?:an? |the |your (?:own )?)(?:[\p{L}\d-]+ ){0,7}?(?:chat ?bot|bot|assistant|agent|system|pipeline)\b/iu;

/** True where a part tells an act that no answer is: "writes the conversations to". */
function doesMore(part: string): boolean {
  const mask = maskQuoted(part)
    .replace(/\b(vector|document|data|knowledge|embeddings?) stores?\b/gi, '$1 base')
    .replace(makes, ' answers ')
    .replace(relayed, ' answers ')
    .replace(returned, ' answers ');
  if (acts.test(mask) || /\b(?:writes?|writing) .*\b(?:to|into|in)\b/i.test(mask)) return true;
  return [...mask.matchAll(actPlace)].some(([, word = '', next = '']) => {
    const base = fromThird(word) ?? fromGerund(word) ?? (isAct(word) ? word.toLowerCase() : undefined);
    if (base) return !talking.has(base) && (ofThis.test(next) || !isThing(base) ? actsHere(next) : false);
    const plain = word.toLowerCase();
    return (
      ofThis.test(next) &&
      /(?:[^s]s|ing)$/.test(plain) &&
      ![/e?s$/, /s$/, /ing$/].some((end) => talking.has(plain.replace(end, ''))) &&
      !talking.has(plain.replace(/ing$/, 'e'))
    );
  });
}

/** True where the words before an app say that the assistant reads there. */
function isReadFrom(request: string, start: number, from: number, retrieves: boolean): boolean {
  const before = maskQuoted(request).slice(from, start);
  const part = before.split(/[.!?;\n]\s*|\b(?:that|which|who)\b/).at(-1) ?? '';
  return (reading.test(part) || (retrieves && /\b(?:with|using|via|and)\b|,/.test(part))) && !doesMore(`${part}it`);
}

/** Words of the request that are names of apps as well and mean none of them here. */
const noApp = /^(?:n8n|chat|bots?|ai|sql|forms?)$/i;
/** Where people talk with each other, and with a bot. */
export const talked =
  /^(?:telegram|slack|whatsApp|microsoftTeams|discord|mattermost|line|ciscoWebex|facebook)(?:Trigger)?$/;

/** "A Telegram bot that answers with GPT": who writes there is answered by a model that knows what it is for. */
export function assistantIn(
  request: string,
  sentences: readonly string[],
  catalog: Catalog,
): Omit<Prose, 'back'> | undefined {
  const mask = toLower(maskQuoted(request));
  const speaks = knowledgeIn(catalog, request) !== undefined;
  if (
    !(assistants.test(mask) || (speaks && asking.test(mask))) ||
    !(namesModel(catalog, request) || speaks || /\bchat with\b/.test(mask)) ||
    mask.includes('\uE002')
  )
    return undefined;
  if (/\b(?:when(?:ever)?|if|every|each|daily|weekly|monthly)\b/.test(mask)) return undefined;
  const apps = appsIn(catalog, request, mask).filter(
    ({ start, end }) => !namedModel(catalog, request.slice(start, end)) && !noApp.test(request.slice(start, end)),
  );
  const place = apps.find(({ action, trigger }) => talked.test(shortName(action ?? trigger ?? '')));
  if (!place && !speaks && !/\bchat/.test(mask)) return undefined;
  const model = namedModel(catalog, request);
  const said = model ? (model.pattern.exec(maskQuoted(request))?.[0] ?? 'AI').replace(/['’]s$|\.+$/, '') : 'AI';
  const event = /\bslash commands?\b/.test(mask)
    ? 'a slash command is called by webhook'
    : place
      ? `a message arrives in ${place.name}`
      : 'a chat message comes in';
  const others = apps.filter(({ name }) => name !== place?.name);
  // "in Slack" says nothing of what stands behind it.
  const talkedIn = (start: number) => apps.findLast(({ name, end }) => name === place?.name && end <= start)?.end ?? 0;
  const retrieves = saysRetrieval(request);
  const filling = fillingWords(catalog, request);
  const read = others.filter(
    ({ start }) => isInFilling(request, start, filling) || isReadFrom(request, start, talkedIn(start), retrieves),
  );
  const knowledge = knowledgeIn(catalog, request, read);
  const filled = knowledge?.filledFrom;
  const isStore = ({ start, end }: NamedApp) => knowledge?.store?.pattern.test(request.slice(start, end)) === true;
  const live = new Set((knowledge?.live ?? read).map(({ name }) => name));
  const known = new Set([...live, ...(filled?.app.trigger ? [filled.app.name] : [])]);
  const data = [...live].map((name) => ` with data of ${name}`).join('');
  const files = filled?.app.trigger ? ` with files of ${filled.app.name}` : '';
  const unread = others
    .filter((app) => !known.has(app.name) && !isStore(app))
    .map(({ start, end }) => request.slice(start, end));
  const left = sentences.filter((sentence) => {
    const rest = knowledge?.filledFrom ? maskQuoted(sentence).replace(filling, ' answers ') : sentence;
    return (
      more.test(rest) ||
      (!knowledge && lookedUp.test(rest)) ||
      doesMore(rest) ||
      unread.some((name) => sentence.includes(name))
    );
  });
  const role = sentences.join('. ').replace(/["“”„«»`‘’']/g, '’');
  const text = `When ${event}, answer it using ${said}${data}${files} as “${role}”`;
  return { text, background: [], left };
}
