import type { Assumed, Draft } from '#src/model/draft.ts';
import type { TemplateAssumption, templates } from './en/templates.ts';
import type { Language } from './language.ts';
import { wordsIn } from './words.ts';

/** What the words of a code need. */
type ParamsOf<Code extends TemplateAssumption> =
  Parameters<(typeof templates)['assumes'][Code]> extends [infer Given extends Record<string, string>] ? [Given] : [];

/** Something taken for granted, with what its words need. */
export const assumed = <Code extends TemplateAssumption>(code: Code, ...[params]: ParamsOf<Code>): Assumed => ({
  code,
  ...(params ? { params } : {}),
});

/** What a draft takes for granted, in the reader's words; what has no code stays in the words it was kept in. */
export function assumptionsOf(
  { assumed: known = [], assumptions }: Pick<Draft, 'assumed' | 'assumptions'>,
  language: Language,
): string[] {
  const { assumes } = wordsIn(language).templates;
  // One of a later version has no words here.
  const said = known.filter(({ code }) => Object.hasOwn(assumes, code));
  const say = assumes as Record<string, (params: never) => string>;
  return [...said.map(({ code, params }) => say[code]?.((params ?? {}) as never) ?? ''), ...assumptions];
}

/** What earlier versions took for the sender of a mail: whoever gets it. Drafts of theirs still say so. */
const sentAs = (address: string): string =>
  `The e-mail is sent as ${address}; say “from someone@example.com” to change that.`;

/** Whether a draft takes this address for a sender that nobody said. Pure. */
export const assumesSender = ({ assumed: known = [], assumptions }: Draft, address: string): boolean =>
  assumptions.includes(sentAs(address)) || known.some((one) => isSentAs(one, address));

/** The draft without saying so. Pure. */
export const withoutSentAs = (draft: Draft, address: string): Draft => ({
  ...draft,
  assumptions: draft.assumptions.filter((one) => one !== sentAs(address)),
  ...(draft.assumed ? { assumed: draft.assumed.filter((one) => !isSentAs(one, address)) } : {}),
});

const isSentAs = ({ code, params }: Assumed, address: string): boolean =>
  code === 'sentAs' && params?.['address'] === address;
