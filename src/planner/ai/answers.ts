import { appsIn } from '../catalog/apps.ts';
import { grammar, names, operationVerbs, stemsOf } from '../catalog/lexicon.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import { accessor, type DataSource, itemText } from '../data.ts';
import { base, type Piece, type SubPiece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toLiteral, toName } from '../words.ts';
import { modelPiece, namedModel } from './models.ts';
import { readFrom } from './read-first.ts';

const langchain = (name: string): string => `@n8n/n8n-nodes-langchain.${name}`;

const nouns: [RegExp, string, string][] = [
  [/^(?:please )?summari|digest|summary|overview|recap/, 'summary', 'Summarize'],
  [/^(?:please )?translat/, 'translation', 'Translate'],
  [/^(?:please )?(?:auto[- ])?(?:classif|categori|label|tag)/, 'category', 'Classify'],
  [/^(?:please )?(?:score|rate|qualif|prioriti|rank)/, 'rating', 'Rate'],
  [/^(?:please )?extract|parse/, 'data', 'Extract'],
  [/^(?:please )?(?:answer|reply|respond)|\brepl(?:y|ies)\b/, 'reply', 'Answer'],
  [/^(?:please )?(?:analy|evaluat|assess|review|detect)/, 'analysis', 'Analyze'],
];

/** What an answer may be. */
export interface Choice {
  /** As the model is told it; empty where it is free. */
  oneOf: string;
  /** The classes of it that are known now. */
  classes: readonly string[];
  /** It says what something is, by whatever verb. */
  judges?: boolean;
}

const judgement: [RegExp, string, string] = [/^/, 'category', 'Judge'];

/** One answer of the model to each item; to all at once where a summary is made of a list. */
export function modelWork(
  task: string,
  { mask, text }: Clause,
  context: StepContext,
  names: boolean,
  choice: Choice = { oneOf: '', classes: [] },
): Piece[] {
  const { source, catalog, request } = context;
  const model = modelPiece(catalog, text, request);
  const usual = choice.judges ? judgement : [];
  const [, noun = 'answer', verb = ''] = nouns.find(([pattern]) => pattern.test(mask)) ?? usual;
  const lists = source?.isList === true && (noun === 'summary' || /\b(?:digest|overview)\b/.test(mask));
  const gathered: Piece[] = lists
    ? [
        {
          name: 'Gather them',
          type: base('aggregate'),
          parameters: {
            aggregate: 'aggregateAllItemData',
            destinationFieldName: 'items',
            include: 'allFields',
            options: {},
          },
        },
      ]
    : [];
  const data = lists ? '{{ JSON.stringify($json.items) }}' : dataOf(source, context.previous);
  const only =
    choice.oneOf !== ''
      ? `\n\nAnswer with exactly one of these and nothing else: ${choice.oneOf}`
      : noun === 'answer'
        ? ''
        : `\n\nAnswer with the ${noun} and nothing else.`;
  const said = noun === 'category' ? fieldNames(mask, noun) : [noun];
  const name = toName(`${verb || 'Ask'} with ${names ? (namedModel(catalog, text)?.name ?? 'AI') : 'AI'}`);
  const answer: Piece = {
    name,
    type: langchain('chainLlm'),
    parameters: { promptType: 'define', text: `=${task}.${only}${data ? `\n\n${data}` : ''}`, batching: {} },
    subs: model ? [model.sub] : [],
    assumptions: [...(model?.assumption ? [model.assumption] : [])],
    yields: {
      base: '',
      what: noun,
      fields: new Map([...said, noun, 'text', 'result', 'answer', 'response', 'output'].map((word) => [word, '.text'])),
      text: '{{ $.text }}',
      classes: choice.classes,
    },
  };
  return [...gathered, answer, ...(source && !lists ? withRest(source, name, noun, said, choice.classes) : [])];
}

