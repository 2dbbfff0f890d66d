import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, HouseValueRow } from '#src/store/entities.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'Every day at 9 send an email to ben@example.com with subject “Hi” saying “Hello”';

/** An admin says once what everybody uses; it is asked for no more, and every card that takes it says so. */
describe('values of the house', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      policy: {
        admins: ['U0CHIEF'],
        values: [{ node: 'slack', parameter: 'channelId', value: 'C0OPS', name: '#ops' }],
      },
    });
    app.standIn.addCredential({ name: 'Post', type: 'smtp' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const say = async (text: string, user = 'U0ANA') => {
    const thread = openThread(app);
    return { thread, card: await thread.ask(text, user) };
  };
  const told = async (text: string, user?: string) => {
    const { card } = await say(text, user);
    return `${card.text} ${textOf(card)}`;
  };
  const rows = () => app.store.fork().findAll(HouseValueRow);
  const audited = async (kind: string) =>
    (await app.store.fork().find(AuditEvent, { kind }, { orderBy: { seq: 'asc' } })).map(({ actor, data }) => ({
      actor,
      data,
    }));

  it('while nobody set one, it is asked for: whoever gets a mail never sends it', async () => {
    const { card } = await say(request);
    expect(textOf(card)).toContain('Say from which address the e-mail should be sent.');
  });

  it('are set by admins alone; the refusal is told and audited', async () => {
    expect(await told('our sender is evil@example.com')).toContain('Only an admin can set what everybody here uses.');
    expect(await rows()).toEqual([]);
    expect(await audited('refusal')).toMatchObject([{ data: { act: 'house:set' } }]);
    expect(await told('our sender is Robot', 'U0CHIEF')).toContain('A sender is an e-mail address');
  });

  it.each(['={{$env.SECRET}}@acme.com', '{{ $json.from }}@acme.com'])('are words: %s is no value', async (value) => {
    expect(await told(`our sender is ${value}`, 'U0CHIEF')).toContain('Nothing was changed.');
    expect(await rows()).toEqual([]);
  });

  it('are taken where nobody said otherwise, told on the card, and created', async () => {
    const set = await told('use automation@acme.com as sender', 'U0CHIEF');
    expect(set).toContain('Set for everybody here, where nobody says otherwise: sender is “automation@acme.com”.');
    const { thread, card } = await say(request);
    expect(textOf(card)).toContain('Taken as From: automation@acme.com (Send Email), as it is set here.');
    expect(textOf(card)).not.toContain('Say from which address');
    await thread.press(card, 'approve');
    const stored = await eventually(
      () =>
        app.standIn
          .workflows()
          .flatMap(({ nodes }) => nodes ?? [])
          .find(({ type }) => type.endsWith('.emailSend')),
      'the workflow in n8n',
    );
    expect(stored.parameters).toMatchObject({ fromEmail: 'automation@acme.com', toEmail: 'ben@example.com' });
    // What somebody says is never replaced.
    const own = await say(`${request}, from ana@acme.com`);
    expect(textOf(own.card)).not.toContain('automation@acme.com');
    // The trail has who and what, without the address itself.
    const [entry] = await audited('house');
    expect(entry).toMatchObject({ actor: 'slack:T0TEAM:U0CHIEF', data: { act: 'set', thing: 'sender' } });
    expect(JSON.stringify(entry)).not.toContain('automation@acme.com');
  });

  it('in the thread of a draft it is about that draft', async () => {
    const { thread } = await say(request, 'U0CHIEF');
    await thread.ask('use other@acme.com as sender', 'U0CHIEF');
    expect((await rows()).map(({ value }) => value)).toEqual(['automation@acme.com']);
  });

  it('said twice are one; are listed with the file, replaced, and forgotten, in any language', async () => {
    await told('unser Absender ist automation@acme.com', 'U0CHIEF');
    expect(await audited('house')).toHaveLength(1);
    const listed = await told('what are our house values?');
    for (const line of ['slack channelId: “#ops” (the operator', 'sender: “automation@acme.com”'])
      expect(listed).toContain(line);
    expect(await told('our Slack channel is #alerts', 'U0CHIEF')).toContain('policy file sets a Slack channel, too');
    expect(await told('oublie notre expéditeur', 'U0CHIEF')).toMatch(/Oublié : expéditeur|Forgotten: sender/);
    expect(await told('oublie notre expéditeur', 'U0CHIEF')).toMatch(/rien n’a été changé|nothing was changed/);
    expect((await rows()).map(({ thing, app: of }) => [thing, of])).toEqual([['channel', 'Slack']]);
    const { card } = await say(request);
    expect(textOf(card)).toContain('Say from which address the e-mail should be sent.');
  });

  it('an app is the same, however it is written', async () => {
    await told('our Slack channel is #alerts', 'U0CHIEF');
    await told('our slack channel is #news', 'U0CHIEF');
    expect((await rows()).map(({ app: of, value }) => [of, value])).toEqual([['Slack', '#news']]);
    expect(await told('forget our slack channel', 'U0CHIEF')).toContain('Forgotten');
    expect(await rows()).toEqual([]);
  });
});
