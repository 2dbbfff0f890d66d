import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { namedModel, namesModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import { mediaOf } from '../media/assistant-media.ts';
import { filesArrived } from '../media/files-arrived.ts';
import { maskQuoted, toLower } from '../words.ts';
import type { Prose } from './description.ts';
import { actsHere, fromGerund, fromThird, isAct, isThing } from './verbs.ts';

const assistants =
  /\b(?:chat ?bots?|bots?|assistants?|(?:ai|chat|conversational|messaging) agents?|chat with|conversational|slash commands?)\b/i;
/** What no language model does on its own. */
const more =
  /\b(?:voice|audio|speech|transcri\w+|images?|photos?|pictures?|videos?|vision|rag|vector\w*|embeddings?|knowledge base|tools?|custom sql|documents?|pdfs?|web search|scrap\w+|multi-?modal|schedul(?:es|ing)|qualif\w+|books|booking)\b/i;
/** Acts besides talking: nothing an answer does. */
const acts =
  /\b(?:saves?|stores?|captures?|routes?|notif(?:y|ies)|updates?|deletes?|adds?|appends?|uploads?|e-?mails|scores?|archives?|logs?|creates? (?:an? )?(?:tickets?|issues?|tasks?|records?|events?|rows?|contacts?|deals?))\b/i;
/** What an assistant does by talking, reading for it included. */
const talking = new Set(
  `accept access advise allow analyse analyze answer ask assist base be build chat check combine connect consult converse design draft
enable engage explain fetch find generate get give guide handle have help implement integrate interact is keep let leverage listen look maintain make
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

/** True where a part tells an act that no answer is: "writes the conversations to". */
function doesMore(part: string): boolean {
  const mask = maskQuoted(part).replace(relayed, ' answers ').replace(returned, ' answers ');
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
function isReadFrom(request: string, start: number, from: number): boolean {
  const before = maskQuoted(request).slice(from, start);
  const part = before.split(/[.!?;\n]\s*|\b(?:that|which|who)\b/).at(-1) ?? '';
  return reading.test(part) && !doesMore(`${part}it`);
}

/** Words of the request that are names of apps as well and mean none of them here. */
const noApp = /^(?:n8n|chat|bots?|ai|sql|forms?)$/i;
const talked = /^(?:telegram|slack|whatsApp|microsoftTeams|discord|mattermost|line|ciscoWebex|facebook)(?:Trigger)?$/;

/** "A Telegram bot that answers with GPT": who writes there is answered by a model that knows what it is for. */
export function assistantIn(
  request: string,
  sentences: readonly string[],
  catalog: Catalog,
): Omit<Prose, 'back'> | undefined {
  const mask = toLower(maskQuoted(request));
  if (
    !assistants.test(mask) ||
    !(namesModel(catalog, request) || /\bchat with\b/.test(mask)) ||
    mask.includes('\uE002')
  )
    return undefined;
  if (filesArrived(request, catalog)) return undefined;
  if (/\b(?:when(?:ever)?|if|every|each|daily|weekly|monthly)\b/.test(mask)) return undefined;
  const apps = appsIn(catalog, request, mask).filter(
    ({ start, end }) => !namedModel(catalog, request.slice(start, end)) && !noApp.test(request.slice(start, end)),
  );
  const place = apps.find(({ action, trigger }) => talked.test(shortName(action ?? trigger ?? '')));
  if (!place && !/\bchat/.test(mask)) return undefined;
  const model = namedModel(catalog, request);
  const said = model ? (model.pattern.exec(maskQuoted(request))?.[0] ?? 'AI').replace(/['’]s$/, '') : 'AI';
  const event = /\bslash commands?\b/.test(mask)
    ? 'a slash command is called by webhook'
    : place
      ? `a message arrives in ${place.name}`
      : 'a chat message comes in';
  const others = apps.filter(({ name }) => name !== place?.name);
  // "in Slack" says nothing of what stands behind it.
  const talkedIn = (start: number) => apps.findLast(({ name, end }) => name === place?.name && end <= start)?.end ?? 0;
  const read = new Set(
    others.filter(({ start }) => isReadFrom(request, start, talkedIn(start))).map(({ name }) => name),
  );
  const data = [...read].map((name) => ` with data of ${name}`).join('');
  const unread = others.filter(({ name }) => !read.has(name)).map(({ start, end }) => request.slice(start, end));
  const media = mediaOf(mask, place?.trigger ?? '');
  const left = sentences.filter((sentence) => {
    const rest = media.without(sentence);
    return more.test(maskQuoted(rest)) || doesMore(rest) || unread.some((name) => sentence.includes(name));
  });
  const role = sentences.join('. ').replace(/["“”„«»`‘’']/g, '’');
  const text = `When ${event}, answer it using ${said}${media.words}${data} as “${role}”`;
  return { text, background: [], left };
}
