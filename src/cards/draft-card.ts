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
  select,
  text,
} from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { moment, type Words } from '#src/chat/words.ts';
import type { Language, Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ListAction } from '#src/model/action.ts';
import type { CatalogSource } from '#src/model/catalog-source.ts';
import type { Issue } from '#src/model/issue.ts';
import type { CredentialNeed } from '#src/workflow/credentials.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { toMessage } from '#src/workflow/issues.ts';
import type { NextRun } from '#src/workflow/schedule/next-runs.ts';
import type { Summary } from '#src/workflow/words/summary.ts';
import { changeFormOf } from './change-form.ts';
import { changesElements, firstLine } from './changes.ts';
import { fieldFor, type Need, pickerElements } from './pickers.ts';
import { type RehearsedView, rehearsedElements } from './rehearsed.ts';
import { lineElements, startElement } from './step-list.ts';
import { nextRunsText } from './when.ts';

/** A proposed workflow as people see it, before and after the decision. */
export interface DraftView {
  draftId: string;
  revision: number;
  name: string;
  summary: Summary;
  issues: Issue[];
  assumptions: string[];
  /** What a model says it took for granted: its own words about its draft, which nobody checked. */
  modelAssumed?: string[];
  /** How it was planned, and with what reservation. */
  notes: string[];
  requesterName: string;
  /** Others who worded it, this revision or one it goes on from. */
  alsoBy?: string[];
  checkedAgainst: CatalogSource;
  credentials: CredentialNeed[];
  /** Where people add credentials in n8n. */
  credentialsUrl: string;
  /** What only a person can say, e.g. a channel. */
  needs: Need[];
  nextRuns: NextRun[];
  /** IANA name the times are told in. */
  timezone: string;
  /** What is different from the workflow in n8n, or from the revision before, in words. */
  difference?: string[];
  /** Not all of it is in `difference`: long values are shown in part. */
  differenceCut?: boolean;
  /** Where the card of the revision before is. */
  earlierUrl?: string;
  /** The picture marks nothing: how the draft came about is over. */
  plainPicture?: boolean;
  /** It changes a workflow in n8n, of which a version is live or not. */
  changes?: {
    wasPublished: boolean;
    /** What n8n holds besides what is live, in words: going live takes it along. */
    notLive?: string[];
  };
  /** Until when somebody may decide about it; absent: for ever. */
  expiresAt?: Date;
  /** What it would have done outside, with an example. */
  rehearsed?: RehearsedView;
  /** Whoever asked for it: a card does not change its language when somebody else redraws it. */
  reader: Reader;
}

const maxShown = 5;

/** What it will do, what is missing, and the buttons. Approving is offered only when nothing blocks it. */
export function draftCard(view: DraftView): Card {
  const { draft: words } = wordsOf(view);
  const ids = { draftId: view.draftId, revision: view.revision };
  const blocked = errorsOf(view.issues).length > 0;
  return {
    language: view.reader.language,
    title: (view.changes ? words.changeTitle : words.title)(view.name),
    elements: [
      ...draftBody(view),
      ...pickerElements(view, view.reader.language),
      ...credentialElements(view, true),
      ...builtInNotice(view),
      ...(alongText(view) ? [notice('warning', wordsOf(view).draft.notLiveYet(alongText(view)))] : []),
      actions(
        ...(blocked ? [] : approvalButtons(view)),
        ...leaveOutButton(view),
        ...fillButton(view),
        formButton(words.change, changeForm(view, view.reader.language)),
        button({ kind: 'discard', ...ids }, words.discard, { style: 'danger' }),
      ),
      ...(view.earlierUrl ? [actions(link(words.openRevision(view.revision - 1), view.earlierUrl))] : []),
      text(footer(view), 'muted'),
    ],
  };
}

/** Edits that would go live with the change, in a few words; empty when there are none. */
function alongText(view: DraftView): string {
  const lines = (view.changes?.notLive ?? []).map(firstLine);
  return shorten(lines, maxShown, wordsOf(view).draft.more).join('; ').slice(0, 500);
}

/** A change of what is live says which of the two goes live. */
function approvalButtons(view: DraftView): Button[] {
  const { draft: words } = wordsOf(view);
  const ids = { draftId: view.draftId, revision: view.revision };
  const live = view.changes?.wasPublished ?? false;
  const along = alongText(view);
  const [create, publish] = view.changes
    ? [words.save, along ? words.saveAndMakeAllLive : live ? words.saveAndMakeLive : words.saveAndPublish]
    : [words.create, words.createAndPublish];
  const own = live ? words.replacesLive(view.summary.publishEffect) : view.summary.publishEffect;
  const effect = along ? `${words.takesAlong(along)} ${own}` : own;
  return [
    button({ kind: 'approve', ...ids }, create, { style: 'primary' }),
    button({ kind: 'approve_publish', ...ids }, publish, {
      confirm: { title: words.sure(publish, view.name), text: effect, confirm: publish },
    }),
  ];
}

/** What "Change…" asks. */
export function changeForm(view: Pick<DraftView, 'draftId' | 'revision'>, language: Language = 'en'): Form {
  return changeFormOf({ kind: 'change_draft', draftId: view.draftId, revision: view.revision }, language);
}

/** What "Fill in…" asks: the placeholders, each by its place in the list. Undefined when nothing is missing. */
export function fillForm(
  view: Pick<DraftView, 'draftId' | 'revision' | 'needs'>,
  language: Language = 'en',
): Form | undefined {
  const { draft: words } = wordsIn(language).cards;
  if (view.needs.length === 0) return undefined;
  return {
    ...toWire({ kind: 'fill', draftId: view.draftId, revision: view.revision }),
    language,
    title: words.stillNeeded,
    submit: words.save,
    fields: view.needs.map((need, index) => fieldFor(view, need, index)),
  };
}

