import type { PersonRef } from '#src/model/chat.ts';
import { isPersonKey } from '#src/policy/roles.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { homeOf } from '#src/store/drafts.ts';
import {
  Conversation,
  type ConversationRecord,
  type DraftRecord,
  type EventRecord,
  Tenant,
  type TenantRecord,
} from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type Asking, accountOf, isAmong, keyOf, requesterOf } from './actor.ts';

/** Whoever asked for a draft, or has it now: where it was said, and with which account. */
export interface Asker {
  person: PersonRef;
  tenant: TenantRecord;
  conversation: ConversationRecord;
  event: EventRecord;
  /** It was handed over to them since. */
  handed: boolean;
}

/** Undefined where what was said is not kept any more. */
export async function askerOf(em: EntityManager, draft: DraftRecord): Promise<Asker | undefined> {
  const event = await findEvent(em, draft.id);
  if (!event) return undefined;
  const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
  const tenant = await em.findOneOrFail(Tenant, { id: conversation.tenant });
  const { person } = event.payload;
  // In full it is an account of another tenant, which was never handed over.
  const handed = draft.requesterId !== person.id && !isPersonKey(draft.requesterId);
  const now = handed ? { id: draft.requesterId, name: draft.requesterName } : person;
  return { person: now, tenant, conversation, event, handed };
}

/** Whether it was asked for where whoever has it now reads nothing. */
export const isElsewhere = ({ handed, event: { payload } }: Asker): boolean =>
  handed && payload.kind === 'message' && payload.via === 'direct';

/** Whether this person asked for the draft, with whichever of their accounts they come. */
export async function isAsker(em: EntityManager, asking: Asking, draft: DraftRecord): Promise<boolean> {
  const asker = await askerOf(em, draft);
  const mine = (await accountsOf(em, accountOf(asking))).map(keyOf);
  const home = await homeOf(em, draft);
  const asked = asker?.tenant ?? home;
  return isAmong(mine, { requester: requesterOf(draft, home, asked), asked, person: asker?.person.id });
}
