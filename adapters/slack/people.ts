import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import { type Language, languageOf } from '#src/language/language.ts';
import { spokenLanguage } from '#src/language/spoken.ts';
import type { Logger } from '#src/log.ts';
import { slackAddress, toWorkspace, type Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { createOptionalCalls } from './optional.ts';

const userInfo = z.object({
  user: z.object({
    team_id: z.string().optional(),
    enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
    /** Of another organisation. */
    is_stranger: z.boolean().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    profile: z
      .object({
        display_name: z.string().optional(),
        real_name: z.string().optional(),
        /** With `users:read.email` alone. */
        email: z.string().optional().catch(undefined),
      })
      .optional(),
  }),
});

/** A command names its sender as `user_id` and has words, a step of a flow as what it was given, everything else as `user`. */
const sender = z.object({
  user_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
  text: z.string().optional().catch(undefined),
  event: z
    .object({ inputs: z.object({ asker: z.object({ id: z.string() }) }) })
    .optional()
    .catch(undefined),
});

interface Person {
  name?: string;
  timezone?: string;
  locale?: string;
  email?: string;
  /** Ids of the workspace and, if any, of the organisation; empty where Slack does not say. */
  belongsTo: string[];
  /** Slack says that this person is of another organisation. */
  isStranger: boolean;
}

const keptMs = 30 * 60_000;
const mostKept = 5_000;
/** Acknowledging comes first: who is not known by then stays an id this time, and is known the next. */
const patienceMs = 400;

interface Known {
  person: Promise<Person | undefined>;
  /** Once it is there. */
  locale?: string | undefined;
  /** What their words told, in this process. */
  spoken?: Language | undefined;
  until: number;
}

/** Names, timezones and languages of people. */
export interface SlackPeople {
  /** Undefined where the app may not read them, or Slack does not say soon enough. Never throws. */
  find(workspace: Workspace, user: string): Promise<Person | undefined>;
  /** The language of whoever sent this, as far as it is known by now: nothing is asked, nobody waits. English otherwise. */
  languageFor(body: unknown): Language;
  /** Words of theirs, which tell the language better than their profile. */
  heard(workspace: Workspace, user: string, words: string): void;
}

/** Where the app may read them (`users:read`): kept in memory for half an hour, each workspace's apart. */
export function createSlackPeople({ clients, log }: { clients: SlackClients; log: Logger }): SlackPeople {
  const optional = createOptionalCalls(log, 'users.info');
  const known = new Map<string, Known>();

  async function ask(workspace: Workspace, user: string): Promise<Person | undefined> {
    const answer = await optional.attempt(workspace.team, async () =>
      (await clients.of(workspace)).users.info({ user, include_locale: true }),
    );
    const parsed = userInfo.safeParse(answer);
    return parsed.success ? toPerson(parsed.data.user) : undefined;
  }

  function find(workspace: Workspace, user: string): Promise<Person | undefined> {
    const key = `${workspace.team}:${user}`;
    const before = known.get(key);
    if (before && before.until > Date.now()) return before.person;
    const person = ask(workspace, user);
    const entry: Known = { person, until: Date.now() + keptMs, spoken: before?.spoken };
    known.delete(key);
    known.set(key, entry);
    void person.then((found) => {
      entry.locale = found?.locale;
      // What could not be had is asked for again next time; the pause of a missing scope keeps that cheap.
      if (!found) known.delete(key);
    });
    const [oldest] = known.keys();
    if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
    return person;
  }

  return {
    find: (workspace, user) => soon(find(workspace, user)),
    languageFor(body) {
      const workspace = toWorkspace(body);
      const { user_id, user, text, event } = sender.safeParse(body).data ?? {};
      const { spoken, locale } =
        (workspace && known.get(`${workspace.team}:${user_id ?? user?.id ?? event?.inputs.asker.id}`)) ?? {};
      return spokenLanguage(text ?? '') ?? spoken ?? languageOf(locale);
    },
    heard(workspace, user, words) {
      const entry = known.get(`${workspace.team}:${user}`);
      if (entry) entry.spoken = spokenLanguage(words) ?? entry.spoken;
    },
  };
}

/** An inbox that knows who people are. */
export function introducing(inbox: Inbox, people: SlackPeople): Inbox {
  return {
    async accept(event) {
      const address = slackAddress.parse(event.conversation.address);
      const person = await people.find(address, event.person.id);
      if (event.kind === 'message' && event.via !== 'step') people.heard(address, event.person.id, event.text);
      if (!person) return inbox.accept(event);
      const { name = event.person.name, timezone, locale } = person;
      // Nothing else needs it, so nothing else keeps it.
      const email =
        event.kind === 'action' && event.action === 'test' && !event.value.eventId ? person.email : undefined;
      const spoken = { ...(timezone ? { timezone } : {}), ...(locale ? { locale } : {}) };
      return inbox.accept({ ...event, ...spoken, ...(email ? { email } : {}), person: { ...event.person, name } });
    },
  };
}

async function soon<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Slack's own order of names; what is no timezone or language is left out. */
function toPerson(user: z.infer<typeof userInfo>['user']): Person {
  const { name, real_name, tz, locale, profile, team_id, enterprise_user } = user;
  const called = [profile?.display_name, profile?.real_name, real_name, name].find((one) => one?.trim());
  return {
    belongsTo: [team_id, enterprise_user?.enterprise_id].filter((one) => one !== undefined),
    isStranger: user.is_stranger ?? false,
    ...(profile?.email ? { email: profile.email } : {}),
    ...(called ? { name: called.trim().slice(0, 80) } : {}),
    ...(tz && isSupported(() => new Intl.DateTimeFormat('en', { timeZone: tz })) ? { timezone: tz } : {}),
    ...(locale && isSupported(() => new Intl.Locale(locale)) ? { locale } : {}),
  };
}

function isSupported(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
