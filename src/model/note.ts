/** How a draft came about, kept with it: as a code where the words are ours, else in words of whoever caused it. */
export type Note =
  | string
  | { code: 'model'; model: string }
  | Hand
  | { code: 'behindLive' }
  /** IANA name. */
  | { code: 'askersZone'; zone: string }
  /** The asker's is not known: from the settings, or nobody's. */
  | { code: 'zoneGuessed'; zone: string; from: 'settings' | 'nowhere'; platform: string }
  /** What was taken for a person's word, and who knows it. */
  | { code: 'picked'; word: string; name: string; app: string; from: 'place' | 'chosen' | 'workflows' | 'n8n' }
  /** What nobody said and was taken all the same, and why. */
  | { code: 'assumed'; what: string; name: string; app: string; how: 'house' | 'usual' | 'only' }
  /** What a rehearsal found empty and was mended without asking. */
  | { code: 'mended'; node: string; from: string; to: string }
  | { code: 'unfinished' | 'templates' | 'unreachable' | 'templatesAsked' };

/** Something about a workflow brought back that only a person can complete. */
export type Hand =
  | { code: 'handCredential'; node: string; type: string; name: string }
  /** It was a password or key, which is never kept here. */
  | { code: 'handSecret'; node: string; path: string }
  /** It runs a workflow that is not there, or that nobody here knows. */
  | { code: 'handCall'; id: string; name?: string }
  | { code: 'handErrorWorkflow'; id: string; name?: string };
