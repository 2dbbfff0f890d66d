import { afterAll, beforeAll, expect, test } from 'vitest';
import { clouds } from '#adapters/teams/cloud.ts';
import { toMessageLink } from '#adapters/teams/message-link.ts';
import type { Scope } from '#test/fakes/teams-activities.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());

async function posted(scope: Scope, channelData: Record<string, unknown> = {}) {
  const said = teams.server.message({ text: 'report sales', scope });
  await teams.server.send(teams.url, { ...said, channelData: { ...(said['channelData'] as object), ...channelData } });
  const conversation = teams.events.at(-1)?.conversation;
  if (!conversation) throw new Error('nothing was taken in');
  const { message } = await teams.teams.platform.post(conversation, { text: 'Done' });
  const link = await teams.teams.platform.linkTo(message);
  return { link: link ? new URL(link) : undefined, id: teams.server.activities.at(-1)?.id, root: said['id'] };
}

test('a message in a group chat', async () => {
  const { link, id } = await posted('groupChat');
  expect(`${link?.origin}${link?.pathname}`).toBe(`https://teams.microsoft.com/l/message/19%3Agroup%40thread.v2/${id}`);
  const query = Object.fromEntries(link?.searchParams ?? []);
  expect(query).toEqual({ tenantId: teams.server.tenantId, context: '{"contextType":"chat"}' });
});

test('a message in a channel, with its thread and, where Teams told, the group', async () => {
  const aadGroupId = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const { link, id, root } = await posted('channel', { team: { id: '19:team@thread.tacv2', aadGroupId } });
  expect(link?.pathname).toBe(`/l/message/19%3Ageneral%40thread.tacv2/${id}`);
  expect(Object.fromEntries(link?.searchParams ?? [])).toEqual({
    tenantId: teams.server.tenantId,
    groupId: aadGroupId,
    parentMessageId: root,
  });
  expect((await posted('channel')).link?.searchParams.has('groupId')).toBe(false);
});

test('nothing leads to a message in a chat with the bot alone, or to what is no message', async () => {
  expect((await posted('personal')).link).toBeUndefined();
  expect(await teams.teams.platform.linkTo({ platform: 'teams', address: { nonsense: true } })).toBeUndefined();
});

test('sovereign clouds have clients of their own; where Microsoft names none, nothing is linked', async () => {
  const address = {
    serviceUrl: 'https://smba.infra.gov.teams.microsoft.us/',
    channelId: 'msteams',
    tenantId: 'tenant',
    bot: { id: '28:bot' },
    conversation: { id: '19:chat@thread.v2' },
    activityId: '1772615564195',
  };
  const hosts = Object.entries(clouds).map(([cloud, { clientHost }]) => [
    cloud,
    clientHost && new URL(toMessageLink(clientHost, address) ?? 'x:').host,
  ]);
  expect(Object.fromEntries(hosts)).toEqual({
    public: 'teams.microsoft.com',
    gcc: 'teams.microsoft.com',
    gcchigh: 'gov.teams.microsoft.us',
    dod: 'dod.teams.microsoft.us',
    china: undefined,
  });
  await using china = await startTeams({ config: { ...teams.server.config, cloud: 'china' } });
  expect(await china.teams.platform.linkTo({ platform: 'teams', address })).toBeUndefined();
});
