import { setTimeout as wait } from 'node:timers/promises';
import { wordsIn } from '#src/language/words.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { keepingFailure } from '#src/rehearsal/failed.ts';
import { readSample, type SampleProblem } from '#src/rehearsal/samples/given.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { ifAlone } from '#src/store/leases.ts';
import { keepRehearsal } from '#src/store/rehearsals.ts';
import type { EngineContext } from '../context.ts';
import { type OwnExample, rehearseRevision } from '../drafts/rehearse-revision.ts';
import { withTyped } from '../drafts/typed-example.ts';
import { isRehearsable } from '../shown/rehearsed.ts';
import { showCards } from '../shown/show-cards.ts';
import { type ActionTurn, readerOfTurn } from '../turn/turn.ts';

const longestWaitMs = 15_000;
const againMs = 300;

/**
 * Rehearses the newest revision with the example that was given: values of the form, or over REST a whole one in
 * `fields.sample`. What it did takes the place of what the revision did before, on the card and for its approval.
 */
export async function tryWith(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const { store, rehearsing } = context;
  const row = await findRevision(store.fork(), draft.id, draft.revision);
  const { rehearsal: words } = wordsIn(readerOfTurn(turn).language);
  if (!row || !isRehearsable(draft, row)) return turn.speaker.whisper(words.notNow);
  const own = ownExample(row, turn.event.fields ?? {});
  if (typeof own === 'string') return turn.speaker.whisper(words.sampleProblems[own]);
  const which = { draft: draft.id, revision: row.revision };
  const again = { again: true };
  if (!rehearsing && row.rehearsal?.kind === 'rehearsed') return turn.speaker.whisper(words.skipped.off);
  if (!rehearsing) {
    await keepRehearsal(store.fork(), which, { kind: 'not_rehearsed', reason: 'off' }, again);
    return showCards(context, draft.id);
  }
  const once = () =>
    ifAlone(store, `rehearsal:${draft.conversation}`, async () => {
      const { kept, removed } = await rehearseRevision(context, rehearsing, row, { signal: turn.signal, ...own });
      const now = keepingFailure(kept ?? { kind: 'not_rehearsed', reason: 'off' }, row.rehearsal);
      // What was seen stays: that nothing could be tried now says nothing about it.
      if (now.kind === 'not_rehearsed' && row.rehearsal?.kind === 'rehearsed')
        await turn.speaker.whisper(words.skipped[now.reason]);
      else await keepRehearsal(store.fork(), which, givenIn(turn, now), again);
      await removed;
      return true;
    });
  // The one that follows every card may be at it.
  const deadline = performance.now() + longestWaitMs;
  let tried = await once();
  while (!tried && performance.now() < deadline) {
    await wait(againMs, undefined, { signal: turn.signal });
    tried = await once();
  }
  if (!tried) return turn.speaker.whisper(words.skipped.busy);
  return showCards(context, draft.id);
}

/** With whose words it goes. */
const givenIn = ({ row }: ActionTurn, kept: KeptRehearsal): KeptRehearsal =>
  kept.kind === 'rehearsed' ? { ...kept, triedIn: row.id } : kept;

function ownExample(row: RevisionRecord, fields: Record<string, string>): OwnExample | SampleProblem {
  const { sample } = fields;
  if (sample !== undefined) {
    const read = readSample(sample);
    return typeof read === 'string' ? read : { sample: read };
  }
  const example = row.rehearsal?.kind === 'rehearsed' ? row.rehearsal.rehearsal.example : undefined;
  return example ? { changes: withTyped(example, fields) } : {};
}
