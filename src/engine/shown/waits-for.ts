import type { Signed } from '#src/cards/workflow-now.ts';
import { either, listIn, type Reader } from '#src/language/language.ts';
import { takes } from '#src/language/takes.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import { accountOfKey } from '#src/store/accounts.ts';
import type { ApprovalRecord, DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { nameOf } from '#src/store/spoken.ts';
import { votesOn } from '#src/store/votes.ts';
import { needIn } from '#src/workflow/validate/need.ts';
import type { EngineContext } from '../context.ts';
import { namesOfDeciders, whoIsAwaited } from '../drafts/deciders.ts';
import { ballotsOf } from '../people/one-person.ts';

/** People named on a card; the others are counted. */
const mostNamed = 3;
/** Reasons on a card, the strictest. */
const mostReasons = 2;

/** Who decides about an open draft, where whoever asked may not; where rules ask for them, why these. For its card. */
export async function waitsFor(
  { policy }: Pick<EngineContext, 'policy'>,
  em: EntityManager,
  draft: DraftRecord,
  { issues, reader }: { issues: Issue[]; reader: Reader },
): Promise<{ waitsFor?: string; takes?: string[] }> {
  if (draft.status !== 'proposed') return {};
  const names = namesOfDeciders(await whoIsAwaited(policy, em, draft, issues), mostNamed, reader);
  const why = whyIn(issues, reader);
  const sofar = why.length > 0 ? await approvedSoFar(em, draft, reader) : undefined;
  return {
    ...(names.length > 0 ? { waitsFor: either(reader.locale, names) } : {}),
    ...(why.length > 0 ? { takes: [...why, ...(sofar ? [sofar] : [])] } : {}),
  };
}

/** One reason for each group that is asked. */
function whyIn(issues: readonly Issue[], { language }: Reader): string[] {
  const because = needIn(issues)?.because ?? [];
  const first = because.filter((one, index) => because.findIndex(({ from }) => from === one.from) === index);
  return first.slice(0, mostReasons).map((one) => takes(one, language));
}

/** Whoever approved it, all of them where it took several; whoever discarded it. */
export async function signedBy(
  em: EntityManager,
  draft: DraftRecord,
  { byPolicy, decision, decidedByName, decidedAt: at }: ApprovalRecord,
  reader: Reader,
): Promise<Signed> {
  if (byPolicy) return { name: wordsIn(reader.language).engine.lines.policy, at };
  const names = decision === 'approved' ? await namesOfVotes(em, draft, reader) : [];
  return { name: names.length > 1 ? listIn(reader.locale)(names) : decidedByName, at };
}

/** Whose approvals of the newest revision count already; undefined while nobody's does. */
export async function approvedSoFar(
  em: EntityManager,
  draft: DraftRecord,
  reader: Reader,
): Promise<string | undefined> {
  const given = await namesOfVotes(em, draft, reader);
  return given.length > 0
    ? wordsIn(reader.language).engine.reach.approvedSoFar(listIn(reader.locale)(given))
    : undefined;
}

async function namesOfVotes(em: EntityManager, draft: DraftRecord, { language, locale }: Reader): Promise<string[]> {
  const { reach } = wordsIn(language).engine;
  const ballots = await ballotsOf(em, await votesOn(em, draft.id, draft.revision));
  const names = await Promise.all(
    ballots.map(async ({ key, standsFor = [] }) => {
      const name = await calledBy(em, key);
      const absent = (await Promise.all(standsFor.map((one) => calledBy(em, one)))).flatMap((one) => one ?? []);
      return name !== undefined && absent.length > 0 ? reach.standIn(name, listIn(locale)(absent)) : name;
    }),
  );
  return names.flatMap((name) => name ?? []);
}

async function calledBy(em: EntityManager, key: string): Promise<string | undefined> {
  const account = await accountOfKey(em, key);
  return account && ((await nameOf(em, account.tenant.id, account.personId)) ?? account.personId);
}
