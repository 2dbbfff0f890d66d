import { StoredEvent } from '#src/store/entities.ts';
import type { Payload, PostedActivity } from '#test/fakes/teams-activities.ts';
import { eventually, type TestApp } from './test-app.ts';

/** A message of the bot as everybody sees it now, as JSON. */
export const textOf = (posted: PostedActivity): string => JSON.stringify(posted.activity);

/** Where the answer to something said belongs: in a channel the thread that it starts or stands in. */
export function threadOf(said: Payload): string {
  const { id, conversationType } = said['conversation'] as { id: string; conversationType: string };
  return conversationType === 'channel' && !id.includes(';') ? `${id};messageid=${said['id']}` : id;
}

/** Sends what a person said and waits for the message that answers it. */
export async function askInTeams(app: TestApp, said: Payload): Promise<PostedActivity> {
  const here = () => app.teams.activities.filter(({ conversationId }) => conversationId === threadOf(said));
  const before = here().length;
  const response = await app.teams.send(app.url, said);
  if (response.status !== 200) throw new Error(`Teams' request was answered ${response.status}`);
  return eventually(() => {
    const answer = here()[before];
    return answer && !textOf(answer).includes('Working on it') && answer;
  }, 'an answer in Teams');
}

/** Waits until every event that came in has had its turn. */
export async function allHandled({ store }: Pick<TestApp, 'store'>): Promise<void> {
  await eventually(
    async () => (await store.fork().count(StoredEvent, { status: 'received' })) === 0,
    'everything is handled',
  );
}
