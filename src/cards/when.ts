/** "24 Nov 2026, 09:30" in the reader's timezone; words for an unusable time. */
export function whenText(at: string | Date | undefined, timezone = 'UTC'): string {
  const date = at === undefined ? undefined : new Date(at);
  if (!date || Number.isNaN(date.getTime())) return 'at an unknown time';
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return `${new Intl.DateTimeFormat('en-GB', { ...options, timeZone: safeZone(timezone) }).format(date)}${safeZone(timezone) === 'UTC' ? ' UTC' : ''}`;
}

/** In one line, in the workflow's timezone, which is said once. */
export function nextRunsText(runs: readonly { at: Date; about: boolean }[], timezone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: safeZone(timezone),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const times = runs.map(({ at, about }) => `${about ? 'about ' : ''}${format.format(at)}`);
  return `${times.join(' · ')} (${safeZone(timezone)})`;
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

const statusWords: Record<string, string> = {
  success: 'succeeded',
  error: 'failed',
  crashed: 'crashed',
  canceled: 'was stopped',
  running: 'is running',
  waiting: 'is waiting',
  new: 'is about to start',
};

/** n8n's status of an execution as a person would say it. */
export const statusText = (status: string): string => statusWords[status] ?? 'ended in an unknown way';

/** True for an execution that did not do what it should. */
export const hasFailed = (status: string): boolean => status === 'error' || status === 'crashed';
