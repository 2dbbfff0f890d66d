import { answerMessage, progressMessage, questionMessage } from '#src/cards/message-cards.ts';
import { closedCard } from '#src/cards/outcome-card.ts';
import type { Json, MessageReceived, MessageRef } from '#src/chat/inbound.ts';
import type { PlannerTurn } from '#src/planner/planner.ts';
import { personKey } from '#src/policy/roles.ts';
import { secretMark } from '#src/policy/secrets.ts';
import { appendAudit } from '#src/store/audit.ts';
import { listWorkflows } from '#src/store/creations.ts';
import {
  addRevision,
  createDraft,
  findDraft,
  findOpenDraft,
  findRevision,
  findRevisionOfEvent,
  saveCard,
} from '#src/store/drafts.ts';
import type { ConversationRecord, DraftRecord, EventRecord, TenantRecord } from '#src/store/entities.ts';
import { recentMessages, saveMessage } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { compile } from '#src/workflow/compile.ts';
import { type Draft, errorsOf, type Issue } from '#src/workflow/draft.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { type Command, helpText, parseCommand } from './commands.ts';
import { type EngineContext, platformOf } from './context.ts';
import { takeDecision } from './decisions.ts';
import { contentOf, currentMessage, loadDraftView, type RevisionContent, refreshCard } from './presentation.ts';
import type { Speaker } from './speaker.ts';

/** Longest request that is planned, in UTF-16 units: a page and a half of prose. */
export const maxRequestLength = 4_000;
const historyLength = 20;
/** Requests one person may have planned. */
const perPerson = { points: 30, windowMs: 10 * 60_000 };

export interface MessageTurn {
  event: MessageReceived;
  row: EventRecord;
  conversation: ConversationRecord;
  tenant: TenantRecord;
  speaker: Speaker;
  signal: AbortSignal;
}

/** Answers one message: a command itself, everything else through the planner. */
export async function respondToMessage(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { event, row, conversation, speaker } = turn;
  await saveMessage(em, {
    conversation: conversation.id,
    event: row.id,
    role: 'user',
    text: event.text,
    personId: event.person.id,
  });
  const earlier = await findRevisionOfEvent(em, row.id);
  if (earlier) return present(context, em, turn, earlier.draft);
  const command = parseCommand(event.text);
  if (command) return answer(em, turn, await commandText(context, em, turn, command));
  const refusal = await whyNotPlanned(context, turn);
  if (refusal) return answer(em, turn, refusal);
  await speaker.say(progressMessage());
  const open = await findOpenDraft(em, conversation.id);
  const revision = open ? await findRevision(em, open.id, open.revision) : null;
  const history = await recentMessages(em, conversation.id, row.id, historyLength);
  const planned = await context.planner.plan({
    request: event.text,
    history: history.map(({ role, text }) => ({ role: role as 'user' | 'assistant', text })),
    ...(revision ? { current: toCurrent(contentOf(revision)) } : {}),
    timezone: event.timezone ?? 'UTC',
    ...(event.locale ? { locale: event.locale } : {}),
    signal: turn.signal,
  });
  context.metrics.plannerCalls.inc({ model: planned.usage.model }, planned.usage.calls);
  context.metrics.plannerTokens.inc({ model: planned.usage.model, kind: 'prompt' }, planned.usage.promptTokens);
  context.metrics.plannerTokens.inc({ model: planned.usage.model, kind: 'completion' }, planned.usage.completionTokens);
  return settle(context, em, turn, planned, open);
}

const toCurrent = ({ document, issues }: RevisionContent) => ({ draft: document, issues });

async function settle(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  planned: PlannerTurn,
  open: DraftRecord | null,
): Promise<void> {
  const { result, notes } = planned;
  switch (result.kind) {
    case 'answer':
      return answer(em, turn, [result.text, ...notes].join('\n\n'), planned);
    case 'command':
      return answer(em, turn, await commandText(context, em, turn, result.verb), planned);
    case 'question': {
      const message = questionMessage(result.text, result.choices);
      await turn.speaker.say(message);
      return keepAnswer(em, turn, message.text, planned);
    }
    case 'draft':
    case 'revision': {
      const revised = result.kind === 'revision' ? open : null;
      const draftId = await keepDraft(context, turn, { document: result.draft, issues: result.issues, notes }, revised);
      await keepAnswer(em, turn, `Drafted: ${result.draft.name}. ${result.draft.description}`, planned);
      return present(context, context.store.fork(), turn, draftId);
    }
    default:
      return result satisfies never;
  }
}

async function whyNotPlanned(context: EngineContext, { event, row, tenant }: MessageTurn): Promise<string | undefined> {
  if (event.text.length > maxRequestLength) {
    return `That is ${event.text.length.toLocaleString('en')} characters; I read up to ${maxRequestLength.toLocaleString('en')}. Tell me in a few sentences what should happen and when, and leave the details for a second message.`;
  }
  if (row.progress) return undefined;
  const person = personKey(tenant.platform, tenant.externalId, event.person.id);
  const allowance = await context.limits.take(`plan:${person}`, perPerson.points, perPerson.windowMs);
  if (allowance.allowed) return undefined;
  return `That were many requests in a short time. Try again in ${Math.ceil(allowance.retryAfterMs / 60_000)} minutes; what you have is kept.`;
}

