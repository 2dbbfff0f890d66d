import { expect, it } from 'vitest';
import { questionMessage } from '#src/cards/message-cards.ts';

const kindsOf = (choices: string[]) =>
  questionMessage('6b1f9c1e-0000-4000-8000-000000000001', 'Which one?', choices).card?.elements.map(({ kind }) => kind);

it('one choice is a button, however long, and no list of one', () => {
  expect(kindsOf(['Watch the status page of the shop and tell #ops'])).toContain('actions');
  expect(kindsOf(['x'.repeat(76)])).toContain('select');
  expect(kindsOf(['Watch the status page of the shop and tell #ops', 'Weather'])).toContain('select');
});
