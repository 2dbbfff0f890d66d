import { listIn } from '#src/language/language.ts';
import { policyFor } from '#src/policy/roles.ts';
import { findRevision, homeOf } from '#src/store/drafts.ts';
import type { DraftRecord, TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { nameOf } from '#src/store/spoken.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { isNeed } from '#src/workflow/validate/need.ts';
import type { EngineContext } from '../context.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

const mostNamed = 10;

/** Who may approve this draft, or what is asked for here, as the policy has it. */
export async function whoApproves(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord | null,
): Promise<string> {
  const { talk } = wordsFor(turn);
  const home = draft ? await homeOf(em, draft) : turn.tenant;
  const { approvers, admins, publishers, fourEyes } = policyFor(policy, home);
  const named = async (ids: readonly string[]) => {
    const names = await Promise.all([...new Set(ids)].slice(0, mostNamed).map((id) => nameIn(em, home, id)));
    return listIn(readerOfTurn(turn).locale)(names);
  };
  const first =
    approvers.length > 0
      ? talk.whoApproves(await named([...approvers, ...admins]))
      : draft
        ? talk.whoAsked(draft.requesterName)
        : talk.whoTheyAsk;
  const row = draft && (await findRevision(em, draft.id, draft.revision));
  const need = row?.issues.find(isNeed);
  return [
    first,
    ...(need ? [toMessage(need, readerOfTurn(turn).language)] : []),
    ...(fourEyes ? [talk.whoElse] : []),
    ...(publishers.length > 0 ? [talk.whoPublishes(await named(publishers))] : []),
  ].join(' ');
}

/** As the platform calls them, where they have been met; else as the policy does. */
async function nameIn(em: EntityManager, home: TenantRecord, id: string): Promise<string> {
  const own = `${home.platform}:${home.externalId}:`;
  const person = id.startsWith(own) ? id.slice(own.length) : id;
  return (await nameOf(em, home.id, person)) ?? person;
}