async function commandText(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  command: Command,
): Promise<string> {
  if (command === 'help') return helpText;
  const workflows = await listWorkflows(em, turn.tenant.id, 20);
  if (workflows.length === 0) return 'No workflow has been made here yet. Tell me what should happen, and when.';
  const lines = workflows.map(
    (each) =>
      `• ${each.name} (${each.published ? 'published' : 'not published'}): ${context.editorUrl}/workflow/${each.n8nId}`,
  );
  return ['The newest workflows made here:', ...lines].join('\n');
}

async function answer(em: EntityManager, turn: MessageTurn, text: string, planned?: PlannerTurn): Promise<void> {
  // A command answered with words alone concerns nobody else in the channel.
  if (turn.event.via === 'command' && !turn.speaker.message) await turn.speaker.whisper(text);
  else await turn.speaker.say(answerMessage(text));
  await keepAnswer(em, turn, text, planned);
}

async function keepAnswer(em: EntityManager, turn: MessageTurn, text: string, planned?: PlannerTurn): Promise<void> {
  const { conversation, row } = turn;
  await saveMessage(em, {
    conversation: conversation.id,
    event: row.id,
    role: 'assistant',
    text,
    ...(planned ? { usage: planned.usage } : {}),
  });
}

/** Writes the draft or its next revision with the audit row, in one transaction; returns the draft's id. */
async function keepDraft(
  context: EngineContext,
  turn: MessageTurn,
  content: { document: Draft; issues: Issue[]; notes: string[] },
  open: DraftRecord | null,
): Promise<string> {
  const { event, row, conversation, tenant } = turn;
  const catalog = context.catalog();
  const notes = event.text.includes(secretMark)
    ? [
        ...content.notes,
        'Something in your message looked like a password or key. I removed it before keeping anything: add it in n8n under Credentials instead.',
      ]
    : content.notes;
  return context.store.fork().transactional(async (em) => {
    const draft = open ? await findDraft(em, open.id) : null;
    const before = draft ? await findRevision(em, draft.id, draft.revision) : null;
    const previous = before ? { previous: before.workflow as unknown as N8nWorkflow } : {};
    const workflow = compile(content.document, {
      catalog,
      timezone: content.document.timezone ?? event.timezone,
      ...previous,
    });
    const revision = {
      event: row.id,
      request: event.text,
      document: content.document as unknown as Json,
      workflow: workflow as unknown as Json,
      issues: content.issues as unknown as Json,
      notes,
    };
    const head = {
      id: row.id,
      conversation: conversation.id,
      requesterId: event.person.id,
      requesterName: event.person.name,
    };
    const saved = draft ? await addRevision(em, draft, revision) : await createDraft(em, head, revision);
    const actor = personKey(tenant.platform, tenant.externalId, event.person.id);
    const data = { revision: saved.revision, name: content.document.name, errors: errorsOf(content.issues).length };
    await appendAudit(em, { kind: 'draft', actor, subject: saved.id, data });
    return saved.id;
  });
}

/** Shows the draft as this turn's message; the card of the revision before loses its buttons. */
async function present(context: EngineContext, em: EntityManager, turn: MessageTurn, draftId: string): Promise<void> {
  const decided = await decideWithoutButton(context, turn, draftId);
  const draft = await findDraft(em, draftId);
  if (!draft) throw new Error(`draft ${draftId} vanished`);
  const platform = platformOf(context, turn.conversation.platform);
  const catalog = context.catalog();
  const oldCard = draft.card as unknown as MessageRef | null;
  const card = await turn.speaker.say(await currentMessage(em, draft, catalog));
  await saveCard(em, draftId, card as unknown as Json);
  if (decided) await context.queues.enqueueCreation(decided.id, decided.round);
  if (oldCard && JSON.stringify(oldCard) !== JSON.stringify(card) && draft.revision > 1) {
    const view = await loadDraftView(em, draft, catalog, draft.revision - 1);
    const line = `Replaced by revision ${draft.revision} below.`;
    await platform.update(oldCard, { text: line, card: closedCard(view, line) });
  }
  const latest = await findDraft(context.store.fork(), draftId);
  if (latest && latest.status !== draft.status) await refreshCard(context, draftId);
}

/** REST may approve in the same call, and a policy may approve by itself; both are approvals like any other. */
async function decideWithoutButton(context: EngineContext, turn: MessageTurn, draftId: string) {
  const { event, tenant } = turn;
  const byPolicy = !event.rest?.approve && context.policy.autoApprove;
  if (!event.rest?.approve && !byPolicy) return undefined;
  const draft = await findDraft(context.store.fork(), draftId);
  if (draft?.status !== 'proposed') return undefined;
  const revision = await findRevision(context.store.fork(), draftId, draft.revision);
  if (!revision || errorsOf(contentOf(revision).issues).length > 0) return undefined;
  const key = personKey(tenant.platform, tenant.externalId, event.person.id);
  const decided = await takeDecision(context.store, context.policy, {
    act: event.rest?.publish ? 'approve_publish' : 'approve',
    draftId,
    revision: draft.revision,
    person: byPolicy ? { id: 'policy', name: 'the policy' } : event.person,
    personKey: byPolicy ? 'policy' : key,
    requesterKey: (row) => personKey(tenant.platform, tenant.externalId, row.requesterId),
    byPolicy,
  });
  // Over HTTP there is nobody to whisper to: the reason is kept as what was said.
  if (decided && decided.verdict.kind !== 'allowed')
    await keepAnswer(context.store.fork(), turn, `Not approved. ${decided.verdict.reason}`);
  return decided?.creation;
}
