import type { Issue } from '#src/workflow/draft.ts';
import { error, warning } from '#src/workflow/issues.ts';
import type { StepsResult } from './assemble.ts';

/** What the built-in templates can do, with three requests that work. */
const abilities = [
  'I can start on a schedule (“every weekday at 9”), a webhook, a form, a new e-mail, a new row in Google Sheets, a GitHub event, a new feed item, or a Slack or Teams message.',
  'I can fetch or post to a web address, post to Slack or Teams, send e-mail, add rows to Google Sheets or PostgreSQL or read them, report the weather, wait, set fields, and decide with “if … otherwise …”.',
].join('\n');

const examples = [
  'Every weekday at 9:00 post “Stand-up in 5 minutes” to #team',
  'When a form with name, email and message is submitted, post it to #sales',
  'Every 5 minutes check https://example.com and post to #ops if the status is not 200',
];

export function helpText(): string {
  return `${abilities}\n\nFor example:\n${examples.map((example) => `• ${example}`).join('\n')}`;
}

/** The honest answer when no workflow can be made of the words. */
export function cannotText(notUnderstood: readonly string[]): string {
  const parts = notUnderstood.slice(0, 3).map((part) => `“${part.length > 120 ? `${part.slice(0, 119)}…` : part}”`);
  const lead =
    parts.length > 0
      ? `I did not understand ${parts.join(' and ')}, so nothing was drafted.`
      : 'I could not make a workflow of that, so nothing was drafted.';
  return `${lead}\n\n${helpText()}`;
}

/** What was not understood stands on the card. A missing condition blocks approval: the workflow would do too much. */
export function leftOut(steps: StepsResult): Issue[] {
  const short = (part: string) => ({ part: part.slice(0, 200) });
  return [
    ...steps.unchecked.slice(0, 5).map((part) => error('condition-not-understood', short(part))),
    ...steps.notUnderstood.slice(0, 5).map((part) => warning('not-understood', short(part))),
  ];
}
