import { toWire } from '#src/chat/actions.ts';
import {
  actions,
  actionsWithMenu,
  type Button,
  button,
  type Card,
  type CardElement,
  type Form,
  formButton,
  link,
  type MenuItem,
  notice,
  select,
  text,
} from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ListAction } from '#src/model/action.ts';
import type { CredentialNeed } from '#src/workflow/credentials.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { changeFormOf } from './change-form.ts';
import { changesElements, firstLine } from './changes.ts';
import { draftLine, pictureElements, problemElements, questionElements, reservationElements } from './draft-body.ts';
import type { DraftView } from './draft-view.ts';
import { fieldFor, lookAgainButton, pickerElements } from './pickers.ts';
import { rehearsedElements } from './rehearsed.ts';
import { signed } from './signs.ts';
import { whatElements } from './step-list.ts';
import { tryWithButton } from './try-with.ts';

export type { DraftView } from './draft-view.ts';

/**
 * What it will do, what is missing with the means to give it, what it would have done, what speaks against it, one line
 * of who and when, and the buttons. Approving is offered only when nothing blocks it. Whatever leaves a mark outside is
 * on the card itself; the menu has what is pressed rarely and no more to read.
 */
export function draftCard(view: DraftView): Card {
  const { draft: words } = wordsOf(view);
  const along = alongText(view);
  return {
    language: view.reader.language,
    title: signed('open', (view.changes ? words.changeTitle : words.title)(view.name)),
    elements: [
      ...changesElements(view),
      ...whatElements(view.summary),
      ...questionElements(view),
      ...pickerElements(view),
      ...rehearsedElements(view.rehearsed),
      ...problemElements(view),
      ...credentialElements(view, true),
      ...builtInNotice(view),
      ...(along ? [notice('warning', words.notLiveYet(along))] : []),
      ...reservationElements(view),
      ...pictureElements(view),
      text(draftLine(view), 'muted'),
      actionsWithMenu(buttonsOf(view), menuOf(view)),
    ],
  };
}

function buttonsOf(view: DraftView): Button[] {
  const { draft: words } = wordsOf(view);
  const blocked = errorsOf(view.issues).length > 0;
  return [
    ...(blocked ? [] : approvals(view).filter(inRow)),
    ...leaveOutButton(view),
    ...fillButton(view),
    formButton(words.change, changeForm(view, view.reader.language)),
    ...tryWithButton(view),
  ];
}

/** A menu cannot ask whether somebody is sure, so what asks stands in the row. */
const inRow = (one: MenuItem, index: number): boolean => index === 0 || ('confirm' in one && one.confirm !== undefined);

function menuOf(view: DraftView): MenuItem[] {
  const { draft: words } = wordsOf(view);
  const { test } = wordsIn(view.reader.language).rehearsal;
  const ids = { draftId: view.draftId, revision: view.revision };
  const blocked = errorsOf(view.issues).length > 0;
  return [
    ...(blocked ? [] : approvals(view).filter((one, index) => !inRow(one, index))),
    button({ kind: 'show_steps', ...ids }, words.stepsAndPicture),
    ...(view.earlierUrl ? [link(words.openEarlier, view.earlierUrl)] : []),
    ...lookAgainButton(view, view.reader.language),
    ...(view.testable && !blocked ? [button({ kind: 'offer_test', ...ids }, test.button)] : []),
    button({ kind: 'discard', ...ids }, words.discard),
  ];
}

/** Edits that would go live with the change, in a few words; empty when there are none. */
function alongText(view: DraftView): string {
  const lines = (view.changes?.notLive ?? []).map(firstLine);
  return shorten(lines, mostAlong, wordsOf(view).draft.more).join('; ').slice(0, 500);
}

const mostAlong = 5;

/**
 * Both ways to approve, the one people mean first: a new workflow is switched on, a change goes where the workflow is.
 * What starts something says first what, and which of the two goes live.
 */
function approvals(view: DraftView): [first: Button & MenuItem, other: Button & MenuItem] {
  const { draft: words } = wordsOf(view);
  const { changes, summary } = view;
  const ids = { draftId: view.draftId, revision: view.revision };
  const live = changes?.wasPublished ?? false;
  const along = alongText(view);
  const goesOn = along ? words.saveAndMakeAllLive : live ? words.saveAndMakeLive : words.saveAndTurnOn;
  const start = changes ? goesOn : words.turnOn;
  const own = live ? words.replacesLive(summary.publishEffect) : summary.publishEffect;
  const effect = along ? `${words.takesAlong(along)} ${own}` : own;
  const failed = view.rehearsed?.failed;
  const confirm = {
    title: words.sure(start, view.name),
    text: failed ? `${words.failedBefore(failed)} ${effect}` : effect,
    confirm: start,
  };
  const startsFirst = !changes || live;
  const starting = button({ kind: 'approve_publish', ...ids, ...(failed ? { despite: true } : {}) }, start, {
    confirm,
    ...(startsFirst ? { style: 'primary' } : {}),
  });
  const keep = changes ? (live ? words.saveOnly : words.save) : words.createOff;
  const keeping = button({ kind: 'approve', ...ids }, keep, startsFirst ? {} : { style: 'primary' });
  return startsFirst ? [starting, keeping] : [keeping, starting];
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

/** Where several credentials fit, the person chooses; where none does, n8n is where to add one. */
export function credentialElements(view: DraftView, open: boolean): CardElement[] {
  const { draft: words } = wordsOf(view);
  const missing = view.credentials.filter((need) => !need.bound && need.options?.length === 0);
  const unknown = view.credentials.filter((need) => !need.bound && need.options === undefined);
  const elements: CardElement[] = [];
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

/** A draft checked without the node types of the n8n it goes into is no checked draft. */
function builtInNotice(view: DraftView): CardElement[] {
  const { kind, n8nVersion } = view.checkedAgainst;
  return kind === 'core' ? [notice('warning', wordsOf(view).draft.onlyBuiltIn(n8nVersion))] : [];
}

const wordsOf = ({ reader }: DraftView) => wordsIn(reader.language).cards;

function shorten(items: string[], most: number, rest: (count: number) => string): string[] {
  return items.length <= most ? items : [...items.slice(0, most), rest(items.length - most)];
}
