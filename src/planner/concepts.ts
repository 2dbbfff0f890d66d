import type { Draft } from '#src/workflow/draft.ts';
import { emailAddresses } from './places.ts';
import { maskQuoted, toLower } from './words.ts';

export type TriggerConcept =
  | 'error'
  | 'chat'
  | 'mention'
  | 'form'
  | 'webhook'
  | 'file'
  | 'mail'
  | 'row'
  | 'feed'
  | 'issue'
  | 'schedule'
  | 'manual';

export type StepConcept =
  | 'slack'
  | 'teams'
  | 'mail'
  | 'sheet'
  | 'database'
  | 'calendar'
  | 'github'
  | 'approval'
  | 'classify'
  | 'extract'
  | 'summarise'
  | 'reply'
  | 'memory'
  | 'add-up'
  | 'wait'
  | 'condition';

/** What of a workflow the words speak of, in any order. */
export interface Concepts {
  trigger: TriggerConcept | undefined;
  steps: Set<StepConcept>;
}

/** The first that fits counts: an error workflow may speak of mail, a form of a sheet. */
const triggerWords: [TriggerConcept, RegExp][] = [
  [
    'error',
    /\b(?:workflows?|automations?|executions?)\b.{0,20}\b(?:fails?|failed|failure|errors?|break|crash)|\bfail(?:ed|ing) (?:workflows?|automations?|executions?|runs)/,
  ],
  ['mention', /\bmention(?:s|ed)?\b|@mention/],
  ['chat', /\bchat ?bots?\b|\bchat (?:assistant|page|helper|agent)\b|\bai assistant\b/],
  ['form', /\bforms?\b|\bsurvey\b|\bquestionnaire\b|\bfills? (?:in|out)\b/],
  ['webhook', /\bweb ?hooks?\b|\bhttp post\b|\bpost requests?\b|\bendpoint\b/],
  [
    'file',
    /\b(?:new|every|each|incoming)\b.{0,20}\b(?:pdfs?|files?|documents?)\b.{0,40}\b(?:drive|folder)\b|\bdrive\b.{0,30}\bnew (?:files?|pdfs?)\b/,
  ],
  ['row', /\b(?:new|every new|added) rows?\b|\brows? (?:is|are|gets?|was) added\b/],
  [
    'issue',
    /\b(?:new|opened|every|each)\b.{0,12}\bissues?\b.{0,40}\bgithub\b|\bgithub\b.{0,40}\b(?:new issues?|issues? (?:is|are|gets?) opened)\b/,
  ],
  [
    'mail',
    /\b(?:incoming|new|unread|every|each|get|receive|arriving)\b.{0,24}\b(?:e-?mails?|mails?|gmail)\b|\b(?:e-?mails?|mails?|gmail)\b.{0,40}\b(?:arrives?|comes? in|inbox)\b|\binbox\b|\barrives? by (?:e-?mail|mail|gmail)\b/,
  ],
  [
    'feed',
    /\b(?:new|every new|latest)\b.{0,12}\b(?:items?|posts?|articles?|entries|news)\b.{0,30}(?:\bfeed\b|\brss\b|https?:)/,
  ],
  ['manual', /\bby hand\b|\bmanually\b|\bwhen i (?:click|press|start)\b/],
];

