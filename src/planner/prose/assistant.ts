import type { Catalog } from '#src/catalog/catalog.ts';
import { namedModel, namesModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import type { Prose } from './description.ts';

const assistants =
  /\b(?:chat ?bots?|bots?|assistants?|(?:ai|chat|conversational|messaging) agents?|chat with|conversational|slash commands?)\b/i;
/** What no language model does on its own. */
const more =
  /\b(?:voice|audio|speech|transcri\w+|images?|photos?|pictures?|videos?|vision|rag|vector\w*|embeddings?|knowledge base|tools?|custom sql|documents?|pdfs?|web search|scrap\w+|multi-?modal|schedul(?:es|ing)|qualif\w+|books|booking)\b/i;
/** Acts besides talking: nothing an answer does. */
const acts =
  /\b(?:saves?|stores?|captures?|routes?|notif(?:y|ies)|updates?|deletes?|adds?|appends?|uploads?|e-?mails|scores?|archives?|logs?|creates? (?:an? )?(?:tickets?|issues?|tasks?|records?|events?|rows?|contacts?|deals?))\b/i;
/** Words of the request that are names of apps as well and mean none of them here. */
const noApp = /^(?:n8n|chat|bots?|ai|sql|forms?)$/i;
const talked = /^(?:telegram|slack|whatsApp|microsoftTeams|discord|mattermost|line|ciscoWebex|facebook)(?:Trigger)?$/;
const shortOf = (type: string | undefined): string => (type ?? '').slice((type ?? '').lastIndexOf('.') + 1);

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
  if (/\b(?:when(?:ever)?|if|every|each|daily|weekly|monthly)\b/.test(mask)) return undefined;
  const apps = appsIn(catalog, request, mask).filter(
    ({ start, end }) => !namedModel(catalog, request.slice(start, end)) && !noApp.test(request.slice(start, end)),
  );
  const place = apps.find(({ action, trigger }) => talked.test(shortOf(action ?? trigger)));
  if (!place && !/\bchat/.test(mask)) return undefined;
  const model = namedModel(catalog, request);
  const said = model ? (model.pattern.exec(maskQuoted(request))?.[0] ?? 'AI').replace(/['’]s$/, '') : 'AI';
  const left = sentences.filter((sentence) => more.test(maskQuoted(sentence)) || acts.test(maskQuoted(sentence)));
  const event = /\bslash commands?\b/.test(mask)
    ? 'a slash command is called by webhook'
    : place
      ? `a message arrives in ${place.name}`
      : 'a chat message comes in';
  const others = apps.filter(({ name }) => name !== place?.name).map(({ name }) => name);
  const data = [...new Set(others)].map((name) => ` with data of ${name}`).join('');
  const role = sentences.join('. ').replace(/["“”„«»`‘’']/g, '’');
  return { text: `When ${event}, answer it using ${said}${data} as “${role}”`, background: [], left };
}
