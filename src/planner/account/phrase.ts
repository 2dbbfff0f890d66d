/** Where a phrase stands: offsets into the request, `end` behind the last character. */
interface Said {
  start: number;
  end: number;
  /** The words as written. */
  text: string;
}

/** An app by any of the names people use for it. */
export interface AppPhrase extends Said {
  kind: 'app';
  /** As the app calls itself, e.g. `Google Sheets`. */
  name: string;
  /** Node types without their package, e.g. `slack`, `slackTrigger`; empty where n8n has none. */
  types: readonly string[];
  /** Hosts its API answers at: a call there is a step of this app. */
  hosts: readonly string[];
}

/** A comparison somebody asked for, with the number or the text behind it as a phrase of its own. */
export type Compare = 'gt' | 'gte' | 'lt' | 'lte';

/**
 * One thing a person said that a workflow can be checked for. Times are split into what each word says: "every Monday
 * at 9" is `days` and `time`; "every 15 minutes" is a `frequency`. A `condition` or an `exception` spans the words it
 * is about, and the numbers, texts and apps inside it are phrases too. Days are 0 (Sunday) to 6.
 */
export type Phrase =
  | AppPhrase
  | (Said & { kind: 'address'; address: string })
  /** `shared`: the link itself is to be posted, not what is behind it. */
  | (Said & { kind: 'url'; url: string; shared?: boolean })
  /** Without `#`; `id` where the platform gave it. */
  | (Said & { kind: 'channel'; name: string; id?: string })
  | (Said & { kind: 'person'; name: string; id?: string })
  /** What a thing is called: `of` is the word for the thing as written, e.g. `folder`, `Projekt`. */
  | (Said & { kind: 'name'; of: string; name: string })
  | (Said & { kind: 'text'; value: string })
  | (Said & { kind: 'time'; hour: number; minute: number })
  | (Said & { kind: 'days'; days: readonly number[] })
  /** Days of the month, a weekday counted within it (`nth` -1 is the last), or a day of the year (month 1–12). */
  | (Said & { kind: 'date'; on: DateSaid })
  | (Said & { kind: 'frequency'; every: { count: number; unit: Unit }; times?: number; part?: DayPart })
  /** Hours between which something runs, both included. */
  | (Said & { kind: 'window'; from: number; to: number })
  | (Said & { kind: 'duration'; count: number; unit: Unit })
  | (Said & { kind: 'zone'; zone: string })
  /** `field`: the one it is the value of, in an example of JSON. `again`: how often something that failed is tried. */
  | (Said & { kind: 'number'; value: number; compare?: Compare; field?: string; again?: boolean })
  /** "the first 10", "top 5". */
  | (Said & { kind: 'count'; value: number })
  | (Said & { kind: 'condition'; negated: boolean; starts: boolean })
  | (Said & { kind: 'exception'; days?: readonly number[] })
  | (Said & { kind: 'otherwise' })
  | (Said & { kind: 'order' })
  /** Something to be done or used whose word names no app: mail, wait, translate. */
  | (Said & { kind: 'act'; act: Act });

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type PhraseKind = Phrase['kind'];
export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'midnight';
export type DateSaid =
  | { monthDays: readonly number[] }
  | { nth: number; day: number | 'day' | 'weekday' }
  | { month: number; day: number; year?: number };

/** Acts and things that are told apart; what does each is in `tie-acts.ts`. */
export const acts = [
  'mail',
  'sheet',
  'ai',
  'total',
  'summarize',
  'translate',
  'classify',
  'approve',
  'wait',
  'sort',
  'dedupe',
  'respond',
  'form',
  'webhook',
  'feed',
  'weather',
  'database',
  'file',
  'calendar',
  'vectors',
  'knowledge',
] as const;
export type Act = (typeof acts)[number];
