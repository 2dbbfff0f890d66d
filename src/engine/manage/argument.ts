import type { Dictionary } from '#src/language/words.ts';
import type { KeptArgument } from '#src/model/event-results.ts';
import { type ActVerb, argumentOf } from '#src/model/verbs.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { findArgument, keepArgument } from '#src/store/acts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';
import type { ActionTurn, MessageTurn } from '../turn/turn.ts';

/** What a verb shall be done with, on one line; or why not with that. Pure. */
export function readArgument(
  verb: ActVerb,
  given: string,
  { argument: words }: Dictionary['engine']['answers'],
): { argument: string } | { refused: string } {
  const most = argumentOf(verb)?.field?.most ?? 0;
  const argument = given.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (argument === '') return { refused: words.missing };
  if (argument.length > most) return { refused: words.tooLong(most) };
  if (argument.includes(secretMark) || redactSecrets(argument).count > 0) return { refused: words.asCredential };
  return { argument };
}

/** Keeps it with the message it was said in, where the button that confirms it finds it again. */
export async function keepSaid(
  { store }: Pick<EngineContext, 'store'>,
  turn: MessageTurn,
  kept: KeptArgument,
): Promise<string> {
  await store.fork().transactional((tx) => keepArgument(tx, turn.row.id, kept));
  return turn.row.id;
}

/** What came with a click: typed into its form, or said before in the same conversation about the same workflow. */
export async function givenWith(
  { store }: Pick<EngineContext, 'store'>,
  turn: ActionTurn,
  { verb, saidIn }: { verb: ActVerb; saidIn?: string | undefined },
  workflow: WorkflowRecord,
): Promise<string | undefined> {
  const field = argumentOf(verb)?.field;
  const typed = field && turn.event.fields?.[field.name];
  if (typed !== undefined || !saidIn) return typed;
  const kept = await findArgument(store.fork(), saidIn, turn.conversation.id);
  return kept?.verb === verb && kept.workflow === workflow.id ? kept.argument : undefined;
}