const stepWords: [StepConcept, RegExp][] = [
  ['teams', /\b(?:microsoft |ms )?teams\b(?! ?blue)/],
  ['sheet', /\b(?:google ?)?(?:sheets?|spreadsheets?)\b/],
  ['database', /\bpostgres(?:ql)?\b|\bdatabase\b/],
  ['calendar', /\bcalendar\b/],
  ['github', /\b(?:create|open|file|raise)\b.{0,20}\bissues?\b/],
  ['approval', /\bapprov(?:e|es|ed|al|als)\b|\bsign(?:s|ed)? off\b/],
  [
    'classify',
    /\bclassif\w+|\btriage\b|\b(?:sort|categori[sz]e|route)\b.{0,40}\b(?:mails?|e-?mails?|tickets?|messages?)\b/,
  ],
  ['extract', /\bextract\w*|\bread\b.{0,60}\b(?:with|using|by) (?:an? )?(?:ai|model)\b|\bkey facts\b/],
  [
    'summarise',
    /\bsummari[sz](?:es?|ing)\b|\b(?:ai|model)\b.{0,20}\bsummary\b|\bdigest\b|\bsum up the (?:week|news|page)\b/,
  ],
  [
    'reply',
    /\b(?:draft|write|suggest)\b.{0,24}\b(?:repl(?:y|ies)|answers?)\b|\bai\b.{0,30}\b(?:answers?|repl(?:y|ies))\b/,
  ],
  ['memory', /\bmemory\b|\bremember(?:s|ing)?\b/],
  ['add-up', /\b(?:add|sum|total) up\b.{0,30}\bcolumns?\b|\b(?:sum|totals?) (?:of|per|by)\b/],
  ['wait', /\bwait (?:for )?(?:an?|one|two|three|\d+) (?:minutes?|hours?|days?|weeks?)\b/],
  [
    'condition',
    /\b(?:if|only|unless|otherwise|overdue|birthdays?)\b|\bwhen\b.{0,40}\b(?:is|are) (?:under|over|above|below|more|less)\b/,
  ],
];

/** What the words speak of. Quotations say nothing: they are what is sent. Linear and bounded by the request's length. */
export function conceptsOf(request: string, isScheduled: boolean): Concepts {
  const text = toLower(maskQuoted(request)).replace(/https?:\/\/\S+/g, 'https://x');
  const steps = new Set<StepConcept>();
  for (const [concept, words] of stepWords) if (words.test(text)) steps.add(concept);
  const found = triggerWords.find(([, words]) => words.test(text))?.[0];
  // "every new mail" is no schedule, "every morning read new mail" is one.
  const trigger = isScheduled && found !== 'error' ? 'schedule' : (found ?? (isScheduled ? 'schedule' : undefined));
  if (/(?:^|[\s(,])#\p{L}/u.test(text) || (/\bslack\b/.test(text) && trigger !== 'mention')) steps.add('slack');
  const sends =
    /\b(?:send|sends|sent|get|e-?mail|mail)\b.{0,60}\b(?:e-?mails?|mails?|them|him|her|thank)\b|\b(?:by|via) (?:e-?mail|mail)\b|\b(?:e-?)?mailed\b/;
  if (
    trigger !== 'mail' &&
    (sends.test(text) || (emailAddresses(request).length > 0 && /\be-?mails?\b|\bmail\b/.test(text)))
  )
    steps.add('mail');
  return { trigger, steps };
}

const triggerTypes: Record<string, TriggerConcept> = {
  errorTrigger: 'error',
  chatTrigger: 'chat',
  slackTrigger: 'mention',
  formTrigger: 'form',
  webhook: 'webhook',
  googleDriveTrigger: 'file',
  gmailTrigger: 'mail',
  emailReadImap: 'mail',
  googleSheetsTrigger: 'row',
  rssFeedReadTrigger: 'feed',
  githubTrigger: 'issue',
  scheduleTrigger: 'schedule',
  manualTrigger: 'manual',
};
const stepTypes: Record<string, StepConcept> = {
  slack: 'slack',
  microsoftTeams: 'teams',
  emailSend: 'mail',
  gmail: 'reply',
  googleSheets: 'sheet',
  postgres: 'database',
  googleCalendar: 'calendar',
  github: 'github',
  textClassifier: 'classify',
  informationExtractor: 'extract',
  chainLlm: 'summarise',
  agent: 'reply',
  memoryBufferWindow: 'memory',
  summarize: 'add-up',
  wait: 'wait',
  if: 'condition',
  filter: 'condition',
  switch: 'condition',
};

/** What a draft holds, by its nodes. */
export function conceptsOfDraft(draft: Draft): Concepts {
  const steps = new Set<StepConcept>();
  let trigger: TriggerConcept | undefined;
  for (const { type, parameters } of draft.nodes) {
    const name = type.slice(type.lastIndexOf('.') + 1);
    if (Object.hasOwn(triggerTypes, name)) trigger ??= triggerTypes[name];
    const step = Object.hasOwn(stepTypes, name) ? stepTypes[name] : undefined;
    if (step) steps.add(step);
    if (parameters['operation'] === 'sendAndWait') steps.add('approval');
  }
  return { trigger, steps };
}
