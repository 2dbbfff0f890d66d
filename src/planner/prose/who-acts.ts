import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { modelNames, namesModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import { talked } from './assistant.ts';
import { fromThird, isAct } from './verbs.ts';

/** Who does something that starts a workflow: people, and what calls from outside. */
const people =
  '(?:guests?|customers?|clients?|users?|visitors?|employees?|applicants?|candidates?|students?|members?|colleagues?|teammates?|coworkers?|patients?|people|someone|somebody|anyone|everyone|teams?|staff|hr|leads?|prospects?|subscribers?|tenants?|participants?|sellers?|buyers?|reps?|managers?|parents?|teachers?|readers?|followers|fans|attendees|partners?|vendors?|suppliers?|drivers?|technicians?|freelancers?|contractors?|you|reporters?|marketers?|(?:web)?sites?|shops?|landing pages?|backends?|apps?)';
const doing =
  '(?:fills?(?: in| out| up)?|submits?|completes?|writes?|sends?|messages?|texts?|uploads?|posts?|types?|asks?|chats?|calls?|books?|shares?|enters?|forwards?|drops?|requests?|records?|reports?|signs? up|registers?|applies|apply)';
const byPeople = new RegExp(
  `^(?!(?:if|when|whenever|once|after|before|unless|as|let|have|ask)\\b)(?:(?:the|an?|your|our|any|each|every|all|new) )?(?:[\\p{L}-]+ ){0,2}?${people} ${doing}\\b[^,;]*?(?=$|[,;]| and (?:(?:then |also )?(?:the|an?|its?|your|\\p{L}+(?:s|ed)|receives?|gets?)\\b))`,
  'iu',
);
/** What is more than an event: a condition, an amount, a quotation, a channel. */
const limits = /[#@\uE001\uE002]|\d|\b(?:if|unless|except|only|over|under|above|below|more than|less than|at least)\b/i;
const ownStarts: [RegExp, string][] = [
  [/\bforms?\b/i, 'When a form is submitted'],
  [/\bwebhooks?\b/i, 'When a webhook is called'],
  [/\b(?:chat|chat window|chat widget)\b/i, 'When a chat message comes in'],
  [/\b(?:by|via|per|an?) e-?mails?\b/i, 'When a new email arrives'],
];

/** What people do first, "Applicants upload a CV in a form, …", is what starts it; told as background. */
export function startedByPeople(sentence: string, catalog: Catalog, background: string[]): string {
  const found = byPeople.exec(maskQuoted(sentence));
  if (!found) return sentence;
  const said = sentence.slice(0, found[0].length);
  if (limits.test(found[0])) return sentence;
  const event = eventOf(said, catalog);
  if (!event) return sentence;
  background.push(said);
  return joined(event, sentence.slice(said.length));
}

function eventOf(said: string, catalog: Catalog): string | undefined {
  const apps = appsIn(catalog, said, toLower(maskQuoted(said)));
  const place = apps.find(({ action, trigger }) => talked.test(shortName(trigger ?? action ?? '')));
  if (place) return `When a message arrives in ${place.name}`;
  return ownStarts.find(([words]) => words.test(said))?.[1];
}

const joined = (event: string, rest: string): string => {
  const behind = rest.replace(/^[,;]? ?(?:and |then )*/i, '');
  return behind === '' ? event : `${event}, ${behind}`;
};

/** "Each card assigned to you in Trello becomes a Todoist task", "Adding a row to the sheet creates …". */
export function startedByThings(sentence: string, catalog: Catalog): string {
  const mask = maskQuoted(sentence);
  const adding = /^adding (an? [^,;]{2,40}? to [^,;]{2,40}?) (?=(\p{L}+s) )/iu.exec(mask);
  if (adding && fromThird(adding[2] ?? '')) {
    const [what = '', place = ''] = (adding[1] ?? '').split(' to ');
    return `When ${what} is added to ${place}, ${sentence.slice(adding[0].length)}`;
  }
  for (const match of mask.matchAll(/ (becomes|\p{L}+s) (?=\p{L})/gu)) {
    const lead = sentence.slice(0, match.index);
    const begin = /^(?:each|every|an?) (?:new )?/i.exec(lead);
    if (!begin || /[,;]/.test(lead)) return sentence;
    const word = match[1] ?? '';
    const acts = word === 'becomes' ? 'create' : fromThird(word);
    const [app] = acts ? appsIn(catalog, lead, toLower(lead)) : [];
    if (!acts || (!/ new $/i.test(begin[0]) && (!app?.trigger || app.start === begin[0].length))) continue;
    return `When a new ${lead.slice(begin[0].length)} arrives, ${acts} ${sentence.slice(match.index + match[0].length)}`;
  }
  return sentence;
}

/**
 * "Claude extracts the tasks", "lets AI rate them": what a model does is done using it. What follows with the same
 * subject stays as it is.
 */
export function usingModel(sentence: string, catalog: Catalog): string {
  if (!namesModel(catalog, sentence)) return sentence;
  const name = `(?:${modelNames(catalog)}|(?:generative )?ai|llms?|(?:large )?language model)`;
  const agent = `(?:(?:an?|the|its|google|openai['’]s|anthropic) )*(${name})(?: (?:agents?|models?|assistants?))?(?: with memory)?`;
  const subject = new RegExp(
    `(^|, (?:and )?(?:then )?|; | and (?:then )?)${agent} (?:then |automatically |also )*(\\p{L}+s) (?=\\p{L})`,
    'giu',
  );
  const letting = new RegExp(
    `(^|, (?:and )?(?:then )?|; | and (?:then )?)(?:lets?|has|have|asks?|makes?) ${agent} (?:to )?(\\p{L}+) (?=\\p{L})`,
    'giu',
  );
  const turned = (text: string, pattern: RegExp, act: (word: string) => string | undefined): string =>
    text.replace(pattern, (whole: string, lead: string, model: string, word: string) => {
      const base = act(word);
      return base ? `${lead}${base} \uE010${model}\uE011` : whole;
    });
  const marked = turned(
    turned(sentence, letting, (word) => (isAct(word) ? word.toLowerCase() : undefined)),
    subject,
    fromThird,
  );
  // The model behind what it does.
  return marked.replace(
    /\uE010([^\uE011]*)\uE011([^;]*?)(?=$|;|, (?:and )?(?:then )?(?:\p{L}+s|the|an?) | and (?:then )?(?:\p{L}+s|the|an?) )/gu,
    '$2 using $1',
  );
}
