import { pickedField, pickedIn, readNativePick } from '#src/chat/picker.ts';
import type { DraftAction } from '#src/model/action.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Choice } from '#src/model/issue.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { nativeOf } from '#src/values/native.ts';
import { withValue } from '#src/values/take.ts';
import { fillPlaceholders, keyOf, type Placeholder, placeholdersOf } from '#src/workflow/placeholders.ts';
import type { EngineContext } from '../context.ts';
import { lookedAgain, pickedAt } from '../drafts/choices.ts';
import { judgeChange } from '../drafts/judge-change.ts';
import { keepRevision } from '../drafts/keep-draft.ts';
import { present } from '../shown/present.ts';
import { contentOf } from '../shown/presentation.ts';
import { type ActionTurn, wordsFor } from '../turn/turn.ts';
import { newestRevision } from './revise.ts';

/** Writes what was typed into the form, or picked there, into the draft: a new revision. */
export async function fillIn(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const revision = await newestRevision(context, draft);
  const fields = turn.event.fields ?? {};
  const given = await Promise.all(
    placeholdersOf(contentOf(revision).issues).map(async (place, index) => {
      const value = fields[String(index)]?.trim() ?? '';
      const picked = value === '' ? fields[pickedIn(String(index))] : undefined;
      return {
        place,
        value,
        picked,
        choice: picked ? await meant(context, turn, { draft, revision, place, picked }) : undefined,
      };
    }),
  );
  // One that is gone meanwhile costs nothing of the others: it stays open on the card.
  const taken = given.filter(({ value, choice }) => value !== '' || choice !== undefined);
  const { valueGone, nothingFilled } = wordsFor(turn).answers;
  if (taken.length === 0) return turn.speaker.whisper(given.some(({ picked }) => picked) ? valueGone : nothingFilled);
  const typed = taken.flatMap(({ place, value }) => (value === '' ? [] : [{ ...place, value }]));
  let document = fillPlaceholders(contentOf(revision).document, typed, context.n8n.catalog());
  for (const { place, choice } of taken) if (choice) document = taking(context, document, place, choice);
  const said = taken.map(({ place, value, choice }) => `${place.label}: ${choice?.name ?? value}`);
  return keepFilled(context, turn, { draft, revision, document, said: said.join('; ') });
}

/** Takes what was chosen from a list on the card for what is missing: a new revision. */
export async function chooseValue(
  context: EngineContext,
  turn: ActionTurn,
  draft: DraftRecord,
  { need, choice }: Extract<DraftAction, { kind: 'choose_value' }>,
): Promise<void> {
  const revision = await newestRevision(context, draft);
  const place = placeholdersOf(contentOf(revision).issues)[need];
  return take(context, turn, { draft, revision, place, choice: place?.choices?.[choice] });
}

/** The same for what was looked up while somebody typed, or picked from the platform's own list. */
export async function pickValue(
  context: EngineContext,
  turn: ActionTurn,
  draft: DraftRecord,
  { need }: Extract<DraftAction, { kind: 'pick_value' }>,
): Promise<void> {
  const revision = await newestRevision(context, draft);
  const place = placeholdersOf(contentOf(revision).issues)[need];
  const picked = turn.event.fields?.[pickedField];
  const choice = place && picked ? await meant(context, turn, { draft, revision, place, picked }) : undefined;
  return take(context, turn, { draft, revision, place, choice });
}

/** Asks everybody again what there is, whatever was kept: a new revision, with names resolved by what there is now. */
export async function lookAgain(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const revision = await newestRevision(context, draft);
  const { document, notes } = contentOf(revision);
  const contents = {
    document,
    notes,
    issues: await judgeChange(context, document, revision.base ?? undefined),
    request: lookedAgain,
    worded: false,
    lookAgain: true,
  };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}

interface Taking {
  draft: DraftRecord;
  revision: RevisionRecord;
  place: Placeholder;
}

/** What was picked; undefined where that is nothing the place may hold, as far as anybody knows now. */
async function meant(
  context: EngineContext,
  { event }: ActionTurn,
  { draft, revision, place, picked }: Taking & { picked: string },
): Promise<Choice | undefined> {
  const own = readNativePick(picked);
  if (!own) return pickedAt(context, draft, revision, place, picked);
  const node = revision.workflow.nodes.find(({ name }) => name === place.node);
  const native = node && nativeOf(node.type, keyOf(place.path));
  // The platform's own list was offered there; whoever could forge it could have typed the id.
  if (native?.kind !== own.kind || native.platform !== event.conversation.platform) return undefined;
  return { name: own.id, value: own.id, from: 'place' };
}

async function take(
  context: EngineContext,
  turn: ActionTurn,
  {
    draft,
    revision,
    place,
    choice,
  }: Omit<Taking, 'place'> & { place: Placeholder | undefined; choice: Choice | undefined },
): Promise<void> {
  if (!place || !choice) return turn.speaker.whisper(wordsFor(turn).answers.valueGone);
  const document = taking(context, contentOf(revision).document, place, choice);
  return keepFilled(context, turn, { draft, revision, document, said: `${place.label}: ${choice.name}` });
}

const taking = (context: EngineContext, document: Draft, place: Placeholder, choice: Choice): Draft =>
  withValue(document, [place, ...(place.also ?? [])], choice, context.n8n.catalog());

async function keepFilled(
  context: EngineContext,
  turn: ActionTurn,
  { draft, revision, document, said }: Omit<Taking, 'place'> & { document: Draft; said: string },
): Promise<void> {
  const issues = await judgeChange(context, document, revision.base ?? undefined);
  const contents = { document, issues, notes: contentOf(revision).notes, request: `Filled in: ${said}` };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}
