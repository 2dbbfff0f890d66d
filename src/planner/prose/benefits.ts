/** What a workflow has to do something for, whatever it is praised with. */
export const asksMore =
  /\b(?:remov\w+|de-?dup\w*|duplicat\w*|personal|sensitive|private|confidential|anonymi[sz]\w*|mask(?:s|ed|ing)?|redact\w*|delet\w*|exclud\w*|phone numbers?|without (?!(?:any )?(?:leaving\b|manual\b|coding|code\b|effort|hassle|writing code|lifting))\p{L}+)/iu;
const negation = /\b(?:no|not|never|none|nobody|nothing|neither|nor|only|without|must|cannot|\p{L}+n['’]t)\b/iu;
/** Turns of speech with a negation that ask for nothing. */
const sayings =
  /\b(?:(?:so )?(?:that )?(?:no|not an?|not a single|nothing|you|your team|they)? ?(?:(?:never|don['’]t|won['’]t) miss(?:es)?(?: out on)?|no one misses) (?:an? )?(?:\p{L}+|important \p{L}+)|(?:no|not a single) \p{L}+ (?:is|are|gets?|goes|falls?) (?:ever )?(?:lost|missed|forgotten|unnoticed|overlooked|through the cracks)|nothing (?:is|gets|goes|falls) (?:ever )?(?:lost|missed|forgotten|unnoticed|overlooked|through the cracks)|without (?:any )?(?:manual(?: \p{L}+)?|coding|code|effort|hassle))\b/giu;
/** Leads that say nothing alone: what follows them is either a common word or something to be done. */
const leads =
  /^(?:and |thereby |thus |hence )?(?:which (?:lets|allows|helps|enables|makes|gives|saves|keeps|means|ensures)|letting|that way|this way|ensuring|keeping|giving|providing|making|offering|helping|for)\b/i;
const common = new Set(
  `a about access accessible accuracy accurate added aligned all always an analysis and any anyone are at automated automatic available aware be
better both business businesses clarity clean clear collaboration communication companies comprehensive consistency consistent
convenience convenient customer customers data day decision decisions deeper detailed ease easier easy effective efficiency efficient
effort effortless engagement enhanced everyone everything experience fast faster flexibility focus follow for fresh from full future
get growth hands-on help helpful high hours human immediate immediately improve improved in information informed insight insights
instant instantly into is it its keep later loop maintain make making management manual more of on on-time order organised organized
our overview performance planning possible process processes processing productive productivity quality quick quickly real-time
record-keeping sales orders leads inventory expenses progress projects finance finances reference reliable reliability relevant response responses responsive review right satisfaction save scalable
seamless secure simple smart smooth solid speed stakeholders stay stays streamlined structured support sync synced team teams that
the their them they this time timely to track tracked tracking transparency transparent up up-to-date date use useful user users
valuable value visibility way well with work workflow workflows working you your react reviewers reviewer developer developers manager managers marketing staff member members agent agents marketer marketers founder founders colleague colleagues owner owners support see know work teammates quicker sooner immediately directly soon anything something`.split(
    /\s+/,
  ),
);

/**
 * True for the end of a sentence that only says what the workflow is good for, "keeping your team informed"; false for
 * one that has to be done, "keeping duplicates out". Pure.
 */
export function isMereBenefit(part: string): boolean {
  const said = part.replace(sayings, ' ').trim();
  if (asksMore.test(said) || negation.test(said)) return false;
  if (!leads.test(said)) return true;
  return (
    said
      .replace(leads, ' ')
      .toLowerCase()
      .match(/[\p{L}\d-]+/gu) ?? []
  ).every((word) => common.has(word));
}
