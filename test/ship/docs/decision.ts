export interface Decision {
  file: string;
  number: string;
  title: string;
  supersededBy: string | undefined;
  /** What is missing or not as it should be, a word or two each. */
  wrong: string[];
}

const section = (text: string, heading: string): string =>
  (text.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')[0]?.trim() ?? '';

/** A day of the calendar, as YYYY-MM-DD. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Reads one file of docs/decisions, `NNNN-topic.md`. */
export function readDecision(file: string, text: string): Decision {
  const [, number = ''] = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/.exec(file) ?? [];
  const [, said = '', title = ''] = /^# (\d{4})\. (.+)\n/.exec(text) ?? [];
  const [, status = ''] = /^- Status: (.+)$/m.exec(text) ?? [];
  const [, date = ''] = /^- Date: (\d{4}-\d\d-\d\d)$/m.exec(text) ?? [];
  const [, supersededBy] = /^superseded by (\d{4})$/.exec(status) ?? [];
  const checks: [string, boolean][] = [
    ['name of the file', number !== ''],
    ['number', number === said],
    ['title', title !== ''],
    ['status', status === 'accepted' || supersededBy !== undefined],
    ['date', date !== '' && isDay(date)],
    ['decision', section(text, 'Decision') !== ''],
    ['why', section(text, 'Why') !== ''],
  ];
  return { file, number, title, supersededBy, wrong: checks.flatMap(([what, holds]) => (holds ? [] : [what])) };
}
