import { expect, it } from 'vitest';
import { readPhrases } from '#src/planner/account/phrases.ts';

const unknown = (request: string): string[] =>
  readPhrases(request).flatMap((phrase) => (phrase.kind === 'name' && phrase.of === 'app' ? [phrase.name] : []));

it.each([
  ['When a form in Blorptastic is submitted, send it to Zorgmail', ['Blorptastic', 'Zorgmail']],
  ['Save every new order via Zorgbase', ['Zorgbase']],
  ['Quand un paiement arrive, envoie-le vers Zorgbase', ['Zorgbase']],
])('%s: names that nobody knows', (request, names) => {
  expect(unknown(request)).toEqual(names);
});

it.each([
  'Write it in German and post it to #team',
  'Every Monday in March at 9 post "hi in Zorgbase" to Slack',
  'Add a row to the Orders sheet in Google Sheets',
  'Send it to anna@example.com with the subject “Hello from Berlin”',
  'Post it to Slack with AI via HTTP as JSON',
  'Schreibe die Antwort in Tabellen und sende sie an Kunden',
])('%s: nothing of it is an unknown app', (request) => {
  expect(unknown(request)).toEqual([]);
});