/** Answers somebody, knowing what it is for and with what it may look up. */
export function assistantWork(
  role: string,
  tools: readonly SubPiece[],
  { text }: Clause,
  context: StepContext,
): Piece[] {
  const { source, catalog, request } = context;
  const model = modelPiece(catalog, text, request);
  const name = 'Assistant';
  const reads = tools.length > 0 ? ` and read ${tools.map((tool) => tool.name).join(', ')}` : '';
  const answer: Piece = {
    name,
    type: langchain('agent'),
    parameters: {
      promptType: 'define',
      text: `=${dataOf(source, context.previous)}`,
      options: { systemMessage: toLiteral(`You are the assistant that this describes: ${role}`) },
    },
    subs: [...(model ? [model.sub] : []), ...tools],
    assumptions: [
      ...(model?.assumption ? [model.assumption] : []),
      `The assistant is told what you wrote about it; it can answer${reads}, and do nothing else.`,
    ],
    yields: {
      base: '',
      what: 'reply',
      fields: new Map(['reply', 'answer', 'text', 'output'].map((word) => [word, '.output'])),
      text: '{{ $.output }}',
    },
  };
  return [answer];
}

/** What the assistant may look up: an app's node as a tool, reading there. */
export function toolsOf(text: string, context: StepContext): SubPiece[] | Undone {
  const tools: SubPiece[] = [];
  for (const [, said = ''] of text.matchAll(/ with data of ([^“]+?)(?= with data of | as “)/g)) {
    const read = toClause(`get all rows from ${said}`);
    const [app] = appsIn(context.catalog, read.text, read.mask);
    const type = `${app?.action ?? ''}Tool`;
    const found = app && context.catalog.get(type) ? readFrom(app, read, context) : undefined;
    const [piece] = found && !isUndone(found) ? found : [];
    if (!piece || isOther(text, said, piece)) return isUndone(found) ? found : { reason: 'no-act', app: said };
    const { name, parameters, missing = [] } = piece;
    tools.push({ name, type, kind: 'ai_tool', parameters, missing });
  }
  return tools;
}

/** "YouTube comments", where only its channels can be read. */
function isOther(text: string, app: string, { parameters, name }: Piece): boolean {
  const at = text.lastIndexOf(app);
  const noun = /^ (\p{Ll}{3,}s)(?=[ ,.”]|$)/u.exec(text.slice(at + app.length))?.[1];
  if (at < 0 || noun === undefined || stemsOf(noun).every((word) => grammar.has(word) || operationVerbs.has(word)))
    return false;
  const own = stemsOf(`${parameters['resource'] ?? 'row'} ${name}`);
  return !stemsOf(noun).some((word) => own.some((one) => names(word, one) !== undefined));
}

/** "by urgency", "the sentiment": what the answer is called later, as in "if the sentiment is negative". */
const fieldNames = (mask: string, noun: string): string[] => [
  noun,
  ...['category', 'label', 'tag', 'sentiment', 'urgency', 'priority', 'type', 'topic', 'language', 'intent'].filter(
    (word) => mask.includes(word),
  ),
];

function dataOf(source: DataSource | undefined, previous: string): string {
  if (!source) return '';
  const text = itemText(source, accessor(source, previous));
  return text.replace(/^=/, '');
}

/** Said of something: it is shown with what it is said of. */
const judged = new Set(['category', 'rating', 'analysis']);

/** The answer beside what it is about, so that later steps have both. */
function withRest(
  source: DataSource,
  answer: string,
  noun: string,
  said: readonly string[],
  classes: readonly string[],
): Piece[] {
  if (source.fields.size === 0) return [];
  const fields = new Map([
    ...source.fields,
    ...[...said, noun, 'text', 'result', 'answer', 'response'].map((word) => [word, `.ai_${noun}`] as const),
  ]);
  return [
    {
      name: toName(`Keep the ${noun} with the ${source.what}`),
      type: base('set'),
      parameters: {
        mode: 'raw',
        jsonOutput: `={{ JSON.stringify({ ...$('${source.node}').item.json, ai_${noun}: $('${answer}').item.json.text }) }}`,
        options: {},
      },
      yields: {
        base: source.base,
        what: noun,
        fields,
        classes,
        text:
          judged.has(noun) && source.text
            ? `${source.text}\n${capitalize(noun)}: {{ $.ai_${noun} }}`
            : `{{ $.ai_${noun} }}`,
      },
    },
  ];
}
