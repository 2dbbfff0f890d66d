/** One line of a conversation as the page shows it. Sent again whole whenever it changes: the page replaces by `id`. */
export interface Entry {
  id: string;
  conversation: string;
  kind: 'said' | 'posted' | 'private';
  /** Who said it (`said`) or who alone sees it (`private`). */
  person?: { id: string; name: string };
  /** Said, but Flowsmith could not take it. */
  failed?: boolean;
  text: string;
  /** An Adaptive Card as Teams would get it, with its language. */
  card?: object;
  /** ISO 8601, when it first appeared. */
  at: string;
}

export interface TimelineLimits {
  entries: number;
  /** All entries together, in UTF-16 units of their JSON. */
  size: number;
}

export interface Timeline {
  /** Adds the entry, or replaces the one with its id where it stands; every listener of the conversation is told. */
  put(entry: Omit<Entry, 'at'>): void;
  of(conversation: string): Entry[];
  /** Calls back for every later change; the returned function stops that. */
  listen(conversation: string, listener: (entry: Entry) => void): () => void;
}

/** Everything said since the process started, in memory; beyond the limits the oldest entries are forgotten. */
export function createTimeline(limits: TimelineLimits): Timeline {
  const entries = new Map<string, { entry: Entry; size: number }>();
  const listeners = new Map<string, Set<(entry: Entry) => void>>();
  let size = 0;

  function forgetOldest(): void {
    for (const [id, oldest] of entries) {
      if (entries.size <= limits.entries && size <= limits.size) return;
      if (entries.size === 1) return;
      entries.delete(id);
      size -= oldest.size;
    }
  }

  return {
    put(data) {
      const before = entries.get(data.id);
      const entry: Entry = { ...data, at: before?.entry.at ?? new Date().toISOString() };
      const entrySize = JSON.stringify(entry).length;
      entries.set(entry.id, { entry, size: entrySize });
      size += entrySize - (before?.size ?? 0);
      forgetOldest();
      for (const listener of listeners.get(entry.conversation) ?? []) listener(entry);
    },
    of: (conversation) =>
      [...entries.values()].map((kept) => kept.entry).filter((e) => e.conversation === conversation),
    listen(conversation, listener) {
      const here = listeners.get(conversation) ?? new Set();
      listeners.set(conversation, here.add(listener));
      return () => {
        here.delete(listener);
        if (here.size === 0 && listeners.get(conversation) === here) listeners.delete(conversation);
      };
    },
  };
}
