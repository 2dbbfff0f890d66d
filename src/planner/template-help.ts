import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import type { StepsResult } from './assemble.ts';

/** Requests that work, in the one language the templates read. */
const examples = [
  'Every weekday at 9:00 post “Stand-up in 5 minutes” to #team',
  'When a form with name, email and message is submitted, post it to #sales',
  'Every 5 minutes check https://example.com and post to #ops if the status is not 200',
];

/** What the built-in templates can do, with three requests that work. */
export function helpText(language: Language): string {
  const { canStart, canDo, forExample } = wordsIn(language).planning;
  return `${canStart}\n${canDo}\n\n${forExample}\n${examples.map((example) => `• ${example}`).join('\n')}`;
}

/** The honest answer when no workflow can be made of the words. */
export function cannotText(notUnderstood: readonly string[], language: Language): string {
  const words = wordsIn(language).planning;
  const parts = notUnderstood
    .slice(0, 3)
    .map((part) => words.part(part.length > 120 ? `${part.slice(0, 119)}…` : part));
  const lead = parts.length > 0 ? words.notUnderstood(parts) : words.nothingDrafted;
  return `${lead}\n\n${helpText(language)}`;
}

/** What was not understood stands on the card. A missing condition blocks approval: the workflow would do too much. */
export function leftOut({ unchecked = [], undone = [], notUnderstood = [] }: Partial<StepsResult>): Issue[] {
  const short = (part: string) => ({ part: part.slice(0, 200) });
  return [
    ...unchecked.slice(0, 5).map((part) => error('condition-not-understood', short(part))),
    ...undone.slice(0, 5).map(({ part, reason, app }) => warning('not-possible', { ...short(part), reason, app })),
    ...notUnderstood.slice(0, 5).map((part) => warning('not-understood', short(part))),
  ];
}
