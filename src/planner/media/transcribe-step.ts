import { namedModel } from '../ai/models.ts';
import type { Undone } from '../catalog/undone.ts';
import type { Clause } from '../clauses.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { contentOf } from './content.ts';

const asked =
  /^(?:please )?(?:auto(?:matically)?[- ])?(?:transcribe\b|(?:convert|turn|transform|change) (?:it|them|(?:the |an? |each |all )?(?:[\p{L}-]+ ){0,2}[\p{L}-]+) (?:in)?to (?:plain )?text\b|(?:convert|turn) (?:the )?speech (?:in)?to text\b)/u;
/** Words of such a clause that say nothing more. */
const idle =
  /\b(?:please|auto|automatically|transcribe|convert|turn|transform|change|it|them|its|the|a|an|each|every|all|any|new|incoming|received|this|that|content|contents|into|to|plain|text|with|using|via|through|by|of|from|in|on|and|for|openai|open ai|whisper|chat ?gpt|gpt|gemini|google|ai|api|model|speech|telegram|whatsapp|files?|messages?|notes?|audios?|voices?|memos?|recordings?|meetings?|calls?|videos?|spoken|english|german|french|spanish|italian|it's|user['’]?s?)\b|[-,.]/g;

/** "Transcribe it with Whisper": what was said is written down. Undefined for other words; undone where nothing can be heard. */
export function transcribeStep(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const { mask, text } = clause;
  if (!asked.test(mask) || !context.source) return undefined;
  const isSpeech = /^(?:please )?(?:auto\S* )?transcribe\b|\bspeech\b|\b(?:voice|audio|recordings?)\b/.test(mask);
  if (!isSpeech && context.source.file?.kind !== 'voice') return undefined;
  const kind = context.source.file?.kind === 'video' || /\bvideos?\b/.test(mask) ? 'video' : 'voice';
  const found = contentOf(kind, text, context);
  if (!found) return undefined;
  const model = namedModel(context.catalog, text);
  if (model && !/openai|gemini/i.test(model.name)) return { reason: 'no-act', app: model.name };
  const left = mask.replace(idle, ' ').replace(/\s+/g, ' ').trim();
  if (left !== '') {
    const last = found.at(-1);
    if (last) last.left = text;
  }
  return found;
}
