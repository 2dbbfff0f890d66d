import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import { asksMore, isMereBenefit } from './benefits.ts';
import { bare } from './sentence.ts';
import { fromThird, mayBeAct } from './verbs.ts';

/** What a workflow is good for, or what it takes to set it up. */
const praise =
  /^(?:(?:an? |the )?(?:ideal|perfect|great|useful|suitable|designed|built|made|handy|excellent|good)\b.*\b(?:for|to|when|if|starting point)\b|no\b.*\b(?:required|needed|necessary|apis?|keys?|code)\b|(?:nodes?|setup|set-up|docs?|documentation|comments?|sticky notes|notes)\b.*\b(?:in|included|provided)\b|saves? (?:you )?(?:time|hours)|helps? (?:\w+ )?(?:teams?|users?|you|companies|businesses)$|(?:an? )?(?:easy|simple) (?:way|solution)|companion workflow (?:for|to)\b|(?:fully |easily )?(?:customi[sz]able|self-hosted|free|open source|production-ready|plug and play|ready to use)\b)/i;
const benefit =
  /^(?:and |thereby |thus |hence )?(?:ideal|perfect|great|useful|enabling|allowing|providing|improving|making|reducing|ensuring|helping|saving|offering|letting|which (?:lets|allows|helps|enables|makes|gives|saves|keeps|means|ensures)|that way|this way|facilitating|streamlining|giving|keeping|freeing|boosting|eliminating|minimi[sz]ing|maximi[sz]ing|increasing|enhancing|simplifying|so (?:that|you|your|(?:\S+ ){1,4}?(?:can|could|stays?|knows?|never|always))|without (?:any )?(?:manual|coding|code))\b/i;
/** "for quick overview and analysis". */
const purpose =
  / (?:for (?:an? )?(?:(?:quick|easy|easier|better|further|fast|faster|later|future|instant|seamless|efficient|detailed|smart|deeper|improved|enhanced|comprehensive|automatic|automated|human) )+[\p{L} -]{3,60}|(?:in order )?to (?:save time|stay (?:informed|up to date|organi[sz]ed)|reduce|improve|boost|streamline|speed up|enhance|keep (?:track|everyone|your team))\b.{0,80})$/iu;
/** What must not be taken for mere words: places, times, quotations, numbers. */
const tells = /[#@\uE001\uE002]|\b\d|\b(?:if|unless|except|otherwise|only|every|daily|weekly|monthly|hourly)\b/i;

/** What tells about the description itself, whom it is for or how to set it up. */
const about =
  /^(?:(?:how to (?:use|set|get started|customi[sz]e)|how it works|set-?up|(?:pre)?requisites?|requirements?|use cases?|who (?:is|it|this)\b|what (?:it|this|you)\b|good to know|tips?|overview|introduction|(?:key )?(?:features|benefits)|why\b)[^:]{0,60}(?:$|: (?=(?:simply |just |first )?(?:connect|configure|import|replace|enter|set up|add your)\b))|(?:simply |just |first |then )*(?:connect|configure|set up|replace|enter|adjust|customi[sz]e|activate|provide) (?:your|the|it)\b.{0,60}\b(?:accounts?|credentials?|api keys?|settings|parameters|needs|workflow|nodes?)\b)/i;

/** Praise, an audience, a heading, setting it up: nothing of it has to be done, and nothing in it is said nowhere else. */
export function isPraise(sentence: string, request: string, catalog: Catalog): boolean {
  const said = bare(sentence);
  return (
    [said, sentence].some((one) => praise.test(one) || about.test(one)) &&
    !asksMore.test(sentence) &&
    isHarmless(sentence, request, catalog)
  );
}

/** "Developers who want to stay up to date": words behind a description in which nothing is done. */
export function isMereWords(sentence: string, request: string, catalog: Catalog): boolean {
  const words = sentence.match(/\p{L}+/gu) ?? [];
  return (
    words.length > 2 &&
    !asksMore.test(sentence) &&
    !/\b(?:no|not|never|without|must|when(?:ever)?|as soon as|triggered|using|via)\b/i.test(sentence) &&
    !words.some(mayBeAct) &&
    isHarmless(sentence, request, catalog)
  );
}

export function isHarmless(part: string, request: string, catalog: Catalog): boolean {
  const mask = toLower(maskQuoted(part));
  if (tells.test(mask)) return false;
  const rest = request.replace(part, ' ');
  const elsewhere = new Set(appsIn(catalog, rest, toLower(maskQuoted(rest))).map(({ name }) => name));
  return appsIn(catalog, part, mask).every(({ name }) => elsewhere.has(name));
}

/** A sentence without what it is good for; `wanted` is what looks like a benefit and asks for something. */
export function withoutBenefits(sentence: string, request: string, catalog: Catalog) {
  const dropped: string[] = [];
  const wanted: string[] = [];
  const mask = maskQuoted(sentence);
  const joints = [
    ...mask.matchAll(/, | [—–-] | (?=so (?:that|your?|(?:\S+ ){1,4}?(?:can|could|stays?|knows?|never|always))\b)/g),
  ];
  const cut = joints.find((joint) => benefit.test(mask.slice(joint.index + joint[0].length)));
  let kept = sentence;
  if (cut) {
    const behind = sentence.slice(cut.index + cut[0].length);
    const next = joints.find(
      (joint) =>
        joint.index > cut.index &&
        fromThird(/^(?:and |then )?([\p{L}-]+)/u.exec(mask.slice(joint.index + joint[0].length))?.[1] ?? '') !==
          undefined,
    );
    const part = next ? sentence.slice(cut.index + cut[0].length, next.index) : behind;
    if (isHarmless(part, request, catalog)) {
      (isMereBenefit(part) ? dropped : wanted).push(part);
      kept = sentence.slice(0, cut.index) + (next ? sentence.slice(next.index) : '');
    }
  }
  const aim = purpose.exec(maskQuoted(kept));
  if (aim && isHarmless(kept.slice(aim.index), request, catalog)) {
    const part = kept.slice(aim.index).trim();
    (isMereBenefit(part) ? dropped : wanted).push(part);
    kept = kept.slice(0, aim.index);
  }
  return { kept, dropped, wanted };
}
