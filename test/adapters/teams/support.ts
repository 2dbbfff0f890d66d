import { type FastifyInstance, fastify } from 'fastify';
import { pino } from 'pino';
import { createTeams, type TeamsOverrides } from '#adapters/teams/index.ts';
import type { Form } from '#src/chat/card.ts';
import type { InboundEvent } from '#src/chat/inbound.ts';
import type { PickerOption } from '#src/chat/picker.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { TeamsConfig } from '#src/config.ts';
import { createTeamsServer, type TeamsServer } from '#test/fakes/teams-server.ts';
import { createMemoryPictures } from '#test/support/pictures.ts';

export const silent = pino({ level: 'silent' });

/** What dialogs and refreshed cards show, and how reading it goes. */
interface Shown {
  form: Form | undefined;
  message: OutboundMessage | undefined;
  failure: Error | undefined;
  /** It never comes. */
  hangs: boolean;
  reads: number;
  options: PickerOption[] | undefined;
  /** What whoever pressed shall read alone. */
  aside: string | undefined;
  /** What pickers were asked. */
  asked: unknown[];
}

/** A Teams adapter on a listening server of its own, with an inbox that remembers. */
export async function startTeams(
  options: { config?: TeamsConfig; overrides?: TeamsOverrides; server?: TeamsServer; publicUrl?: string } = {},
) {
  const server = options.server ?? (await createTeamsServer());
  const events: InboundEvent[] = [];
  const state: { failure: Error | undefined; beforeCommit: Promise<void> | undefined } = {
    failure: undefined,
    beforeCommit: undefined,
  };
  const shown: Shown = {
    options: undefined,
    aside: undefined,
    asked: [],
    form: undefined,
    message: undefined,
    failure: undefined,
    hangs: false,
    reads: 0,
  };
  const read = async <T>(value: T): Promise<T> => {
    shown.reads += 1;
    if (shown.hangs) await new Promise(() => {});
    if (shown.failure) throw shown.failure;
    return value;
  };
  const left: string[] = [];
  const pictures = createMemoryPictures(options.publicUrl);
  const teams = createTeams({
    config: options.config ?? server.config,
    overrides: { ...server.overrides, ...options.overrides },
    log: silent,
    pictures,
    forms: { find: async () => read(shown.form) },
    pickers: {
      find: async (...asked) => {
        shown.asked.push(asked);
        return (await read(shown.options)) ?? [];
      },
    },
    asides: { wait: async () => read(shown.aside) },
    cards: { current: async () => read(shown.message) },
    presence: { left: async (at) => void left.push(at.key) },
    inbox: {
      async accept(event) {
        await state.beforeCommit;
        if (state.failure) throw state.failure;
        const known = events.some(({ dedupeKey }) => dedupeKey === event.dedupeKey);
        if (!known) events.push(event);
        return known ? 'duplicate' : 'accepted';
      },
    },
  });
  const app: FastifyInstance = fastify();
  await teams.register(app);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    server,
    teams,
    app,
    url,
    events,
    state,
    shown,
    /** Conversations the bot was removed from. */
    left,
    async [Symbol.asyncDispose]() {
      await app.close();
      await teams[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
export type StartedTeams = Awaited<ReturnType<typeof startTeams>>;
