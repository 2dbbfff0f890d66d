import { type HouseSaying, readHouse } from '#src/language/house-words.ts';
import { type HouseThing, houseThingOf, houseThings } from '#src/language/things.ts';
import { isAdmin, policyFor } from '#src/policy/roles.ts';
import { forgetHouseValue, houseValuesOf, mostHouseValues, setHouseValue } from '#src/store/house.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { isAppCalled, isExpression } from '#src/values/house.ts';
import type { EngineContext } from '../context.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { secretRemoved } from '../drafts/secret-removed.ts';
import { accountOf, keyOf, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

/**
 * Sets, forgets or lists what everybody of this tenant uses where nobody says otherwise; false when the words mean
 * something else. Only admins of the policy may; whoever is none, and did not say that the house is meant, is not held up.
 */
export async function answerHouse(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<boolean> {
  const said = readHouse(turn.event.text);
  if (!said || secretRemoved(turn.event)) return false;
  if (said.act === 'list') {
    await answer(em, turn, await listed(context, em, turn));
    return true;
  }
  const { tenant } = turn;
  const by = toActor(accountOf(turn), turn);
  const admin = isAdmin(policyFor(context.policy, tenant), keyOf(accountOf(turn)));
  if (said.app !== '' && !isAppCalled(context.n8n.catalog(), said.app)) return false;
  // In the thread of a draft it is about that draft.
  if (said.act === 'set' && !said.certain && (!admin || (await openDraftFor(context, em, turn)))) return false;
  const { house } = wordsFor(turn);
  if (!admin) {
    await auditRefusal(context, turn, { by, subject: tenant.id, act: `house:${said.act}`, reason: 'adminsOnly' });
    await answer(em, turn, house.adminsOnly);
    return true;
  }
  await answer(em, turn, await changed(context, turn, said, by.key));
  return true;
}

async function changed(
  context: EngineContext,
  turn: MessageTurn,
  said: Exclude<HouseSaying, { act: 'list' }>,
  by: string,
): Promise<string> {
  const { house } = wordsFor(turn);
  const what = nameOf(turn, said);
  const place = { tenant: turn.tenant.id, thing: said.thing, app: said.app };
  if (said.act === 'forget') {
    const gone = await context.store.fork().transactional((tx) => forgetHouseValue(tx, place, by));
    return gone ? house.forgotten(what) : house.notSet(what);
  }
  const { value } = said;
  if (isExpression(value)) return house.noExpression;
  if (said.thing === 'sender' && !/^\S+@\S+\.\S+$/.test(value.replace(/^.*<(.+)>$/, '$1'))) return house.noAddress;
  const kept = await context.store.fork().transactional((tx) => setHouseValue(tx, place, { value, by }));
  if (!kept) return house.tooMany(mostHouseValues);
  const first = policyFor(context.policy, turn.tenant).values.some(
    ({ parameter }) => houseThingOf(parameter) === said.thing,
  );
  return [house.set(what, value), ...(first ? [house.policyFirst(what)] : [])].join(' ');
}

/** What the policy file says comes first, and stands first. */
async function listed(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<string> {
  const { house } = wordsFor(turn);
  const file = policyFor(context.policy, turn.tenant).values.map(
    ({ node, parameter, value, name }) =>
      `${house.line(`${node} ${parameter}`, name ?? String(value))} ${house.byOperator}`,
  );
  const rows = (await houseValuesOf(em, turn.tenant.id)).flatMap(({ thing, app, value }) => {
    const known = houseThings.find((one) => one === thing);
    return known ? [house.line(nameOf(turn, { thing: known, app }), value)] : [];
  });
  const lines = [...file, ...rows];
  return lines.length === 0 ? house.none : [house.title, ...lines].join('\n');
}

function nameOf(turn: MessageTurn, { thing, app }: { thing: HouseThing; app: string }): string {
  const { house } = wordsFor(turn);
  const name = house.things[thing];
  return app === '' ? name : house.ofApp(name, app);
}