function fillButton(view: DraftView): Button[] {
  const form = fillForm(view, view.reader.language);
  return form ? [formButton(wordsOf(view).draft.fillIn, form, 'primary')] : [];
}

/** One press for all that is not done: whoever wants some of it says so under "Change…". */
function leaveOutButton({ issues, draftId, revision, reader }: DraftView): Button[] {
  if (!issues.some(({ code }) => code === 'not-done')) return [];
  return [button({ kind: 'leave_out', draftId, revision }, wordsIn(reader.language).cards.draft.leaveOut)];
}

/** Which credentials it will use; where several fit, the person chooses, and where none does, n8n is where to add one. */
export function credentialElements(view: DraftView, open: boolean): CardElement[] {
  const { draft: words } = wordsOf(view);
  const bound = view.credentials.filter((need) => need.bound);
  const missing = view.credentials.filter((need) => !need.bound && need.options?.length === 0);
  const unknown = view.credentials.filter((need) => !need.bound && need.options === undefined);
  const elements: CardElement[] = [];
  if (bound.length > 0) {
    const names = bound.map((need) => `${need.bound?.name} (${need.displayName})`);
    elements.push(text(words.usesCredentials(names.join(', ')), 'muted'));
  }
  for (const need of view.credentials) {
    if (need.bound || !need.options?.length) continue;
    const names = need.options.map(({ name }) => name);
    if (open) elements.push(select(choiceOf(view, need), words.whichCredential(need.displayName), names));
    else elements.push(notice('warning', words.noCredentialChosen(need.displayName)));
  }
  if (missing.length > 0) {
    const names = missing.map((need) => need.displayName).join(', ');
    elements.push(
      notice('warning', words.credentialMissing(names)),
      actions(link(words.addCredential, view.credentialsUrl)),
    );
  }
  if (unknown.length > 0) {
    const names = unknown.map((need) => need.displayName).join(', ');
    elements.push(
      notice('warning', words.credentialUnknown(names)),
      actions(link(words.credentials, view.credentialsUrl)),
    );
  }
  return elements;
}

/** The kind of credential travels as its place among the needs of this revision. */
function choiceOf({ draftId, revision, credentials }: DraftView, need: CredentialNeed): ListAction {
  return { kind: 'choose_credential', draftId, revision, need: credentials.indexOf(need) };
}

/** The description alone: shown again under progress, outcome and refusal, so that the thread keeps what was decided. */
export function draftBody(view: DraftView): CardElement[] {
  const { summary, issues, reader } = view;
  const { draft: words } = wordsOf(view);
  const elements: CardElement[] = [startElement(summary)];
  if (view.alsoBy?.length)
    elements.push(text(words.alsoBy(shorten(view.alsoBy, maxShown, words.more).join(', ')), 'muted'));
  elements.push(...changesElements(view), ...lineElements(summary));
  elements.push(
    facts([
      ...(view.nextRuns.length > 0
        ? [[words.nextRuns, nextRunsText(view.nextRuns, view.timezone, reader)] as [string, string]]
        : []),
      [words.apps, summary.apps.join(', ') || words.noApps],
    ]),
    image(pictureOf(view), toAltText(view.name, summary, reader.language)),
  );
  elements.push(...rehearsedElements(view.rehearsed));
  for (const message of messagesOf(errorsOf(issues), reader.language)) elements.push(notice('error', message));
  for (const message of messagesOf(
    issues.filter((each) => each.severity === 'warning'),
    reader.language,
  )) {
    elements.push(notice('warning', message));
  }
  if (view.assumptions.length > 0)
    elements.push(text(words.assumed(shorten(view.assumptions, maxShown, words.more).join(' ')), 'muted'));
  if (view.modelAssumed?.length)
    elements.push(text(words.assumedByModel(shorten(view.modelAssumed, maxShown, words.more).join(' ')), 'muted'));
  for (const note of view.notes.slice(0, maxShown)) elements.push(text(note, 'muted'));
  return elements;
}

const pictureOf = ({ draftId, revision, plainPicture }: DraftView): PictureRef => ({
  draftId,
  revision,
  ...(plainPicture ? { plain: true } : {}),
});

/** Each thing to say once, although several parameters may lack it. */
function messagesOf(issues: Issue[], language: Language): string[] {
  return [...new Set(issues.map((issue) => toMessage(issue, language)))].slice(0, maxShown);
}

/** A draft checked without the node types of the n8n it goes into is no checked draft. */
function builtInNotice(view: DraftView): CardElement[] {
  const { kind, n8nVersion } = view.checkedAgainst;
  return kind === 'core' ? [notice('warning', wordsOf(view).draft.onlyBuiltIn(n8nVersion))] : [];
}

function footer(view: DraftView): Words {
  const { draft: words } = wordsOf(view);
  const { kind, n8nVersion, nearest } = view.checkedAgainst;
  const instance = nearest ? words.checkedNearest : words.checkedInstance;
  const checked = (kind === 'instance' ? instance : words.checkedBuiltIn)(n8nVersion);
  const origin = words.footer(view.requesterName, view.revision, checked);
  return view.expiresAt ? [words.openUntil, moment(view.expiresAt), ` · ${origin}`] : origin;
}

const wordsOf = ({ reader }: DraftView) => wordsIn(reader.language).cards;

function shorten(items: string[], most: number, rest: (count: number) => string): string[] {
  return items.length <= most ? items : [...items.slice(0, most), rest(items.length - most)];
}
