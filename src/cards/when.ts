import type { Language, Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** "24 Nov 2026, 09:30" as the reader's language and clock have it; words for an unusable time. */
export function whenText(at: string | Date | undefined, { language, locale, timezone }: Reader): string {
  const date = at === undefined ? undefined : new Date(at);
  if (!date || Number.isNaN(date.getTime())) return wordsIn(language).cards.when.unknown;
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const zone = safeZone(timezone);
  const text = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(date);
  return `${text}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** "Fri 4 Dec 2026": the last day before that time. */
export function dayText(until: Date, { locale, timezone }: Reader): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: safeZone(timezone) }).format(until.getTime() - 1);
}

interface Run {
  at: Date;
  about: boolean;
}

/** In one line, in the workflow's timezone, which is said once. */
export const nextRunsText = (
  runs: readonly Run[],
  timezone: string,
  reader: Pick<Reader, 'language' | 'locale'>,
): string => `${runs.map((run) => nextRunText(run, timezone, reader)).join(' · ')} (${safeZone(timezone)})`;

/** "Mon 30 Nov, 09:00" in the workflow's timezone, where that has been said. */
export function nextRunText(
  { at, about }: Run,
  timezone: string,
  { language, locale }: Pick<Reader, 'language' | 'locale'>,
): string {
  const { about: roughly } = wordsIn(language).cards.when;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: safeZone(timezone),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return about ? roughly(format.format(at)) : format.format(at);
}

/** n8n's settings and platforms may name what this machine does not know. */
function safeZone(timezone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone });
    return timezone;
  } catch {
    return 'UTC';
  }
}

/** n8n's status of an execution as a person would say it. */
export function statusText(status: string, language: Language): string {
  const { status: words, unknownStatus }: { status: Record<string, string>; unknownStatus: string } =
    wordsIn(language).cards.executions;
  return Object.hasOwn(words, status) ? (words[status] ?? unknownStatus) : unknownStatus;
}

/** True for an execution that did not do what it should. */
export const hasFailed = (status: string): boolean => status === 'error' || status === 'crashed';
