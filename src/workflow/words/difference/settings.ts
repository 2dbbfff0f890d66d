import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { ValueChange } from '../../edit/diff.ts';
import { isRecord, toWord } from '../../json/values.ts';
import { inWords } from '../text.ts';
import { describePair, type Telling, valueText } from './value.ts';

type Words = WorkflowWords['diff'];

/** What is set beside the parameters of a node. */
export function describeNodeSetting(name: string, change: ValueChange, telling: Telling): string {
  const words = telling.words.diff;
  const { before, after } = change;
  const [key, inner] = change.at;
  switch (key) {
    case 'disabled':
      return after === true ? words.off(name) : words.on(name);
    case 'onError':
      return errorText(name, after, words);
    case 'continueOnFail':
      return after === true ? words.errorDoesNotStop(name) : words.errorStops(name);
    case 'retryOnFail':
      return after === true ? words.retried(name) : words.notRetried(name);
    case 'executeOnce':
      return after === true ? words.once(name) : words.notOnce(name);
    case 'alwaysOutputData':
      return after === true ? words.emptyItem(name) : words.noEmptyItem(name);
    case 'maxTries':
    case 'waitBetweenTries':
      if (before !== undefined || after === undefined) return described(name, change, telling);
      return key === 'maxTries' ? words.tries(name, toWord(after)) : words.wait(name, toWord(after));
    case 'typeVersion':
      return words.version(name, toWord(after), toWord(before));
    case 'credentials':
      return describeCredentials(name, inner === undefined ? undefined : change, words, change);
    default:
      return described(name, change, telling);
  }
}

function described(name: string, change: ValueChange, telling: Telling): string {
  const known: Record<string, string> = telling.words.diff.nodeSettings;
  const [first, ...rest] = change.at.map(String);
  const label = Object.hasOwn(known, first ?? '') ? (known[first ?? ''] ?? '') : inWords(first ?? '');
  return describePair(name, [label, ...rest.map(inWords)].join(' › '), change, telling);
}

function errorText(name: string, after: unknown, words: Words): string {
  if (after === 'continueErrorOutput') return words.errorOutput(name);
  return after === 'continueRegularOutput' ? words.errorDoesNotStop(name) : words.errorStops(name);
}

function describeCredentials(name: string, one: ValueChange | undefined, words: Words, all: ValueChange): string {
  const named = (value: unknown): string => {
    const refs = one ? [value] : Object.values(isRecord(value) ? value : {});
    const names = refs.flatMap((ref) => (isRecord(ref) ? [toWord(ref['name']) || toWord(ref['id'])] : []));
    return names.map(words.quoted).join(', ');
  };
  return words.credential(name, named(all.after), named(all.before));
}

/** A setting of the workflow itself. */
export function describeSetting(change: ValueChange, telling: Telling): string {
  const words = telling.words.diff;
  const { at, before, after } = change;
  if (at[0] === 'timezone') return words.timezone(toWord(after), toWord(before));
  if (at[0] === 'errorWorkflow') {
    // "DEFAULT" is n8n's word for none.
    return after && after !== 'DEFAULT' ? words.errorWorkflow(toWord(after)) : words.noErrorWorkflow;
  }
  if (at[0] === 'executionTimeout')
    return typeof after === 'number' && after > 0 ? words.timeout(String(after)) : words.noTimeout;
  const label = at.map((key) => inWords(String(key))).join(' › ');
  return words.setting(label, valueText(after, telling), valueText(before, telling));
}
