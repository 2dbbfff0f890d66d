import { listIn } from '#src/language/language.ts';
import type { Demand } from '#src/policy/approval-rules.ts';
import { policyFor, type TenantPolicy } from '#src/policy/roles.ts';
import { findRevision, homeOf } from '#src/store/drafts.ts';
import type { DraftRecord, TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { nameOf } from '#src/store/spoken.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { isNeed } from '#src/workflow/validate/need.ts';
import type { EngineContext } from '../context.ts';
import { demandsIn } from '../drafts/approval.ts';
import { approvedSoFar } from '../shown/waits-for.ts';
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
  const roles = policyFor(policy, home);
  const { approvers, admins, publishers, fourEyes, approvals } = roles;
  const named = async (ids: readonly string[]) => {
    const names = await Promise.all([...new Set(ids)].slice(0, mostNamed).map((id) => nameIn(em, home, id)));
    return listIn(readerOfTurn(turn).locale)(names);
  };
  const row = draft && (await findRevision(em, draft.id, draft.revision));
  const need = row?.issues.find(isNeed);
  const demanded = membersOf(roles, (row && demandsIn(row.issues)) ?? []);
  const asked = demanded.length > 0 ? demanded : approvers.length > 0 ? [...approvers, ...admins] : [];
  const usual = draft ? talk.whoAsked(draft.requesterName) : talk.whoTheyAsk;
  const first = asked.length > 0 ? talk.whoApproves(await named(asked)) : usual;
  const sofar = draft && need ? await approvedSoFar(em, draft, readerOfTurn(turn)) : undefined;
  return [
    first,
    ...(need ? [toMessage(need, readerOfTurn(turn).language)] : []),
    ...(sofar ? [sofar] : []),
    ...(!draft && approvals.length > 0 ? [talk.whoDepends] : []),
    ...(fourEyes ? [talk.whoElse] : []),
    ...(publishers.length > 0 ? [talk.whoPublishes(await named(publishers))] : []),
  ].join(' ');
}

/** Whom rules of the policy name for what a draft does. */
const membersOf = ({ groups, approvers, nextApprovers, admins }: TenantPolicy, demands: readonly Demand[]): string[] =>
  demands.flatMap(({ from }) => {
    if (from === 'admins') return admins;
    return from === 'approvers' ? [...approvers, ...nextApprovers, ...admins] : (groups[from] ?? []);
  });

/** As the platform calls them, where they have been met; else as the policy does. */
async function nameIn(em: EntityManager, home: TenantRecord, id: string): Promise<string> {
  const own = `${home.platform}:${home.externalId}:`;
  const person = id.startsWith(own) ? id.slice(own.length) : id;
  return (await nameOf(em, home.id, person)) ?? person;
}
