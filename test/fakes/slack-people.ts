type Answer = Record<string, unknown>;

export interface SlackPerson {
  name?: string;
  tz?: string;
  locale?: string;
  /** Further fields of users.info, e.g. `{ team_id, enterprise_user, is_stranger }`. */
  extra?: Record<string, unknown>;
}

/** Who people are, and the agent's sessions with them. Both need permissions that not every workspace gave. */
export function createSlackPeople() {
  const people = new Map<string, SlackPerson>();
  const sessions = { enabled: false, statuses: [] as string[] };
  const prompts = new Map<string, unknown>();
  const working = new Map<string, string>();
  /** By link; undefined: the app lacks `links:write`. */
  const unfurls = { allowed: false, of: new Map<string, unknown>(), shared: new Set<string>() };
  const methods: Record<string, (args: Answer) => Answer> = {
    'chat.unfurl': (args) => {
      if (!unfurls.allowed) return { ok: false, error: 'missing_scope', needed: 'links:write' };
      const byId = Boolean(args['unfurl_id'] && args['source']);
      if (byId === Boolean(args['channel'] && args['ts'])) return { ok: false, error: 'invalid_arguments' };
      const given = typeof args['unfurls'] === 'string' ? JSON.parse(args['unfurls']) : args['unfurls'];
      const strange = Object.keys(given as object).filter((url) => !unfurls.shared.has(url));
      if (strange.length > 0) return { ok: false, error: 'cannot_unfurl_url' };
      for (const [url, unfurl] of Object.entries(given as object)) unfurls.of.set(url, unfurl);
      return { ok: true };
    },
    'users.info': (args) => {
      if (people.size === 0) return { ok: false, error: 'missing_scope', needed: 'users:read', provided: 'chat:write' };
      const person = people.get(String(args['user']));
      if (!person) return { ok: false, error: 'user_not_found' };
      const { name = '', tz, locale, extra } = person;
      const withLocale = args['include_locale'] ? { locale } : {};
      return {
        ok: true,
        user: { id: args['user'], name, tz, ...withLocale, profile: { display_name: name }, ...extra },
      };
    },
    'assistant.threads.setSuggestedPrompts': (args) => {
      if (!sessions.enabled) return { ok: false, error: 'missing_scope' };
      prompts.set(String(args['channel_id']), args['prompts']);
      return { ok: true };
    },
    'assistant.threads.setStatus': (args) => {
      if (!args['thread_ts']) return { ok: false, error: 'invalid_arguments' };
      working.set(`${args['channel_id']}:${args['thread_ts']}`, String(args['status']));
      return { ok: true };
    },
    'agents.sessions.setStatus': (args) => {
      if (!sessions.enabled) return { ok: false, error: 'missing_scope' };
      if (!args['thread_ts']) return { ok: false, error: 'invalid_arguments' };
      sessions.statuses.push(`${args['channel_id']}:${args['thread_ts']} ${args['status']}`);
      return { ok: true, status: args['status'] };
    },
  };
  return { people, sessions, prompts, working, unfurls, methods };
}
export type SlackPeople = ReturnType<typeof createSlackPeople>;
