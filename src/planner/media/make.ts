import { namesModel } from '../ai/models.ts';
import type { Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import { accessor, itemText, namedFields } from '../data.ts';
import { locator, type Missing, type Piece } from '../pieces.ts';
import { behind, type StepContext } from '../step-text.ts';
import { capitalize, firstQuoted, toLiteral } from '../words.ts';
import { type FileKind, inData } from './kinds.ts';
import { readContent } from './read-content.ts';

const langchain = (name: string): string => `@n8n/n8n-nodes-langchain.${name}`;

/** A node that makes a file out of words. */
interface Maker {
  kind: FileKind;
  node: string;
  said: RegExp;
  parameters: (words: string) => Record<string, unknown>;
  /** Where the words go. */
  prompt: string;
  /** Which of its models was taken where none was said. */
  model?: string;
}

const modelOf = (words: string, known: readonly [RegExp, string][], usual?: string): Record<string, unknown> => {
  const id = known.find(([said]) => said.test(words))?.[1] ?? usual;
  return id === undefined ? {} : { modelId: locator('id', id) };
};

/** The first of a kind is taken where the words only say AI. */
const makers: readonly Maker[] = [
  {
    kind: 'image',
    node: 'openAi',
    said: /\b(?:open ?ai|dall[-·. ]?e|chat ?gpt|gpt)/i,
    parameters: (words) => ({
      resource: 'image',
      operation: 'generate',
      ...modelOf(words, [
        [/dall[-·. ]?e[- ]?2/i, 'dall-e-2'],
        [/dall[-·. ]?e/i, 'dall-e-3'],
        [/gpt[- ]image[- ]1(?![-.\d]|[- ]mini)/i, 'gpt-image-1'],
      ]),
      options: {},
    }),
    prompt: 'prompt',
  },
  {
    kind: 'image',
    node: 'googleGemini',
    said: /\b(?:gemini|imagen|nano ?banana|google ai)\b/i,
    parameters: (words) => ({
      resource: 'image',
      operation: 'generate',
      ...modelOf(words, [[/\bimagen\b/i, 'models/imagen-4.0-generate-001']]),
      options: {},
    }),
    prompt: 'prompt',
  },
  {
    kind: 'video',
    node: 'openAi',
    said: /\b(?:open ?ai|sora|chat ?gpt|gpt)/i,
    parameters: (words) => ({
      resource: 'video',
      operation: 'generate',
      ...modelOf(words, [[/sora[- ]2[- ]pro/i, 'sora-2-pro']], 'sora-2'),
      seconds: 4,
      size: '1280x720',
      options: {},
    }),
    prompt: 'prompt',
    model: 'Sora 2 makes the video, 4 seconds long.',
  },
  {
    kind: 'video',
    node: 'googleGemini',
    said: /\b(?:gemini|veo|google ai)\b/i,
    parameters: () => ({
      resource: 'video',
      operation: 'generate',
      modelId: locator('id', 'models/veo-3.0-generate-001'),
      returnAs: 'video',
      options: {},
    }),
    prompt: 'prompt',
    model: 'Veo 3 makes the video, as long as it makes one by itself.',
  },
  {
    kind: 'voice',
    node: 'openAi',
    said: /\b(?:open ?ai|chat ?gpt|gpt|tts)/i,
    parameters: () => ({ resource: 'audio', operation: 'generate', model: 'tts-1', voice: 'alloy', options: {} }),
    prompt: 'input',
    model: 'OpenAI’s voice “alloy” speaks.',
  },
];

const names: Record<FileKind, string> = {
  image: 'Make the image',
  video: 'Make the video',
  voice: 'Speak it',
  document: 'Make the document',
};

/** The step that makes a file of words, by whom they name; undefined where the catalogue has nobody for it. */
export function made(
  kind: FileKind,
  prompt: string,
  words: string,
  { catalog, request }: StepContext,
  missing: Missing[] = [],
): Piece | undefined {
  const able = makers.filter((one) => one.kind === kind && catalog.get(langchain(one.node)));
  const named = able.find(({ said }) => said.test(words)) ?? able.find(({ said }) => said.test(request));
  const maker = named ?? able[0];
  if (!maker) return undefined;
  const who = maker.node === 'openAi' ? 'OpenAI' : 'Gemini';
  const others = able.some(({ node }) => node === 'googleGemini');
  return {
    name: names[kind],
    type: langchain(maker.node),
    parameters: { ...maker.parameters(`${words} ${request}`), ...(prompt === '' ? {} : { [maker.prompt]: prompt }) },
    assumptions: [
      ...(maker.model ? [maker.model] : []),
      ...(named ? [] : [`${who} makes the ${inData[kind]}${others ? '; say “with Gemini” to change that' : ''}.`]),
    ],
    missing,
    yields: { base: '', what: inData[kind], fields: new Map(), file: { kind, property: 'data' } },
  };
}

const kinds: [FileKind, string][] = [
  ['image', 'images?|pictures?|photos?|illustrations?|drawings?|artworks?|thumbnails?|logos?|posters?|banners?'],
  ['video', 'videos?|video clips?|clips?|films?'],
  ['voice', 'audio(?: files?| versions?)?|voice(?: messages?| notes?| files?)|speech|voice-?overs?|podcasts?'],
];
const making =
  '^(?:please )?(?:auto(?:matically)?[- ])?(?:generate|create|make|draw|paint|produce|render)(?: me| us)? (?:an? |the |some |new |one |two )*(?:[\\p{L}\\d-]+ ){0,3}?';

/** What kind of file a clause makes; undefined for other clauses. */
function kindMade(mask: string): { kind: FileKind; end: number } | undefined {
  const converted =
    /^(?:please )?(?:(?:convert|turn|transform) (?:it|them|(?:the |its |this )?(?:[\p{L}-]+ ){0,2}[\p{L}-]+) (?:in)?to (?:an? )?(?:speech|audio(?: files?)?|voice(?: messages?| notes?)?|spoken (?:audio|words?))|(?:read|speak) (?:it|them|the [\p{L}-]+) (?:out loud|aloud))(?!\p{L})/u.exec(
      mask,
    );
  if (converted) return { kind: 'voice', end: converted[0].length };
  for (const [kind, words] of kinds) {
    const found = new RegExp(`${making}(?:${words})(?![\\p{L}-])`, 'u').exec(mask);
    if (found) return { kind, end: found[0].length };
  }
  return undefined;
}

const withWhom =
  /[ ,]*\(?\b(?:with|using|via|by|through)(?: the help of)? (?:the |an? )?(?:open ?ai(?:['’]s)?|dall[-·. ]?e|chat ?gpt|gpt|sora|gemini|imagen|veo|google(?:['’]s)?|nano ?banana|ai|artificial intelligence)[\w.-]*(?: (?:dall[-·. ]?e|gemini|imagen|veo|sora|gpt|image|ai|tts|api|model|[\d.]+)[\w.-]*)*\)?/giu;

/** What the picture shows, in the words of the clause or out of the data at hand; nothing where neither tells. */
function promptOf(clause: Clause, end: number, context: StepContext): { text: string; missing: Missing[] } {
  const { source, previous } = context;
  const quoted = firstQuoted(clause.text);
  if (quoted) return { text: toLiteral(quoted), missing: [] };
  const plain = clause.text.replace(withWhom, ' ').replace(/\s+/g, ' ').trim();
  const behind = clause.text
    .slice(end)
    .replace(withWhom, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;.]+$/, '')
    .trim();
  const words = plain.replace(/^(?:please |automatically )+/i, '');
  if (!source) {
    const tells = behind !== '' || /\b(?:an?|the) \p{L}+ (?:image|picture|video)\b/iu.test(words);
    if (!tells) return { text: '', missing: [{ path: 'prompt', ask: 'imagePrompt' }] };
    return { text: capitalize(toLiteral(context.original?.(words) ?? words)), missing: [] };
  }
  const at = accessor(source, previous);
  const fields = namedFields(source, behind);
  const [only] = fields;
  if (
    only &&
    fields.length === 1 &&
    /^(?:from|of|for|based on|by|with|about|out of|using) (?:the |its |this |that |their )?\S+(?: \S+)?$/i.test(behind)
  )
    return { text: `={{ ${at}${only.path} }}`, missing: [] };
  const data = itemText(source, at).replace(/^=/, '');
  const bare = behind === '' || /^(?:from|of|for|based on|about|out of) (?:it|them|this|that)$/i.test(behind);
  const task = capitalize(toLiteral(context.original?.(words) ?? words)).replace(/^=/, '');
  return { text: bare ? `=${data}` : `=${task}:\n\n${data}`, missing: [] };
}

