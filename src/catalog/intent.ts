import { fold } from './search-words.ts';

/** What the words ask for: something that starts a workflow, something that is done in one, or they do not say. */
export type Intent = 'trigger' | 'action' | 'open';

const startsTrigger =
  /^(?:please |so |and |i want |run this |run |start(?: a| the)?(?: workflow| flow)? |trigger(?: a| the)?(?: workflow| flow)? )*(?:when(?:ever)?|as soon as|once|upon|on(?: every| each| a)? new|on (?:receiving|incoming)|each time|every ?time|any ?time|if (?:someone|somebody|anyone|a new|an? \w+ (?:is|arrives|comes|gets))|after (?:a|an|someone)|new|for (?:every|each) new|every new|each new|incoming|watch|listen|monitor|receive|trigger|detect|wenn|sobald|immer wenn|bei (?:neu|jede)|neue[rsnm]?|cuando|cada vez|al recibir|nuev[oa]s?|quand|lorsque|des que|a chaque nouve|chaque fois|nouve(?:au|lle|l|aux|lles))\b/;
const saysTrigger =
  /\b(?:(?:someone|somebody|anyone|a (?:customer|user|client|visitor|person|colleague)) \w+s|arrives?|arriving|comes? in|coming in|shows? up|incoming|submissions?|is received|(?:is|are|was|gets?|has been|have been|being) (?:newly )?(?:\w+ed|sent|paid|made|built|won|lost|left)|signs? up|subscribes?|books?(?= a)|posts?(?= in| a)|fills? (?:in|out)|eingeht|ankommt|kommt|eintrifft|ausgefullt|llega|llegue|recib\w+|arrive|recoi\w+|recu)\b/;
const endsInEvent =
  /\b(?:created|added|updated|changed|deleted|removed|moved|received|uploaded|posted|published|opened|closed|paid|placed|cancelled|canceled|completed|submitted|assigned|merged|pushed|booked|scheduled|failed|won|lost|erstellt|hinzugefugt|geandert|creado|cree|ajoute)[.!]?$/;
const startsAction =
  /^(?:please |then |and |also |bitte |dann |luego |puis |to |just |i want to |i need to |can you )*(?:send|post|create|add|update|delete|remove|get|fetch|read|write|append|insert|upload|download|save|store|put|notify|message|tell|email|mail|make|call|query|search|find|look ?up|list|log|push|publish|upsert|move|copy|share|invite|schedule|reply|answer|respond|summari[sz]e|translate|classify|generate|convert|extract|parse|filter|sort|merge|join|split|loop|wait|run|execute|set|rename|compare|check|scrape|transcribe|ask|draft|archive|assign|close|open|mark|tweet|text|charge|refund|enrich|ping|alert|escribe|senden?|sende|schick\w*|erstell\w*|leg\w*|schreib\w*|speicher\w*|hol\w*|envi\w+|mand\w+|cre\w+|guard\w+|anad\w+|agreg\w+|public\w+|envo\w+|ajout\w+|enregistr\w+|poste\w*)\b/;

/** Reads the intent off the wording of one step of a request. */
export function toIntent(text: string): Intent {
  const words = fold(text).trim();
  if (startsTrigger.test(words)) return 'trigger';
  if (startsAction.test(words)) return 'action';
  if (endsInEvent.test(words)) return 'trigger';
  return saysTrigger.test(words) || /\btriggers?\b/.test(words) ? 'trigger' : 'open';
}

/** True when the words ask for something an AI agent can use. */
export const wantsTool = (text: string): boolean =>
  /\btools?\b.{0,40}\b(?:agent|ai|llm|model)\b|\b(?:agent|ai|llm|model)\b.{0,40}\btools?\b|\bas a tool\b/i.test(text);
