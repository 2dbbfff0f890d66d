import { outsideQuotes } from '../words.ts';
import { activeOf } from './passive.ts';
import { actOf, bare, later, startsAt, timed } from './sentence.ts';
import { actsHere, fromGerund, fromThird, isAct, isThing } from './verbs.ts';

/** "Implements an ETL pipeline for text processing, extracting …": the acts come behind. */
const pipelines =
  /^(?:implements?|creates?|builds?|provides?|is|sets up) (?:an? |the )?[^,]{0,60}\b(?:pipeline|workflow|system|automation|process|integration)\b[^,]{0,50}, (?=\p{L}+ing )/iu;
const managed = /^manages? [^,]{2,60}? (?:with|using|via|through) (?:an? )?(?:n8n )?forms?\b/i;
/** "Automates fetching, summarizing and categorizing papers", "classifies and routes bugs": several acts, one object. */
const chained = /^(?:automates? )?((?:[\p{L}-]+, )*[\p{L}-]+,? and [\p{L}-]+) (?=\p{L})([^,;]+)/iu;

const sorting = /^(?:archive|classify|categori[sz]e|sort|organi[sz]e|file|move)$/;

function spread(list: string, object: string): string {
  const words = list.split(/,? and |, /);
  const acts = words.map((word) => fromThird(word) ?? fromGerund(word) ?? (isAct(word) ? word : undefined));
  if (acts.some((act) => act === undefined)) return `${list} ${object}`;
  // "Archives and classifies tracks into playlists" is one act.
  if (acts.every((act) => act && sorting.test(act)) && / into \p{L}+s$/u.test(object)) return `classify ${object}`;
  const [, rest = object, tool = ''] = /^(.*?)( (?:with|using|via) (?!.* (?:with|using|via) ).*)$/i.exec(object) ?? [];
  return acts.map((act, at) => `${act} ${at === 0 ? rest : 'it'}${tool}`).join(', ');
}

/** "Turns incoming e-mails into Trello cards". */
const turned =
  /^(?:turn|convert|transform)s? (?:new |incoming |all |every |each |any |your )*((?:[\p{L}-]+ ){0,2}?[\p{L}-]+) into (?:an? |new )*(\p{Lu}[\p{L}]+(?: [\p{L}]+){0,2}?)(?=$|,| and |[.;])/iu;
const singular = (words: string): string => words.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

/** One sentence in the words somebody would ask with. */
export function toRequest(sentence: string, pairs: [string, string][], background: string[]): string {
  const said = activeOf(bare(sentence), pairs)
    .replace(/(?<=\p{L}) automatically(?= \p{L})/gu, '')
    .replace(startsAt, '$1')
    .replace(/^triggered by (?=(?:an?|the|any|every|each|new) (?!schedule))/i, 'When ')
    .replace(later, (all, word: string) => (actOf(word) ? ', ' : all))
    .replace(managed, (all) => {
      background.push(all);
      return 'When a form is submitted';
    })
    .replace(pipelines, (all) => {
      background.push(all.replace(/, $/, ''));
      return '';
    })
    .replace(chained, (_, list: string, object: string) => spread(list, object))
    .replace(
      /^(?:(?:is )?trigger(?:s|ed)|starts?|runs?|kicks off|fires|activates|is (?:started|activated))(?: automatically)? (?:when(?:ever)?|as soon as) /i,
      'When ',
    )
    .replace(
      /^(?:(?:is )?trigger(?:s|ed)|starts?|runs?|kicks off|fires|activates|is (?:started|activated)) (?=(?:on|by|every|each|daily|weekly|hourly|monthly|at|via|once)\b)/i,
      '',
    )
    .replace(
      /^(?:receive|get) (?:an? )?(?:updates?|notifications?|alerts?|notified|alerted|informed) (?=(?:when|whenever|as soon as|each time|every time)\b)/i,
      '',
    )
    .replace(
      /^(?:get|be|receive) (?:notified|alerted|informed|notifications?|alerts?|updates?) (?:directly |immediately |instantly )?(?=(?:on|in|via|by|through) )/i,
      'send a message ',
    )
    .replace(
      /^an? (?:n8n )?webhook (?:receives|gets|catches|accepts|captures) [^,;]{2,80}?(?=,|;| and |$)/i,
      'When a webhook is called',
    )
    .replace(
      /(^|, | and )((?:the|your|our) (?:[\p{L}-]+ ){0,2}?[\p{L}-]+|everyone|users?) (?:gets?|receives?) (an? (?:[\p{L}-]+ ){0,2}?(?:messages?|e-?mails?|notifications?|alerts?|reminders?|summary|dm))(?= (?:in|on|via|by|from|with)\b|[,.;]|$)/giu,
      '$1send $3 to $2',
    )
    .replace(turned, (_, from: string, into: string) => `create ${into} for each new ${singular(from)}`)
    .replace(/ from (every|each) (?:new )?(?=\p{L}+)/iu, ' for $1 new ')
    .replace(/\bwebhook-triggered\b/i, 'When a webhook is called');
  const aided = said.replace(
    /(?<=^|, | and |, and )us(?:es?|ing) ([^,]{2,60}?) (?:for|in) ([\p{L}-]+ing)(?=[,.;]|$| and )/giu,
    (all, tool: string, work: string) => (fromGerund(work) ? `${fromGerund(work)} it using ${tool}` : all),
  );
  const leveraged = aided.replace(
    /^(?:uses?|leverages?|using) (.{2,60}?) to ([\p{L}-]+ .+?)(?=$|, | and (?:then |also )?[\p{L}]+s |[.;])/iu,
    (all, tool: string, act: string) => (isAct(act.split(' ')[0] ?? '') ? `${act} using ${tool}` : all),
  );
  return outsideQuotes(leveraged, (text) =>
    text
      .replace(/\b(?:(creates?|adds?|appends?|inserts?) (?:or|and\/or) updates?)\b/gi, (all) => {
        pairs.push(['upsert', all]);
        return 'upsert';
      })
      .replace(timed, (all, lead: string, word: string) => (fromThird(word) ? `${lead}${fromThird(word)}` : all))
      .replace(
        /(^|,? (?:and then|and also|and finally|then|and|also|finally|automatically|that|which|or) |, )([\p{L}-]+)(?= (\S+))/giu,
        (all, lead: string, word: string, following: string) => {
          const base = isAct(word) && !word.endsWith('ing') ? undefined : (fromThird(word) ?? fromGerund(word));
          if (!base) return all;
          if (isThing(base) && lead !== '' && !actsHere(following)) return all;
          pairs.push([base, word]);
          return `${lead.replace(/(?:that|which|or) $/i, 'and ')}${base}`;
        },
      ),
  );
}
