import type { Act, Compare, DayPart, Unit } from '../phrase.ts';

/** The words of one language, as sources of patterns over lower-case text. */
export interface Lexicon {
  /** Small words that tell the language; they also never name anything. */
  small: string;
  numbers: Record<string, number>;
  /** From Sunday. */
  weekdays: readonly string[];
  /** From January. */
  months: readonly string[];
  units: Record<Unit, string>;
  every: string;
  /** "every other". */
  everyOther: string;
  adverbs: readonly (readonly [words: string, count: number, unit: Unit])[];
  parts: readonly (readonly [words: string, part: DayPart])[];
  /** A part of the day that alone says every day: "nightly", "morgens". */
  dailyParts: readonly (readonly [words: string, part: DayPart])[];
  /** What stands between a count and its unit: "times a", "mal pro". */
  times: string;
  once: readonly (readonly [words: string, count: number])[];
  /** Before a day: "on", "am"; with nothing before it a day is part of something else. */
  on: string;
  to: string;
  and: string;
  workdays: string;
  weekends: string;
  at: string;
  /** Behind an hour; `pm` where it says the second half of the day. */
  clock: string;
  /** The same where no "at" stands before the hour: "2 heures" alone is how long. */
  shortClock: string;
  am: string;
  pm: string;
  half: readonly (readonly [words: string, minutes: number, behind: boolean])[];
  noon: string;
  midnight: string;
  between: string;
  officeHours: string;
  /** "of every month". */
  ofMonth: string;
  ordinals: readonly (readonly [words: string, nth: number])[];
  /** What follows or precedes the day's number: "the 25th", "am 25.", "el día 25". */
  dayOfMonth: string;
  lastDay: string;
  workday: string;
  ofDate: string;
  condition: string;
  /** Behind one: it is the condition that was said before, "if so". */
  back: string;
  /** Conditions that hold when the words do not. */
  unless: string;
  /** A condition only where something is compared behind it. */
  when: string;
  comparisons: readonly (readonly [words: string, compare: Compare])[];
  exception: string;
  otherwise: string;
  next: string;
  counted: readonly string[];
  /** Things that have names, and whether a name may be in small letters behind them. */
  things: string;
  looseThings: string;
  called: string;
  acts: readonly (readonly [act: Act, words: string])[];
  /** A place or a means: an app whose name is an everyday word is meant only behind one of these. */
  prepositions: string;
  /** …or before one of these. */
  appThings: string;
  /** Verbs that begin a clause; a name never is one. */
  verbs: string;
}
