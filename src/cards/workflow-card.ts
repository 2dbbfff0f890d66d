import { toWire } from '#src/chat/actions.ts';
import {
  actions,
  type Button,
  button,
  type Card,
  type CardElement,
  type Form,
  facts,
  formButton,
  image,
  link,
  notice,
} from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import type { Language, Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { argumentOf, type ButtonVerb, buttonVerbs, effectOf, type HeldAs, type VerbButton } from '#src/model/verbs.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import type { NextRun } from '#src/workflow/schedule/next-runs.ts';
import type { Summary } from '#src/workflow/words/summary.ts';
import { addressElements, type StartAddress } from './addresses.ts';
import { changeFormOf } from './change-form.ts';
import { lineElements, startElement } from './step-list.ts';
import { nextRunsText, statusText, whenText } from './when.ts';

/** A workflow in n8n as people see it. */
export interface WorkflowView {
  workflowId: string;
  name: string;
  url: string;
  state: 'live' | 'published' | 'unpublished' | 'archived' | 'gone' | 'unknown';
  /** What is saved is newer than what runs. */
  unpublishedEdits: boolean;
  /** Absent when n8n could not be read. */
  summary?: Summary;
  /** Names of the credentials it has. */
  credentials: string[];
  nextRuns: NextRun[];
  /** IANA name, of the workflow. */
  timezone: string;
  /** The person who looks. */
  reader: Reader;
  last?: { status: string; at?: string };
  /** Absent for a workflow that was not made here. */
  requesterName?: string;
  /** It has a webhook or form that can be called from here. */
  canRun: boolean;
  /** Where something outside starts it; none unless it is on. */
  addresses?: StartAddress[];
  /** n8n has an archive; otherwise deleting is for good. */
  hasArchive: boolean;
  /** What n8n holds, as it was drawn when it was put there; absent after edits in n8n. */
  picture?: PictureRef;
}

/** Something to say on top of the card: what has just been done with the workflow, or is under way. */
export interface Told {
  level: 'info' | 'success' | 'warning' | 'error';
  text: string;
  /** Where to look further. */
  links?: { label: string; url: string }[];
}

/** What it does, where it stands, and what can be done with it; without buttons while something is under way. */
export function workflowCard(view: WorkflowView, told?: Told, options: { busy?: boolean } = {}): Card {
  const { workflow: words, outcome } = wordsIn(view.reader.language).cards;
  const elements: CardElement[] = [];
  if (told) elements.push(notice(told.level, told.text));
  if (view.summary) elements.push(startElement(view.summary), ...lineElements(view.summary));
  if (view.picture && view.summary)
    elements.push(image(view.picture, toAltText(view.name, view.summary, view.reader.language)));
  elements.push(facts(factsOf(view)));
  if (view.state === 'live') elements.push(...addressElements(view.addresses ?? [], view.reader.language));
  if (view.unpublishedEdits) elements.push(notice('warning', words.unpublishedEdits));
  const links = (told?.links ?? []).map(({ label, url }) => link(label, url));
  const open = view.state === 'gone' ? [] : [link(outcome.openInN8n, view.url)];
  const buttons = options.busy ? [] : buttonsOf(view);
  if (buttons.length + links.length + open.length > 0) elements.push(actions(...buttons, ...links, ...open));
  return { language: view.reader.language, title: view.name, elements };
}

function factsOf(view: WorkflowView): [string, string][] {
  const { summary, last, nextRuns, requesterName, credentials, reader } = view;
  const { workflow: words, draft } = wordsIn(reader.language).cards;
  // What n8n did not start does not run, however it is scheduled.
  const runs = view.state === 'live' ? nextRuns : [];
  return [
    [words.now, words.state[view.state]],
    ...(runs.length > 0 ? [[draft.nextRuns, nextRunsText(runs, view.timezone, reader)] as [string, string]] : []),
    [
      words.lastExecution,
      last ? words.ended(statusText(last.status, reader.language), whenText(last.at, reader)) : words.noneKnown,
    ],
    ...(summary ? [[draft.apps, summary.apps.join(', ') || draft.noApps] as [string, string]] : []),
    ...(credentials.length > 0 ? [[words.credentials, credentials.join(', ')] as [string, string]] : []),
    [words.askedForBy, requesterName ?? words.notMadeHere],
  ];
}

function buttonsOf(view: WorkflowView): Button[] {
  const ids = { workflowId: view.workflowId };
  const { workflow: words, draft, verbs } = wordsIn(view.reader.language).cards;
  if (view.state === 'gone') {
    const { recovery } = wordsIn(view.reader.language).engine;
    return [
      button({ kind: 'bring_back', ...ids }, recovery.bringBack, { style: 'primary' }),
      button({ kind: 'history', ...ids }, words.history),
    ];
  }
  if (view.state === 'archived')
    return view.hasArchive ? [button({ kind: 'bring_back', ...ids }, verbs.unarchive.label)] : [];
  return [
    ...verbButtons(view, 'first'),
    formButton(draft.change, changeFormOf({ kind: 'change_workflow', ...ids }, view.reader.language)),
    button({ kind: 'history', ...ids }, words.history),
    button({ kind: 'executions', ...ids }, words.executions),
    button({ kind: 'try_workflow', ...ids }, wordsIn(view.reader.language).rehearsal.tryWith.submit),
    ...verbButtons(view, 'later'),
    formButton(words.saveAsTemplate, templateForm(view.workflowId, view.name, view.reader.language)),
    ...verbButtons(view, 'last'),
  ];
}

/** Of those verbs that make sense now. */
function verbButtons(view: WorkflowView, place: VerbButton['place']): Button[] {
  const held = heldIn(view);
  return buttonVerbs
    .filter((verb) => effectOf(verb).button?.place === place && effectOf(verb).senseless[held] === undefined)
    .filter((verb) => verb !== 'run' || (view.canRun && held !== 'unpublished'))
    .map((verb) => verbButton(view, verb));
}

function heldIn({ state, unpublishedEdits }: WorkflowView): HeldAs {
  if (state !== 'live' && state !== 'published') return state === 'archived' ? state : 'unpublished';
  return unpublishedEdits ? 'edited' : 'published';
}

function verbButton(view: WorkflowView, verb: ButtonVerb): Button {
  const { verbs, outcome } = wordsIn(view.reader.language).cards;
  const { label } = verbs[verb];
  const { workflowId } = view;
  if (verb === 'publish') return publishButton(view, view.unpublishedEdits ? outcome.makeLive : label);
  const form = argumentForm(view, verb, view.reader.language);
  if (form) return formButton(label, form);
  const style = effectOf(verb).button?.style;
  return button({ kind: 'act', verb, workflowId }, label, style ? { style } : {});
}

function publishButton(view: WorkflowView, label: string): Button {
  const { verbs, outcome } = wordsIn(view.reader.language).cards;
  const effect = view.summary?.publishEffect ?? verbs.publish.effect('');
  const confirm = { title: outcome.publishIt(view.name), text: effect, confirm: label };
  return button({ kind: 'act', verb: 'publish', workflowId: view.workflowId }, label, { style: 'primary', confirm });
}

/** Asks what a verb shall be done with; undefined for one that needs nothing. */
export function argumentForm(
  { workflowId, name }: Pick<WorkflowView, 'workflowId' | 'name'>,
  verb: ButtonVerb,
  language: Language = 'en',
): Form | undefined {
  const field = effectOf(verb).button?.click === 'form' ? argumentOf(verb)?.field : undefined;
  if (!field) return undefined;
  const words: { label: string; field?: string } = wordsIn(language).cards.verbs[verb];
  return {
    ...toWire({ kind: 'act', verb, workflowId }),
    language,
    title: words.label,
    submit: words.label,
    fields: [
      {
        name: field.name,
        label: words.field ?? words.label,
        value: name.slice(0, field.most),
        required: true,
        maxLength: field.most,
      },
    ],
  };
}

/** What "Save as template" asks. */
export function templateForm(workflowId: string, name: string, language: Language = 'en'): Form {
  const { workflow: words, draft } = wordsIn(language).cards;
  return {
    ...toWire({ kind: 'save_template', workflowId }),
    language,
    title: words.saveAsTemplate,
    submit: draft.save,
    fields: [{ name: 'name', label: words.templateName, value: name.slice(0, 100), required: true, maxLength: 100 }],
  };
}
