type Answer = Record<string, unknown>;

const timestamp = /^\d{10}\.\d{6}$/;

/** Reactions of the bot to messages; they need `reactions:write`, which not every workspace gave. */
export function createSlackReactions() {
  const reactions = { allowed: false, on: new Map<string, Set<string>>(), added: [] as string[] };
  const about = (args: Answer): { refused: Answer } | { at: string; name: string } => {
    if (!reactions.allowed) return { refused: { ok: false, error: 'missing_scope', needed: 'reactions:write' } };
    if (!timestamp.test(String(args['timestamp']))) return { refused: { ok: false, error: 'bad_timestamp' } };
    return { at: `${args['channel']}:${args['timestamp']}`, name: String(args['name']) };
  };
  const methods: Record<string, (args: Answer) => Answer> = {
    'reactions.add': (args) => {
      const asked = about(args);
      if ('refused' in asked) return asked.refused;
      const names = reactions.on.get(asked.at) ?? new Set();
      if (names.has(asked.name)) return { ok: false, error: 'already_reacted' };
      reactions.on.set(asked.at, names.add(asked.name));
      reactions.added.push(asked.at);
      return { ok: true };
    },
    'reactions.remove': (args) => {
      const asked = about(args);
      if ('refused' in asked) return asked.refused;
      return reactions.on.get(asked.at)?.delete(asked.name) ? { ok: true } : { ok: false, error: 'no_reaction' };
    },
  };
  return { reactions, methods };
}
export type SlackReactions = ReturnType<typeof createSlackReactions>['reactions'];
