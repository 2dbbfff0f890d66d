import { aiSteps } from '../ai/ai-steps.ts';
import { namesModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import type { Piece } from '../pieces.ts';
import { behind, type StepContext } from '../step-text.ts';
import { answerTo } from './answer-to.ts';

const whom =
  '(?:(?:it|them)|(?:the |this |that |your |each )?(?:same )?(?:telegram |whatsapp )?(?:users?|senders?|chats?|person|customers?|conversations?|message|client)|(?:the )?telegram|(?:the )?whatsapp)';
const to = `(?: (?:to|in|into|on|via) ${whom})?`;
/** "Reply to the user with …", "send … back", "send back …": what is given back. */
const forms: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?(?:reply|respond|answer)s?(?: back)?${to}(?: ${whom})? (?:with|by sending(?: back)?|by|in|as|through) (.+)$`,
    'u',
  ),
  new RegExp(`^(?:please )?(?:send|post|return|share|deliver|write)s? (.+?) back${to}( .+)?$`, 'u'),
  /^(?:please )?(?:send|post|return|share|deliver|write)s? back (.+)$/u,
  /^(?:please )?(?:send|return|deliver)s? (.+?) to (?:the )?(?:same |telegram |whatsapp )?(?:user|sender|chat)( .+)?$/u,
];

const voice =
  /^(?:an? |the |its |your )?(?:(?:ai|generated|synthesi[sz]ed|natural|own) )*(?:voice|audio|spoken|speech)(?: (?:messages?|notes?|files?|clips?|repl(?:y|ies)|answers?|responses?|versions?))?(?= |$)/u;
const file =
  /^(?:an? |the |its )?(?:(?:generated|ai|new) ?)*(?:images?|pictures?|photos?|videos?|files?|audios?|audio files?)(?= |$)/u;
/** What a model makes of the data at hand, as the act that makes it. */
const works: readonly [RegExp, string][] = [
  [
    /^(?:an? |the |its |their )?(?:(?:short|brief|concise|ai|quick|detailed|written) )*summar(?:y|ies)(?= |$)/u,
    'summarize it',
  ],
  [/^(?:an? |the |its |their )?(?:(?:\p{L}+) )?translations?(?= |$)/u, 'translate it'],
  [/^(?:an? |the |its )?(?:(?:detailed|short|ai|text|brief) )*descriptions?(?= |$)/u, 'describe it'],
  [/^(?:an? |the |its )?(?:(?:detailed|short|ai|ai-based|brief) )*analys[ei]s(?= |$)/u, 'analyze it'],
  [
    /^(?:an? |the |its )?(?:(?:ai|ai-generated|generated|helpful|relevant|contextual|intelligent|smart|text|written|appropriate) )*(?:answers?|repl(?:y|ies)|responses?)(?= |$)/u,
    'answer it',
  ],
];
const plain =
  /^(?:it|them|this|that|(?:the |its )?(?:results?|outputs?|answers?|repl(?:y|ies)|responses?|text|(?:whole |full |resulting |generated )?(?:transcri\p{L}+|content)))$/u;

/** Words behind what is given back that say only where it goes. */
const back = new RegExp(`^ ?(?:back)?(?: (?:to|in|into|on|via) ${whom})?$`, 'u');

/**
 * "Reply with the text", "send back a translation in German", "answer with a voice message": what is there, or what a
 * model makes of it first, goes to whoever started the workflow. Undefined for other words.
 */
export function answerWithStep(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const { source, start, catalog } = context;
  if (!source || !start) return undefined;
  const form = forms.find((one) => one.test(clause.mask));
  const found = form?.exec(clause.mask);
  if (!found) return undefined;
  const object = `${found[1] ?? ''}${found[2] ?? ''}`.trim();
  const elsewhere = appsIn(catalog, clause.text, clause.mask).some(
    ({ action, trigger }) =>
      trigger !== start.type && `${action}Trigger` !== start.type && !/lmChat|openAi|googleGemini/.test(action ?? ''),
  );
  if (elsewhere) return undefined;
  const spoken = voice.exec(object);
  if (spoken && back.test(withoutMaker(object.slice(spoken[0].length)))) {
    if (source.node !== start.node) return answerTo('voice', clause.text, context);
    const answered = byModel('answer it', ' ', context);
    return answered && !isUndone(answered)
      ? follow(
          answered.filter((_, at) => at < answered.length - 1),
          'voice',
          clause.text,
          context,
        )
      : answered;
  }
  if (source.file?.property !== undefined && file.test(object)) return answerTo('file', clause.text, context);
  const isThere =
    source.node !== start.node &&
    (plain.test(object) ||
      [...source.fields.keys(), source.what].some((word) => object === word || object === `the ${word}`));
  if (isThere) return answerTo('text', clause.text, context);
  const work = works.find(([words]) => words.test(object));
  if (!work) return undefined;
  const [words, act] = work;
  const how = object.slice(words.exec(object)?.[0].length ?? 0);
  const at = clause.text.toLowerCase().lastIndexOf(how.trim());
  const rest = how.trim() === '' ? '' : ` ${clause.text.slice(at, at + how.trim().length)}`;
  const adjective = act === 'translate it' ? /^(?:an? |the |its )?(\p{L}+) translation/u.exec(object)?.[1] : undefined;
  const into = adjective && !/^(?:an?|the|its|their)$/.test(adjective) ? ` into ${adjective}` : '';
  const answered = byModel(
    act,
    `${into}${act === 'translate it' ? rest.replace(/^ in(?=to)? /, ' into ') : rest}`,
    context,
  );
  if (!answered || isUndone(answered) || act === 'answer it') return answered;
  return follow(answered, 'text', clause.text, context);
}

const withoutMaker = (rest: string): string =>
  rest
    .replace(
      / ?\b(?:with|using|via|by|generated (?:by|with)) (?:the )?(?:open ?ai(?:['’]s)?|ai|gpt|tts|google|gemini)\S*(?: (?:tts|api|voice|text[- ]to[- ]speech))*/g,
      '',
    )
    .trimEnd();

/** What a model is asked to do, by whoever the clause or the request names. */
function byModel(act: string, rest: string, context: StepContext): Piece[] | Undone | undefined {
  const own = `${act}${rest}`.trimEnd();
  const named = namesModel(context.catalog, own) || /^(?:summari|translat)/.test(act);
  if (!named && !namesModel(context.catalog, context.request)) return undefined;
  return aiSteps(toClause(named ? own : `${own} with AI`), context);
}

/** The pieces and the answer behind them. */
function follow(
  pieces: readonly Piece[],
  how: 'text' | 'voice',
  words: string,
  context: StepContext,
): Piece[] | Undone {
  const answered = answerTo(how, words, behind(pieces, context));
  return isUndone(answered) ? answered : [...pieces, ...answered];
}
