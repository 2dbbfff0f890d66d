import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { toMessage } from '#src/workflow/issues.ts';
import type { EngineContext } from '../context.ts';
import { loadDraftView } from '../shown/presentation.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';
import { whoApproves } from './who-approves.ts';

/** What its card says: what still has to be settled, which credential it needs and why; else who decides. */
export async function whyItWaits(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord,
): Promise<string> {
  const view = await loadDraftView(em, draft, context);
  const { language } = readerOf(draft);
  const { cards } = wordsIn(language);
  const open = errorsOf(view.issues).map((issue) => toMessage(issue, language));
  const needs = view.credentials
    .filter(({ bound }) => bound === undefined)
    .map(({ displayName, nodes, options }) => {
      const named = `${displayName} (${nodes.join(', ')})`;
      if (options === undefined) return cards.draft.credentialUnknown(named);
      return options.length === 0 ? cards.draft.credentialMissing(named) : cards.draft.noCredentialChosen(named);
    });
  const said = [...open, ...needs];
  if (said.length === 0) return [...(view.takes ?? []), await whoApproves(context, em, turn, draft)].join('\n');
  return [...(open.length > 0 ? [wordsFor(turn).talk.stillMissing] : []), ...said.map((one) => `• ${one}`)].join('\n');
}
