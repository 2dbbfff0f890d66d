import { outsideQuotes } from './words.ts';

/** "Classify my tracks into playlists": each goes where its class says. */
const sorted =
  /\b(?:classify|categori[sz]e|sort|organi[sz]e)(?: and (?:archive|sort|organi[sz]e|file|move))? ((?!it\b|them\b)(?:(?!\b(?:new|incoming|by)\b)[^,;.]){2,60}?) (?:in)?to (?:the |their )?(?:matching |right |different |own )?(playlist|folder|label)s(?=$|[,;.]| and )/gi;

/** What shall become of something, said as what is to be done: "the answers should end up in …", "let #a know". */
export const said = (request: string): string =>
  outsideQuotes(request, (text) =>
    text
      .replace(
        sorted,
        (_, things: string, place: string) =>
          `get ${things}, classify it, ${/folder/i.test(place) ? 'move it into' : 'add it to'} the matching ${place}`,
      )
      .replace(
        /(^|\band |[,;.] ?)(?:(?:the|all|each|every|any|its|their) )?(?:answers?|responses?|results?|submissions?|entries|entry|data|it|they|everything|rows?|records?|orders?|leads?|contacts?|messages?) (?:should|shall|must|have to|has to|need to|needs to|will|can) (?:be )?(?:end up|land|go|put|stored|saved|written|added) (?:in|into|to) /gi,
        '$1add it to ',
      )
      .replace(
        /(?<=\S )when (the |its )?([\p{L} ]{2,30}?) (?:drops|falls|goes|is|gets|rises|climbs|becomes) (below|under|less than|lower than|above|over|more than|higher than) /giu,
        (_, the: string | undefined, what: string, how: string) =>
          `if ${the ?? ''}${what} is ${/below|under|less|lower/i.test(how) ? 'below' : 'above'} `,
      )
      .replace(/\blet ((?:\S+ ){0,3}\S+) know\b/gi, 'tell $1')
      .replace(
        /\bcheck (?:if|whether|that) (https?:\S+) (?:is|are) (?:still )?(?:up|online|reachable|available|ok|okay|alive|down|offline)\b/gi,
        'check $1 status',
      ),
  );

/** "that pings #sales and posts it": what a workflow does, said as what it shall do. */
export const imperative = (said: string): string =>
  outsideQuotes(said, (text) =>
    text
      .replace(
        /\b(?:ends? up|lands?|goes|go|(?:(?:is|are) )?(?:put|stored|saved|written|added)) (?=(?:in|into|to) (?!it\b|them\b))/gi,
        'add it ',
      )
      .replace(/\badd it (?:in|into) /gi, 'add it to ')
      .replace(
        /\bask ((?:[#@]\S+|me|us|everyone|everybody|(?:the |our )?\w*team)(?: and @\S+)?),? to /gi,
        'tell $1 to ',
      )
      .replace(
        /(^|\b(?:that|which|who|and|then|it|also) |, )(ping|post|send|email|mail|create|add|write|save|tell|notifie|message|upload|update|delete|append|insert|store|alert|get|fetche|read|wait)s (?=\S)/gi,
        (_, lead: string, verb: string) => `${lead}${verb.replace(/ie$/, 'y').replace(/he$/, 'h')} `,
      ),
  );