/** "Generate an image with DALL-E", "convert it to speech": a file that a model makes. Undefined for other clauses. */
export function makeStep(clause: Clause, given: StepContext): Piece[] | Undone | undefined {
  const { mask, text } = clause;
  const meant = kindMade(mask);
  if (!meant) return undefined;
  const who = `${text} ${given.request}`;
  const isNamed = namesModel(given.catalog, who) || makers.some((one) => one.kind === meant.kind && one.said.test(who));
  if (!isNamed) return undefined;
  // What a file says is read before anything is made of it.
  const read =
    given.source?.file || /^(?:please )?(?:convert|turn|transform)\b/.test(mask)
      ? readContent(toClause('convert it'), given)
      : [];
  const context = behind(read, given);
  const { text: prompt, missing } =
    meant.kind === 'voice' ? spokenPrompt(clause, context) : promptOf(clause, meant.end, context);
  const piece = made(meant.kind, prompt, text, context, missing);
  return piece ? [...read, piece] : { reason: 'no-act', app: 'AI' };
}

function spokenPrompt({ text }: Clause, { source, previous }: StepContext): { text: string; missing: Missing[] } {
  const said = source ? itemText(source, accessor(source, previous)) : toLiteral(firstQuoted(text) ?? '');
  return { text: said, missing: said === '' ? [{ path: 'input', ask: 'messageText' }] : [] };
}
