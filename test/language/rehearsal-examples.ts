import type { rehearsal } from '#src/language/en/issues/rehearsal.ts';
import type { Examples } from './more-issue-examples.ts';

const node = 'Knoten7';
const none = [{}];
const alone = [{ node }];

/** Of what a rehearsal finds. */
export const rehearsalExamples: Examples<keyof typeof rehearsal> = {
  'rehearsal-step-fails': [
    { node, message: 'boom' },
    { node, message: '' },
  ],
  'rehearsal-value-fails': [
    { node, field: 'Betrag', code: '$json.x', message: 'boom' },
    { node, field: 'Betrag', code: '$json.x', message: '' },
  ],
  'rehearsal-value-empty': [{ node, field: 'Betrag', code: '$json.x' }],
  'rehearsal-value-odd': [{ node, field: 'Betrag', shows: 'Invalid DateTime' }],
  'rehearsal-nobody': [{ node, field: 'Betrag' }],
  'rehearsal-decides-by-nothing': [{ node, code: '$json.x' }],
  'rehearsal-loop-open': alone,
  'rehearsal-rounds': [{ node, rounds: 345 }],
  'rehearsal-timeout': [{ seconds: 345 }],
  'rehearsal-too-large': none,
  'rehearsal-unheard': none,
  'rehearsal-answer-not-json': alone,
  'rehearsal-body-not-json': alone,
  'rehearsal-body-not-sent': [{ node, value: '345' }],
};
