import type { Clause } from '../clauses.ts';
import { accessor, type DataSource, itemText } from '../data.ts';
import { base, type Piece, type SubPiece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toLiteral, toName } from '../words.ts';
import { memoryAssumption, memoryPiece } from './memory.ts';
import { modelPiece, namedModel } from './models.ts';

const langchain = (name: string): string => `@n8n/n8n-nodes-langchain.${name}`;

const nouns: [RegExp, string, string][] = [
  [/^(?:please )?summari|digest|summary|overview|recap/, 'summary', 'Summarize'],
  [/^(?:please )?translat/, 'translation', 'Translate'],
  [/^(?:please )?(?:auto[- ])?(?:classif|categori|label|tag)/, 'category', 'Classify'],
  [/^(?:please )?(?:score|rate|qualif|prioriti|rank)/, 'rating', 'Rate'],
  [/^(?:please )?extract|parse/, 'data', 'Extract'],
  [/^(?:please )?(?:answer|reply|respond)|\brepl(?:y|ies)\b/, 'reply', 'Answer'],
  [/^(?:please )?(?:describe|caption)/, 'description', 'Describe'],
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
  const seen = seenBy(source);
  const data = lists ? '{{ JSON.stringify($json.items) }}' : seen ? '' : dataOf(source, context.previous);
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
    parameters: { promptType: 'define', text: `=${task}.${only}${data ? `\n\n${data}` : ''}`, ...seen, batching: {} },
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

/** An image at hand goes to the model as it is. */
function seenBy(source: DataSource | undefined): Record<string, unknown> | undefined {
  if (source?.file?.kind !== 'image' || source.file.property === undefined) return undefined;
  const image = {
    type: 'HumanMessagePromptTemplate',
    messageType: 'imageBinary',
    binaryImageDataKey: source.file.property,
  };
  return { messages: { messageValues: [image] } };
}

/** What an agent looks up in, and what is told of that. */
export interface Lookups {
  tools: SubPiece[];
  /** What it reads, as a person would call it. */
  names: string[];
  assumptions: string[];
  /** What fills the store that is searched. */
  beside?: string;
}

/** Looked up before it is answered, and nothing made up. */
const grounded =
  'Look up what you need with your tools before you answer. Answer only from what you find there; where nothing fits, say that you do not know.';

/**
 * Answers somebody, knowing what it is for and with what it may look up.
 * @param heard what it answers, as the text of an expression; the data at hand where absent
 */
export function assistantWork(
  role: string,
  lookups: Lookups,
  clause: Clause,
  context: StepContext,
  heard?: string,
): Piece[] {
  const { names: read } = lookups;
  const reads = read.length > 0 ? ` and read ${read.join(', ')}` : '';
  const said = context.original?.(role) ?? role;
  const system = `You are the assistant that this describes: ${said}`;
  return [
    agent('Assistant', heard ?? dataOf(context.source, context.previous), system, lookups, clause, context, [
      `The assistant is told what you wrote about it; it can answer${reads}, and do nothing else.`,
    ]),
  ];
}

/** Does a task with what it may look up. */
export function lookedUpWork(task: string, lookups: Lookups, clause: Clause, context: StepContext): Piece[] {
  const data = dataOf(context.source, context.previous);
  const told = `The AI can read ${lookups.names.join(', ')}, and do nothing else.`;
  return [agent('Answer', `${task}.${data ? `\n\n${data}` : ''}`, '', lookups, clause, context, [told])];
}

function agent(
  name: string,
  text: string,
  system: string,
  { tools, assumptions, beside }: Lookups,
  clause: Clause,
  context: StepContext,
  told: string[],
): Piece {
  const model = modelPiece(context.catalog, clause.text, context.request);
  const memory = memoryPiece(context);
  const message = [system, ...(tools.length > 0 ? [grounded] : [])].filter(Boolean).join('\n\n');
  return {
    name,
    type: langchain('agent'),
    parameters: {
      promptType: 'define',
      text: `=${text}`,
      options: message === '' ? {} : { systemMessage: toLiteral(message) },
    },
    subs: [...(model ? [model.sub] : []), ...(memory ? [memory] : []), ...tools],
    assumptions: [
      ...(model?.assumption ? [model.assumption] : []),
      ...told,
      ...(memory ? [memoryAssumption] : []),
      ...assumptions,
    ],
    ...(beside === undefined ? {} : { beside }),
    yields: {
      base: '',
      what: 'reply',
      fields: new Map(['reply', 'answer', 'text', 'output'].map((word) => [word, '.output'])),
      text: '{{ $.output }}',
    },
  };
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
