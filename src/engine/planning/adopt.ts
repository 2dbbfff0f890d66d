import type { AdoptedDocument } from '#src/chat/inbound.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import type { EngineContext } from '../context.ts';
import { judgeChange, judgeDocument } from '../drafts/judge-change.ts';
import { keepRevision } from '../drafts/keep-draft.ts';
import { absentText } from '../manage/calls.ts';
import { lookAt } from '../manage/look.ts';
import { mayKnow } from '../people/known.ts';
import { present } from '../shown/present.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

/** Makes a draft of a whole document that was sent: new, or a change of a workflow in n8n. Approved like any other. */
export async function adopt(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { draft, exact, workflowId }: AdoptedDocument,
): Promise<void> {
  const document = draftSchema.parse(draft);
  const change = workflowId ? await toChange(context, turn, workflowId) : undefined;
  if (typeof change === 'string') return answer(em, turn, change);
  const base = change?.base;
  // As n8n does it: a setting that is not sent stays.
  const whole = exact && { ...exact, settings: { ...base?.settings, ...exact.settings } };
  const contents = {
    document,
    issues: await (whole ? judgeDocument(context, whole, base) : judgeChange(context, document, base)),
    notes: [],
    request: turn.event.text,
    ...(whole ? { exact: whole } : {}),
  };
  const draftId = await keepRevision(context, turn, change ? { ...contents, change } : contents, null);
  return present(context, context.store.fork(), turn, draftId);
}

async function toChange(context: EngineContext, turn: MessageTurn, workflowId: string) {
  const workflow = await mayKnow(context, turn, workflowId);
  if (!workflow) return 'There is no workflow with this id here.';
  const seen = await lookAt(context, workflow);
  return seen.kind === 'there' ? { workflow, base: seen.stored } : absentText(seen, workflow.name, wordsFor(turn));
}
