import type { AdaptiveElement } from '#adapters/teams/adaptive-types.ts';
import { messageChanged } from '#test/fakes/slack-changes.ts';
import { actionsOn } from '#test/fakes/slack-elements.ts';
import {
  actionRequest,
  blockAction,
  deliver,
  directMessage,
  eventRequest,
  mention,
  nextTs,
  type SlackRequest,
} from '#test/fakes/slack-requests.ts';
import type { SlackMessage } from '#test/fakes/slack-server.ts';
import { alex, buttonsOf, type Payload, type PostedActivity, rita } from '#test/fakes/teams-activities.ts';
import { slackSecret, type TestApp } from '#test/support/test-app.ts';
import { createPager, type Paged, pagerKey } from './extra-door.ts';
import type { PlatformDriver } from './suite.ts';

const unique = (): string => crypto.randomUUID().slice(0, 8);

/** Sends what `make` makes, or with `again` the very same as before. */
function repeating<T>(send: (delivery: T) => Promise<{ status: number }>) {
  let before: T | undefined;
  return async (make: () => T, again: true | undefined): Promise<number> => {
    before = again && before ? before : make();
    return (await send(before)).status;
  };
}

export const slackDriver: PlatformDriver = {
  name: 'Slack',
  buttons: true,
  rewrites: true,
  open(app, alone) {
    const channel = `${alone ? 'D' : 'C'}${unique()}`;
    const root = nextTs();
    let said = 0;
    let last = { text: '', ts: root };
    const deliverOnce = repeating<SlackRequest>((request) => deliver(app.url, request));
    const messages = (): SlackMessage[] => [...app.slack.messages.values()].filter((one) => one.channel === channel);
    return {
      say: (text, { by, again } = {}) =>
        deliverOnce(() => {
          const at = said === 0 ? { ts: root } : { threadTs: root };
          said += 1;
          last = { text, ts: root };
          if (alone) return eventRequest(directMessage({ text, channel, ...at }), slackSecret);
          return eventRequest(mention({ text, channel, ...at, ...(by ? { user: 'U0BOB' } : {}) }), slackSecret);
        }, again),
      shown: async () =>
        messages().map(({ ts, text, blocks }) => ({
          id: ts,
          raw: { text, blocks },
          text: JSON.stringify([text, blocks]),
          buttons: actionsOn({ text, blocks }),
        })),
      press: ({ id, raw }, action, { by, again } = {}) =>
        deliverOnce(() => {
          const message = app.slack.messages.get(`${channel}:${id}`);
          if (!message) throw new Error('no such message');
          const button = app.slack.button(raw as SlackMessage, action);
          return actionRequest(blockAction({ message, button, ...(by ? { user: 'U0BOB' } : {}) }), slackSecret);
        }, again),
      whispers: async () => app.slack.ephemerals.filter((one) => one.channel === channel).map(({ text }) => text),
      ...(alone
        ? {
            edit: async (text) => {
              const change = messageChanged({ text, before: last.text, ts: last.ts, channel });
              return (await deliver(app.url, eventRequest(change, slackSecret))).status;
            },
          }
        : {}),
    };
  },
  forge: async (app) => {
    const { headers, body } = eventRequest(directMessage({ text: 'let me in' }), 'not-the-secret');
    return (await deliver(app.url, { headers, body })).status;
  },
  losePost: (app) => {
    // Without it Slack cannot be asked where a message landed: it is not sent again, and the person is told so.
    app.slack.granted.add('channels:history');
    app.slack.fail('chat.postMessage', { status: 503, afterAccept: true });
  },
};

