import { isPassive } from './passive.ts';
import { actsHere, fromGerund, fromThird, isAct, isThing } from './verbs.ts';

/** What the sentences of a description are about, with what stands before the act. */
const subject =
  /^(?:(?:this|the|that|our|my|an?|your|each|here is an?|it is an?)\s)?(?:[\p{L}\d'’+-]+[ ,]+){0,5}?(?:workflow|automation|flow|template|pipeline|integration|scenario|process|system|tool|solution)(?:\s+(?:that|which|to|will|can|automatically|then|is designed to|is built to|shows? (?:you )?how to|demonstrates? how to|lets you|allows? you to|enables? you to|helps? (?:you|teams?|users?)(?: to)?))*\s+(?=[\p{L}-]+)/iu;
/** "Daily workflow that …", "when a lead comes in, this workflow …": what it says of when is kept. */
const timing = /\b(?:daily|weekly|monthly|hourly|nightly)\b/i;
export const told = /^(?:when(?:ever)?|if|once|after|as soon|every|each|on|at)\b/i;
const pronoun =
  /^(?:it|the (?:bot|agent|assistant)|this)(?:\s+(?:will|then|also|automatically|finally))*\s+(?=[\p{L}-]+s\b)/iu;
const adverbs =
  /^(?:automatically|automatically and|then|finally|also|next|first|afterwards|in addition|additionally|simply|seamlessly|instantly|easily|periodically|basically)[, ]+/i;

/** The sentence without what it is about: "This workflow will …", "Automatically …", "Using X, it …". */
export function bare(sentence: string): string {
  const turned = sentence.replace(
    /^(using|with|via|leveraging) ([^,]{2,80}), (?:it|this workflow|the workflow) (.+?)(?=$|,| and [\p{L}]+s )/iu,
    '$3 $1 $2',
  );
  let rest = turned
    .trim()
    .replace(
      /^(?:with|using|by using|thanks to) (?:this|the) (?:workflow|template|automation|flow),? (?:you|users|teams|your team) (?:can |will |gets? to |are able to )?/iu,
      '',
    );
  for (let round = 0; round < 3; round += 1)
    rest = rest
      .replace(adverbs, '')
      .replace(subject, (all) => (told.test(all) ? all : (timing.exec(all)?.[0].concat(', ') ?? '')))
      .replace(pronoun, '');
  return rest.replace(/^(?:helps?|lets?|allows?|enables?) (?:you|users|teams?|people) (?:to )?(?=[\p{L}-]+ )/iu, '');
}

/** "Every Friday this automation collects …", "When …, it sends …": the act stands behind its time. */
export const later =
  /(?:, | )(?:it|this (?:workflow|automation|flow|bot)|the (?:workflow|automation|flow|bot))(?: will| then| automatically| also)* (?=([\p{L}-]+) )/iu;

/** "Every Friday collects …". */
export const timed =
  /^((?:every|each|daily|weekly|monthly|hourly|nightly|(?:once|twice) an?|on|at)\b(?: [\p{L}\d:]+){0,6}?,? )((?!days|weeks|months|hours|mornings|evenings)[\p{L}]+s)(?= [\p{L}\d#])/iu;

/** Other languages say "this workflow get" by now. */
export const actOf = (word: string): string | undefined =>
  fromThird(word) ?? (isAct(word) ? word.toLowerCase() : undefined);

/** "Get notified in …", "turns … into …". */
export const reported =
  /^(?:(?:get|be) (?:notified|alerted|informed)\b|(?:turn|convert|transform)s? [^,.;]{2,60} into \p{L})/iu;
const watching =
  /^(?:watches|listens|looks|checks|waits|scans|monitors|polls)\b(?: [\p{L}'’-]+){0,5}? (?:for|to) (?:any |all )?(?:new|incoming|changes|updates)\b/iu;

/** True where a sentence tells what is done: a verb of the third person, or a workflow that does it. */
export function describes(sentence: string): boolean {
  const rest = bare(sentence);
  if (startsAt.test(rest) || watching.test(rest) || reported.test(rest) || isPassive(rest)) return true;
  const told = later.exec(rest) ?? timed.exec(rest);
  const verb = told?.at(-1);
  const acts = verb && actOf(verb);
  if (
    told &&
    acts &&
    (!isThing(acts) ||
      actsHere(
        rest
          .slice(told.index + told[0].length)
          .replace(/^[\p{L}]+ /u, ' ')
          .trim(),
      ))
  )
    return true;
  const [first = ''] = /^[\p{L}-]+/u.exec(rest) ?? [];
  const base = fromThird(first);
  if (base && !isAct(first)) return !isThing(base) || actsHere(rest.slice(first.length + 1));
  return rest !== sentence.replace(adverbs, '') && (isAct(first) || fromGerund(first) !== undefined);
}

/** "Every weekday at 8 the workflow starts." */
export const startsAt =
  /^((?:every|each|daily|weekly|monthly|hourly|nightly|at|on|when(?:ever)?)\b.{2,120}?),? (?:it|(?:the|this) (?:workflow|automation|flow)) (?:starts|runs|begins|is (?:started|triggered))$/i;
