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
      return after === true ? words.alwaysOutput(name) : words.notAlwaysOutput(name);
    case 'typeVersion':
      return words.version(name, toWord(after), toWord(before));
    case 'credentials':
      return describeCredentials(name, inner === undefined ? undefined : change, words, change);
    default: {
      const known: Record<string, string> = words.nodeSettings;
      const label = Object.hasOwn(known, String(key)) ? (known[String(key)] ?? '') : inWords(String(key));
      return describePair(
        name,
        [label, ...change.at.slice(1).map((one) => inWords(String(one)))].join(' › '),
        change,
        telling,
      );
    }
  }
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
  const label = at.map((key) => inWords(String(key))).join(' › ');
  return words.setting(label, valueText(after, telling), valueText(before, telling));
}