export const teamsDriver: PlatformDriver = {
  name: 'Teams',
  buttons: true,
  rewrites: true,
  open(app) {
    const conversationId = `19:team@thread.tacv2;messageid=${Date.now()}${Math.floor(Math.random() * 1e6)}`;
    const here = { scope: 'channel', conversationId } as const;
    const who = (by?: 'other') => ({ person: by ? alex : rita });
    let last: Payload | undefined;
    const answers: string[] = [];
    const deliverOnce = repeating<Payload>(async (activity) => {
      const answer = await app.teams.send(app.url, activity);
      answers.push(answer.text);
      return answer;
    });
    const mine = (): PostedActivity[] => app.teams.activities.filter((one) => one.conversationId === conversationId);
    return {
      say: (text, { by, again } = {}) =>
        deliverOnce(() => {
          last = app.teams.message({ text, ...who(by), ...here });
          return last;
        }, again),
      shown: async () =>
        mine().map((posted) => ({
          id: posted.id,
          raw: { ...posted },
          text: JSON.stringify(posted.activity).replace(/\\\\([!#-/:-@[\]-`{-~])/g, '$1'),
          buttons: buttonsOf(posted, true).map((one) => ('verb' in one ? one.verb : one.title)),
        })),
      press: ({ raw }, action, { by, again } = {}) =>
        deliverOnce(() => app.teams.execute({ card: raw as PostedActivity, action, ...who(by), ...here }), again),
      // Only whoever pressed reads what a press is answered with.
      whispers: async () => answers,
      edit: async (text) => {
        if (!last) throw new Error('nothing was said');
        return (await app.teams.send(app.url, app.teams.edit(last, text))).status;
      },
    };
  },
  forge: async (app) =>
    (
      await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer of.bad.news' },
        body: JSON.stringify(app.teams.message({ text: 'let me in' })),
      })
    ).status,
  losePost: (app) => app.teams.fail('post', { hang: true }),
};

const post = (app: TestApp, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

interface Entry {
  id: string;
  kind: string;
  text: string;
  person?: { id: string };
  card?: { body: AdaptiveElement[] };
}

/** What the page shows when it is opened. */
async function entriesOf(app: TestApp, conversation: string): Promise<Entry[]> {
  const stop = new AbortController();
  const answer = await fetch(`${app.url}/playground/events?conversation=${conversation}`, { signal: stop.signal });
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes('event: replayed')) break;
  }
  stop.abort();
  return [...text.matchAll(/^event: entry\ndata: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as Entry);
}

export const playgroundDriver: PlatformDriver = {
  name: 'the playground',
  buttons: true,
  rewrites: true,
  open(app) {
    const conversation = unique();
    const deliverOnce = repeating<{ path: string; body: object }>(({ path, body }) => post(app, path, body));
    const person = (by?: 'other') => (by ? 'alex' : 'rita');
    const buttonsIn = (entry: Entry) =>
      entry.card ? buttonsOf({ activity: { attachments: [{ content: entry.card }] } } as PostedActivity, true) : [];
    const posted = async () => (await entriesOf(app, conversation)).filter(({ kind }) => kind === 'posted');
    return {
      say: (text, { by, again } = {}) =>
        deliverOnce(() => {
          const body = { id: crypto.randomUUID(), text, person: person(by), conversation };
          return { path: '/playground/messages', body };
        }, again),
      async shown() {
        return (await posted()).map((entry) => ({
          id: entry.id,
          raw: entry,
          text: JSON.stringify([entry.text, entry.card]),
          buttons: buttonsIn(entry).map((one) => ('verb' in one ? one.verb : one.title)),
        }));
      },
      press: ({ id, raw }, action, { by, again } = {}) =>
        deliverOnce(() => {
          const button = buttonsIn(raw as Entry).find((one) => 'verb' in one && one.verb === action);
          if (button?.type !== 'Action.Execute') throw new Error(`no button ${action}`);
          const { action: _, input: _input, thread: _thread, ...value } = button.data;
          const body = { id: crypto.randomUUID(), action, value, message: id, person: person(by), conversation };
          return { path: '/playground/actions', body };
        }, again),
      whispers: async () =>
        (await entriesOf(app, conversation)).flatMap(({ kind, person, text }) =>
          kind === 'private' && person?.id === 'alex' ? [text] : [],
        ),
    };
  },
  forge: async (app) => {
    const body = { id: crypto.randomUUID(), text: 'let me in', person: 'rita' };
    return (await post(app, '/playground/messages', body, { origin: 'https://elsewhere.example' })).status;
  },
};

export const restDriver: PlatformDriver = {
  name: 'REST',
  buttons: false,
  rewrites: false,
  open(app) {
    const ids: string[] = [];
    const key = app.key(['request', 'read']);
    let request: { words: string; idempotency: string } | undefined;
    const authorized = async () => ({ authorization: `Bearer ${await key}` });
    return {
      async say(words, { again } = {}) {
        request = again && request ? request : { words, idempotency: unique() };
        const headers = { ...(await authorized()), 'idempotency-key': request.idempotency };
        const answer = await post(app, '/create-n8n-workflow', { request: request.words }, headers);
        const { draftId } = (await answer.json()) as { draftId?: string };
        if (draftId && !ids.includes(draftId)) ids.push(draftId);
        return answer.status;
      },
      async shown() {
        const answers = ids.map(async (id) => {
          const answer = await fetch(`${app.url}/api/v1/drafts/${id}`, { headers: await authorized() });
          return { id, text: await answer.text(), buttons: [] };
        });
        return Promise.all(answers);
      },
      press: async () => {
        throw new Error('there are no buttons');
      },
    };
  },
  forge: async (app) =>
    (await post(app, '/create-n8n-workflow', { request: 'let me in' }, { authorization: 'Bearer nobody' })).status,
};

/** A platform that only tests know. */
export function createPagerDriver(): PlatformDriver {
  let pager: ReturnType<typeof createPager> | undefined;
  return {
    name: 'a platform nobody in src knows',
    buttons: true,
    rewrites: true,
    overrides: {
      adapters: (ports) => {
        pager = createPager(ports);
        return [pager];
      },
    },
    open(app) {
      const room = unique();
      const send = (path: string, body: object) => post(app, path, body, { 'x-pager-key': pagerKey });
      const deliverOnce = repeating<{ path: string; body: object }>(({ path, body }) => send(path, body));
      const person = (by?: 'other') => (by ? { id: 'other', name: 'Other' } : { id: 'first', name: 'First' });
      const pages = () => [...(pager?.pages.values() ?? [])].filter((one) => one.room === room);
      return {
        say: (text, { by, again } = {}) =>
          deliverOnce(
            () => ({ path: '/pager/messages', body: { id: unique(), room, text, person: person(by) } }),
            again,
          ),
        shown: async () =>
          pages()
            .filter(({ onlyFor }) => !onlyFor)
            .map((raw) => ({ id: raw.id, raw, text: raw.text, buttons: raw.buttons.map(({ action }) => action) })),
        press: ({ id, raw }, action, { by, again } = {}) =>
          deliverOnce(() => {
            const button = (raw as Paged).buttons.find((one) => one.action === action);
            if (!button) throw new Error(`no button ${action}`);
            const { value } = button;
            return {
              path: '/pager/buttons',
              body: { id: unique(), room, message: id, action, value, person: person(by) },
            };
          }, again),
        whispers: async () => pages().flatMap(({ onlyFor, text }) => (onlyFor === 'other' ? [text] : [])),
      };
    },
    forge: async (app) => (await post(app, '/pager/messages', { id: 'x', room: 'x', text: 'let me in' })).status,
  };
}
