import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { AdaptiveElement } from '#adapters/teams/adaptive-types.ts';
import { problemOf } from '#adapters/teams/card-schema.ts';
import { normalize } from '#adapters/teams/normalize.ts';
import { type Card, type Form, formButton, picker } from '#src/chat/card.ts';
import type { Picker } from '#src/chat/picker.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { type StartedTeams, startTeams } from './support.ts';

const ids = { draftId: 'd1', revision: 2 };
const action = { kind: 'pick_value' as const, ...ids, need: 0 };
const at = { ...ids, page: 0 };
const people = { searched: false, native: { platform: 'teams', kind: 'person' as const } };
const options = [{ label: 'Orders', value: 'AbC.Orders' }];

const drawn = (from: Omit<Picker, 'at'>, where: { alone?: boolean; platform?: string } = {}): AdaptiveElement[] => {
  const card: Card = { title: '', elements: [picker(action, 'Which one?', from)] };
  const rendered = toAdaptiveCard(card, where);
  expect(problemOf(rendered)).toBeUndefined();
  return rendered.body;
};

it('asks Teams for people and us for everything else; where it is few, it is all there', () => {
  const query = (dataset: string) => ({
    style: 'filtered',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset },
  });
  expect(drawn({ searched: true })[0]).toMatchObject({ id: 'pick_0', ...query(`flowsmith:${JSON.stringify(at)}`) });
  // Beyond a chat with the bot alone only those who are there can be searched.
  expect(drawn(people, { alone: true })[0]).toMatchObject({
    id: 'pick_0.person',
    ...query('graph.microsoft.com/users'),
  });
  expect(drawn(people)[0]).toMatchObject(query('graph.microsoft.com/users?scope=currentContext'));
  expect(drawn({ searched: false, options })[0]).toMatchObject({
    style: 'compact',
    choices: [{ title: 'Orders', value: 'AbC.Orders' }],
  });
  // Nobody there could look people up.
  expect(drawn(people, { platform: 'playground' })).toEqual([]);
});

it('stands in a form above the place to type', () => {
  const fields = [{ name: '0', label: 'Which one?', required: false, picker: { at, searched: true } }];
  const form: Form = { title: 'Still needed', submit: 'Save', action: 'fill', value: ids, fields };
  const card = toAdaptiveCard({ title: '', elements: [{ kind: 'actions', buttons: [formButton('Fill in…', form)] }] });
  expect(problemOf(card)).toBeUndefined();
  expect(JSON.stringify(card)).toMatch(/"id":"field_0\.picked".*"id":"field_0"/);
});

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams?.[Symbol.asyncDispose]());
beforeEach(() => {
  teams.shown.hangs = false;
});
const searching = (value: object) =>
  teams.server.send(teams.url, {
    ...teams.server.message({ text: '' }),
    type: 'invoke',
    name: 'application/search',
    value,
  });

it('answers an application/search in the shape Teams takes, in time', async () => {
  teams.shown.options = [...options, { label: 'Orders 2', value: 'x' }];
  const value = { queryText: 'ord', queryOptions: { skip: 0, top: 1 }, dataset: `flowsmith:${JSON.stringify(at)}` };
  expect(await searching(value)).toMatchObject({
    status: 200,
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: [{ title: 'Orders', value: 'AbC.Orders' }] },
    },
  });
  const by = { platform: 'teams', tenant: teams.server.tenantId, person: { id: rita.aadObjectId, name: rita.name } };
  expect(teams.shown.asked.at(-1)).toEqual([at, 'ord', by]);
  for (const other of ['npmpackages', 'flowsmith:', 'flowsmith:{"draftId":7}', 'flowsmith:{"else":1}'])
    expect((await searching({ ...value, dataset: other })).body).toMatchObject({ value: { results: [] } });
  teams.shown.hangs = true;
  const begun = performance.now();
  expect((await searching(value)).body).toMatchObject({ value: { results: [] } });
  expect(performance.now() - begun).toBeLessThan(4_000);
});

it('says what was picked: a value by its mark, a person by their id, and nothing where nothing was', () => {
  const pressed = (input: string, chosen: string | undefined) => {
    const data = { ...ids, page: 0, input, ...(chosen === undefined ? {} : { [input]: chosen }) };
    const value = { action: { verb: 'pick', data }, trigger: 'manual' };
    const click = {
      ...teams.server.message({ text: '' }),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '1',
      value,
    };
    return normalize(click, 't');
  };
  expect(pressed('pick_3', 'AbC.Orders')).toMatchObject({ event: { value: at, fields: { picked: 'AbC.Orders' } } });
  expect(pressed('pick_3.person', 'guid-1')).toMatchObject({ event: { fields: { picked: 'person:guid-1' } } });
  expect(pressed('pick_3', undefined)).toMatchObject({ outcome: 'malformed', reason: 'value.action.data.choice' });
  expect(pressed('pick_3', '')).toMatchObject({ outcome: 'malformed' });
});
