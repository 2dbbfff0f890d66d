import { type About, confirmCard } from '#src/cards/confirm-card.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import {
  argumentOf,
  type ConfirmedVerb,
  effectOf,
  isActVerb,
  type ManageVerb,
  type Senseless,
} from '#src/model/verbs.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { answer } from '../turn/answer.ts';
import { sayToAsker } from '../turn/say.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { keepSaid, readArgument } from './argument.ts';
import { absentText, type Call, prepared, reads } from './calls.ts';
import { heldAs } from './look.ts';
import { loadWorkflowView } from './view.ts';

/** Follows words about exactly this workflow. What changes anything in n8n only leads to a card with a button. */
export async function followWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  workflow: WorkflowRecord,
  verb: ManageVerb,
  argument: string,
): Promise<void> {
  const { view, seen } = await loadWorkflowView(context, workflow, readerOfTurn(turn));
  const call = { context, turn, workflow, view, argument };
  let said: string | undefined;
  if (isActVerb(verb)) {
    said = seen.kind === 'there' ? await askBefore(call, verb, seen.stored) : absent();
  } else if (seen.kind === 'there') {
    said = (await reads[verb].there(call, seen.stored)) ?? undefined;
  } else {
    const otherwise = reads[verb][seen.kind];
    said = otherwise ? ((await otherwise(call)) ?? undefined) : absent();
  }
  if (said) await answer(em, turn, said);

  function absent(): string {
    return seen.kind === 'there' ? '' : absentText(seen, view.name, wordsFor(turn));
  }
}

/** Shows a card with the button that does it; returns why there is nothing to ask, in words. */
async function askBefore(call: Call, verb: ConfirmedVerb, stored: StoredWorkflow): Promise<string | undefined> {
  const { context, turn, workflow, view } = call;
  const senseless = effectOf(verb).senseless[heldAs(stored)];
  if (senseless) return senselessText(senseless, turn, view.name);
  const found = (await prepared[verb]?.(call, stored)) ?? {};
  if (typeof found === 'string') return found;
  const given = argumentOf(verb) ? readArgument(verb, call.argument, wordsFor(turn).answers) : undefined;
  if (given && 'refused' in given) return given.refused;
  const said = given && { ...given, saidIn: await keepSaid(context, turn, { verb, workflow: workflow.id, ...given }) };
  const about: About = { ...found, ...said };
  const card = confirmCard(view, verb, about);
  await sayToAsker(turn, { text: card.title, card });
  return undefined;
}

function senselessText(senseless: Senseless, turn: MessageTurn, name: string): string {
  const { answers, reasons } = wordsFor(turn);
  if (senseless === 'publishedAlready' || senseless === 'notPublished') return answers[senseless](name);
  return reasons[senseless];
}
