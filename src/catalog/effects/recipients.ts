/** To whom a step sends, as far as its parameters tell. */
export interface Recipients {
  /** True when every one of them is an address of these domains. */
  inside: boolean;
  /** Different addresses written there; what the run puts in counts as none. */
  addresses: ReadonlySet<string>;
  /** Everybody who is in a channel. */
  everybody: boolean;
  /** The run says who gets it. */
  atRun: boolean;
}

const recipientKey =
  /^(?:to|cc|bcc)(?:$|[A-Z_])|recip|receip|receiver|sendTo|ccList|attendee|invite|^email(?:Address(?:es)?)?$|phone|chatId|^number$/i;
const senderKey = /^from|sender|reply/i;
/** What is said there, not to whom. */
const wordsKey = /subject|text|html|message|body|content|caption|title|name|description|json|jsCode/i;
/** Which message it is about, not what is said. */
const idKey = /ids?$/i;
/** What stands between addresses; a domain goes on up to there. */
const separators = /[\s,;<>()[\]"']+/;
const namePart = /^[\p{L}.-]*$/u;
const callsAll = /<!(?:channel|here|everyone)|(?:^|[\s("'])@(?:channel|here|everyone|all)\b/i;
const mostTexts = 2_000;

/**
 * Reads them; `domains` are those of the company, with what is below them. Only addresses in parameters that `isField`
 * tells to be some of the step's make it go inside. Pure; never throws.
 */
export function recipientsOf(
  parameters: Record<string, unknown>,
  domains: readonly string[],
  isField: (keys: readonly string[]) => boolean = () => true,
): Recipients {
  const own = domains.map((domain) => domain.toLowerCase());
  const addresses = new Set<string>();
  let [read, outside, everybody, atRun, unsure, some] = [0, false, false, false, false, false];
  for (const { keys, value } of textsIn(parameters)) {
    if (++read > mostTexts) return { inside: false, addresses, everybody: true, atRun: true };
    const key = keys.findLast((one) => !/^\d+$/.test(one)) ?? '';
    everybody ||= callsAll.test(value);
    if (keys.some((one) => senderKey.test(one))) continue;
    const words = value.split(separators);
    const found = words.flatMap(toAddress);
    for (const { domain } of found) outside ||= !own.some((mine) => domain === mine || domain.endsWith(`.${mine}`));
    const isTo = keys.some((one) => recipientKey.test(one));
    if (isTo) for (const { whole } of found) addresses.add(whole);
    some ||= isTo && found.length > 0 && isField(keys);
    // Who gets it may stand under a name that is not known here.
    const dynamic = value.startsWith('=');
    if (dynamic && isTo) atRun = true;
    if (dynamic && !isTo && (!wordsKey.test(key) || idKey.test(key))) unsure = true;
    // Anything beside the addresses is somebody nobody can place.
    if (isTo && !dynamic && words.some((word) => toAddress(word).length === 0 && !namePart.test(word))) outside = true;
  }
  return { inside: some && !outside && !atRun && !unsure && own.length > 0, addresses, everybody, atRun };
}

function toAddress(word: string): { whole: string; domain: string }[] {
  const whole = word.toLowerCase().replace(/[.!?:]+$/, '');
  const at = whole.indexOf('@');
  return at > 0 && whole.indexOf('.', at) > at + 1 ? [{ whole, domain: whole.slice(at + 1) }] : [];
}

function* textsIn(
  value: unknown,
  keys: readonly string[] = [],
  depth = 0,
): Generator<{ keys: readonly string[]; value: string }> {
  if (typeof value === 'string') yield { keys, value };
  if (typeof value !== 'object' || value === null || depth > 20) return;
  for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, [...keys, key], depth + 1);
}

/** Fields of people that an expression reads. */
const personalField =
  /\{\{(?:(?!\}\})[\s\S]){0,400}?(?:e-?_?mail|phone|mobile|(?:first|last|full|sur)_?name|birth|salary|iban|ssn|passport|street|address)/i;

/** True when an expression in there reads a field that people have. */
export function readsPeople(parameters: Record<string, unknown>): boolean {
  let read = 0;
  for (const { value } of textsIn(parameters)) {
    if (++read > mostTexts) return true;
    if (value.startsWith('=') && personalField.test(value)) return true;
  }
  return false;
}
