import { fromThird, isAct, isThing } from '../prose/verbs.ts';

/** An act behind "and" that is none of a model's: "… and broadcast it", "… and saves, as a draft". */
export function furtherAct(task: string, isOfModel: RegExp): string | undefined {
  for (const found of task.matchAll(/ (?:and|then)(?: then)? (\p{Ll}+)(?=(?: (\p{Ll}+))?)/gu)) {
    const [, word = '', next = ''] = found;
    const act = fromThird(word) ?? (isAct(word) ? word : undefined);
    const onto = /^(?:it|them|this)$/.test(next);
    const onResult = /^ the (?:results?|summar(?:y|ies)|answers?|outputs?|insights?)\b/.test(
      task.slice(found.index + found[0].length),
    );
    if (onto || onResult || (act && !isThing(act) && !isOfModel.test(act)))
      return task.slice(found.index).replace(/^ (?:and|then)(?: then)? /, '');
  }
  return undefined;
}
