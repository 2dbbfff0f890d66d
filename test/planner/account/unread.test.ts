import { expect, it } from 'vitest';
import { notSaidAnew, unreadOf, withUnread } from '#src/planner/account/unread.ts';
import { warning } from '#src/workflow/issues.ts';

it('what a planner names itself is what is not done', () => {
  const issues = [
    warning('not-understood', { part: 'the shiny ones' }),
    warning('not-possible', { part: 'star it', reason: 'no-act', app: 'Slack' }),
    warning('left-out', { words: ['x'] }),
  ];
  expect(unreadOf(issues)).toEqual(['the shiny ones', 'star it']);
});

it.each([
  [['#ops'], [], ['#ops']],
  [['base CRM', '#ops'], ['into the Base CRM of ours'], ['#ops', 'into the Base CRM of ours']],
  [['a whole sentence'], ['whole'], ['a whole sentence']],
  [[], ['twice', 'twice'], ['twice']],
])('nothing is told twice: %j and %j', (found, unread, all) => {
  expect(withUnread(found, unread)).toEqual(all);
});

it('words that newer ones take up are not carried on', () => {
  expect(notSaidAnew(['older than 30 days', 'star it'], 'delete those of thirty days')).toEqual(['star it']);
});

it.each([
  ['post it to Foobarsoft', 'post at 10 instead'],
  ['send it with the fax', 'send it to #b with a smile'],
  ['sende es per Fax', 'sende es lieber um 10'],
])('a verb that both have is no other way to say it: %s, %s', (words, newer) => {
  expect(notSaidAnew([words], newer)).toEqual([words]);
});
