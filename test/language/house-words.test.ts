import { describe, expect, it } from 'vitest';
import { readHouse } from '#src/language/house-words.ts';

describe('what an admin says for everybody', () => {
  it.each([
    ['our sender is automation@acme.com', 'sender', '', 'automation@acme.com'],
    ['use automation@acme.com as our sender', 'sender', '', 'automation@acme.com'],
    ['our spreadsheet folder is Reports', 'folder', '', 'Reports'],
    ['Our Jira project is “web shop”.', 'project', 'Jira', 'web shop'],
    ['set our Slack channel to #ops', 'channel', 'Slack', '#ops'],
    ['unser Absender ist automation@acme.com', 'sender', '', 'automation@acme.com'],
    ['nimm automation@acme.com als unseren Absender', 'sender', '', 'automation@acme.com'],
    ['unser Jira-Projekt ist WEB', 'project', 'Jira', 'WEB'],
    ['notre expéditeur est automation@acme.com', 'sender', '', 'automation@acme.com'],
    ['notre projet Jira est WEB', 'project', 'Jira', 'WEB'],
    ['notre base de données est Ventes', 'database', '', 'Ventes'],
    ['nuestro remitente es automation@acme.com', 'sender', '', 'automation@acme.com'],
    ['nuestro proyecto de Jira es WEB', 'project', 'Jira', 'WEB'],
  ])('%s', (said, thing, app, value) => {
    expect(readHouse(said)).toEqual({ act: 'set', thing, app, value, certain: true });
  });

  it('may be about a draft where it does not say whose', () => {
    for (const said of ['use a@acme.com as sender', 'nimm a@acme.com als Absender', 'usa a@acme.com como remitente'])
      expect(readHouse(said)).toMatchObject({ act: 'set', thing: 'sender', value: 'a@acme.com', certain: false });
  });

  it.each([
    'forget our Jira project',
    'vergiss unser Jira-Projekt',
    'oublie notre projet Jira',
    'olvida nuestro proyecto de Jira',
  ])('%s', (said) => {
    expect(readHouse(said)).toEqual({ act: 'forget', thing: 'project', app: 'Jira' });
  });

  it.each([
    'house values',
    'What are our house values?',
    'was sind unsere Hauswerte?',
    'valeurs de la maison',
    '¿cuáles son nuestros valores de la casa?',
  ])('%s', (said) => {
    expect(readHouse(said)).toEqual({ act: 'list' });
  });

  it.each([
    'our project is late',
    'our team is happy',
    'our best customer is Acme',
    'our spreadsheet is Orders, add a row every day at 9',
    'when our table is updated, post to #sales',
    'use Outlook instead of Gmail',
    'forget it',
    `our sender is ${'a'.repeat(400)}@acme.com`,
  ])('nothing in: %s', (said) => {
    expect(readHouse(said)).toBeUndefined();
  });
});
