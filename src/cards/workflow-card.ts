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
  text,
} from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import type { NextRun } from '#src/workflow/schedule/next-runs.ts';
import type { Summary } from '#src/workflow/words/summary.ts';
import { changeFormOf } from './change-form.ts';
import { stepList } from './step-list.ts';
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
  /** IANA name, of the person who looks. */
  readerTimezone: string;
  last?: { status: string; at?: string };
  /** Absent for a workflow that was not made here. */
  requesterName?: string;
  /** It has a webhook or form that can be called from here. */
  canRun: boolean;
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

const stateText: Record<WorkflowView['state'], string> = {
  live: 'Published: n8n has started its trigger',
  published: 'Published, but n8n has not started a trigger of it',
  unpublished: 'Not published: it does not run by itself',
  archived: 'In the archive of n8n: it does not run',
  gone: 'Not in n8n any more',
  unknown: 'n8n does not answer just now',
};

/** What it does, where it stands, and what can be done with it; without buttons while something is under way. */
export function workflowCard(view: WorkflowView, told?: Told, options: { busy?: boolean } = {}): Card {
  const elements: CardElement[] = [];
  if (told) elements.push(notice(told.level, told.text));
  if (view.summary) elements.push(text(view.summary.sentence));
  if (view.picture && view.summary) elements.push(image(view.picture, toAltText(view.name, view.summary)));
  elements.push(facts(factsOf(view)));
  if (view.summary) elements.push(...stepList(view.summary.steps));
  if (view.unpublishedEdits)
    elements.push(notice('warning', 'It was changed since it was published: what runs is the version before.'));
  const links = (told?.links ?? []).map(({ label, url }) => link(label, url));
  const open = view.state === 'gone' ? [] : [link('Open in n8n', view.url)];
  const buttons = options.busy ? [] : buttonsOf(view);
  if (buttons.length + links.length + open.length > 0) elements.push(actions(...buttons, ...links, ...open));
  return { title: view.name, elements };
}

function factsOf(view: WorkflowView): [string, string][] {
  const { summary, last, nextRuns, requesterName, credentials } = view;
  const runs = view.state === 'live' || view.state === 'published' ? nextRuns : [];
  return [
    ['Now', stateText[view.state]],
    ...(summary ? [['Starts', summary.trigger] as [string, string]] : []),
    ...(runs.length > 0 ? [['Next runs', nextRunsText(runs, view.timezone)] as [string, string]] : []),
    ['Last execution', last ? `${statusText(last.status)}, ${whenText(last.at, view.readerTimezone)}` : 'none known'],
    ...(summary ? [['Apps', summary.apps.join(', ') || 'none'] as [string, string]] : []),
    ...(credentials.length > 0 ? [['Credentials', credentials.join(', ')] as [string, string]] : []),
    ['Asked for by', requesterName ?? 'somebody in n8n: it was not made here'],
  ];
}

function buttonsOf(view: WorkflowView): Button[] {
  const ids = { workflowId: view.workflowId };
  if (view.state === 'gone') return [];
  if (view.state === 'archived')
    return view.hasArchive ? [button('restore', 'Undo: take it out of the archive', ids)] : [];
  const published = view.state === 'live' || view.state === 'published';
  return [
    ...(published && !view.unpublishedEdits
      ? []
      : [publishButton(view, view.unpublishedEdits ? 'Make it live' : 'Publish')]),
    ...(published ? [button('unpublish', 'Unpublish', ids)] : []),
    formButton('Change…', changeFormOf(ids)),
    button('history', 'History', ids),
    button('executions', 'Executions', ids),
    ...(view.canRun && published ? [button('run', 'Run once', ids)] : []),
    formButton('Save as template', templateForm(view.workflowId, view.name)),
    button('delete', 'Delete', ids, { style: 'danger' }),
  ];
}

function publishButton(view: WorkflowView, label: string): Button {
  const effect = view.summary?.publishEffect ?? 'It then runs by itself whenever its trigger fires.';
  const confirm = { title: `Publish “${view.name}”?`, text: effect, confirm: label };
  return button('publish', label, { workflowId: view.workflowId }, { style: 'primary', confirm });
}

/** What "Save as template" asks. */
export function templateForm(workflowId: string, name: string): Form {
  return {
    action: 'save_template',
    value: { workflowId },
    title: 'Save as template',
    submit: 'Save',
    fields: [
      { name: 'name', label: 'Name of the template', value: name.slice(0, 100), required: true, maxLength: 100 },
    ],
  };
}
