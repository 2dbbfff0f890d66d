import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { plainWords } from './assemble.ts';
import { maxRequestLength, type PlannerInput, type PlannerResult } from './planner.ts';
import { helpText } from './template-help.ts';

/** Help, greetings and lists; undefined for a request. */
export function toCommand(request: string, language: Language): PlannerResult | undefined {
  const words = plainWords(request);
  if (
    words === '' ||
    /^(?:help|\?|hi|hello|hey|hey there|hello there|good (?:morning|afternoon|evening)|what can you do|how (?:does this|do you) work|commands?)$/.test(
      words,
    )
  ) {
    return words === 'help' || words === '?'
      ? { kind: 'command', verb: 'help', argument: '' }
      : { kind: 'answer', text: `${wordsIn(language).planning.hello}\n\n${helpText(language)}` };
  }
  const list =
    /^(?:please )?(?:list|show)(?: me)?(?: (?:all|my|our|the|all my|all the))?(?: (?:workflows?|automations?|drafts?))?(?: ([\w -]{1,60}))?$/.exec(
      words,
    );
  return list ? { kind: 'command', verb: 'list', argument: list[1] ?? '' } : undefined;
}

/** An answer to one of our questions is read together with the request it was asked about. */
export function withEarlierWords(input: PlannerInput): string {
  const request = input.request.slice(0, maxRequestLength);
  const asked = input.history.findLastIndex((turn) => turn.role === 'assistant');
  const earlier = input.history.slice(0, Math.max(0, asked)).findLast((turn) => turn.role === 'user')?.text;
  if (!earlier || input.current) return request;
  switch (input.asked) {
    case 'when':
      return `${request.replace(/[\s.]+$/, '')}, ${earlier}`;
    case 'what':
      return `${earlier.replace(/[\s.,]+$/, '')}, ${request}`;
    case 'city':
      return `${earlier.replace(/[\s.]+$/, '')} in ${request.trim().charAt(0).toUpperCase()}${request.trim().slice(1)}`;
    default:
      return request;
  }
}
