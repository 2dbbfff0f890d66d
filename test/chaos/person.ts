import { setTimeout as sleep } from 'node:timers/promises';
import {
  actionRequest,
  blockAction,
  deliver,
  eventRequest,
  mention,
  nextTs,
  type SlackMessage,
  type SlackRequest,
  type SlackServer,
} from '#test/fakes/slack-server.ts';
import { freshUrl } from '#test/support/n8n-side.ts';

export interface Wish {
  url: string;
  publish: boolean;
  channel: string;
  user: string;
  /** What was said in its thread; more than one message: a crash came between Slack and our commit. */
  cards(): SlackMessage[];
}

interface Place {
  web: string;
  secret: string;
  slack: SlackServer;
}

/** One request, as a person makes it: asked once, delivered again by Slack until it is taken. */
export async function ask(place: Place, user: string, publish: boolean): Promise<Wish> {
  const url = freshUrl();
  const channel = `C${Math.floor(Math.random() * 1e9)}`;
  const ts = nextTs();
  await deliverUntilTaken(
    place,
    eventRequest(mention({ text: `every hour get ${url}`, channel, user, ts }), place.secret),
  );
  const cards = () => [...place.slack.messages.values()].filter((each) => each.channel === channel);
  return { url, publish, channel, user, cards };
}

/** Presses the button once it is there; again when nothing answered, as people do. */
export async function approve(place: Place, wish: Wish, signal: AbortSignal): Promise<void> {
  const action = wish.publish ? 'approve_publish' : 'approve';
  for (; ; await sleep(200, undefined, { signal })) {
    const message = wish.cards().findLast((each) => JSON.stringify(each.blocks).includes(`"${action}`));
    if (!message) continue;
    const click = blockAction({ message, button: place.slack.button(message, action), user: wish.user });
    return deliverUntilTaken(place, actionRequest(click, place.secret));
  }
}

async function deliverUntilTaken(place: Place, request: SlackRequest): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const response = await deliver(place.web, request, attempt).catch(() => undefined);
    if (response?.ok) return;
    await sleep(1_000);
  }
  throw new Error('nobody took it for a minute');
}
