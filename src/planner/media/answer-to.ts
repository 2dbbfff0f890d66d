import { shortName } from '#src/catalog/names.ts';
import { replyPiece } from '../ai/reply.ts';
import type { Undone } from '../catalog/undone.ts';
import { accessor, itemText } from '../data.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { made } from './make.ts';
import { answeredWith } from './send-file.ts';

/**
 * The steps that answer whoever started the workflow with the data at hand: as text, as speech, or as the file that they
 * are. Undone where nobody can be answered so.
 */
export function answerTo(how: 'text' | 'voice' | 'file', words: string, context: StepContext): Piece[] | Undone {
  const { source, start, previous } = context;
  const none: Undone = { reason: 'no-act', app: source?.what ?? start?.type ?? '' };
  if (!source || !start) return none;
  const isCommand = shortName(start.type) === 'webhook' && /\bslash commands?\b/i.test(context.request);
  const trigger = isCommand ? 'slashCommand' : start.type;
  const replied = replyPiece(trigger, `$('${start.node}').item.json`, itemText(source, accessor(source, previous)));
  if (!replied) return none;
  if (how === 'text') return replied;
  const speech =
    how === 'voice' && source.file?.kind !== 'voice'
      ? made('voice', itemText(source, accessor(source, previous)), words, context)
      : undefined;
  const file = speech?.yields?.file ?? source.file;
  const [reply] = replied;
  const answer = reply && file && answeredWith(reply, file);
  if (!answer) return none;
  return [...(speech ? [speech] : []), answer];
}
