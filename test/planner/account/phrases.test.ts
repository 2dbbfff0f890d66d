import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { type Phrase, readPhrases } from '#src/planner/account/phrases.ts';

const catalog = createCoreCatalog();

/** A phrase in short: its kind and what it means. */
function short(phrase: Phrase): string {
  const { kind, start: _start, end: _end, text, ...rest } = phrase;
  switch (phrase.kind) {
    case 'app':
      return `app ${phrase.name}`;
    case 'address':
      return `address ${phrase.address}`;
    case 'url':
      return `url ${phrase.url}`;
    case 'channel':
    case 'person':
      return `${kind} ${phrase.id ?? phrase.name}`;
    case 'name':
      return `name ${phrase.name}`;
    case 'text':
      return `text ${phrase.value}`;
    case 'time':
      return `time ${phrase.hour}:${phrase.minute}`;
    case 'days':
      return `days ${phrase.days.join('')}`;
    case 'frequency':
      return `every ${phrase.every.count} ${phrase.every.unit}${phrase.times ? ` x${phrase.times}` : ''}`;
    case 'date':
      return `date ${JSON.stringify(phrase.on)}`;
    case 'duration':
      return `duration ${phrase.count} ${phrase.unit}`;
    case 'number':
      return `number ${phrase.value}${phrase.compare ? ` ${phrase.compare}` : ''}`;
    case 'count':
      return `count ${phrase.value}`;
    case 'exception':
      return `exception ${phrase.days?.join('') ?? text}`;
    case 'act':
      return `act ${phrase.act}`;
    case 'window':
    case 'zone':
      return `${kind} ${Object.values(rest).join(' ')}`;
    case 'condition':
      return phrase.negated ? 'unless' : 'condition';
    default:
      return kind;
  }
}
const read = (request: string) => readPhrases(request, { catalog }).map(short);

it.each([
  ['check if the amount is greater than 1000, if so post to #a, otherwise store it', 1],
  ['prüfe, ob neue da sind, falls der Betrag über 1000 liegt, wenn ja, poste in #a', 1],
  ['vérifie si le montant dépasse 1000, si oui poste dans #a', 1],
  ['if so post to #a', 1],
  ['if the amount is over 5, post to #a, if it is Monday, mail bob@example.com', 2],
])('a condition said before is none of its own: %s', (request, wanted) => {
  expect(read(request).filter((one) => one === 'condition')).toHaveLength(wanted);
});

it.each([
  ['look it up in HubSpot by email and post to #a', []],
  ['find the customer by email', []],
  ['send the report by email', ['act mail']],
  ['tell her by email', ['act mail']],
])('an e-mail that something is found by is not sent: %s', (request, wanted) => {
  expect(read(request).filter((one) => one === 'act mail')).toEqual(wanted);
});

it.each([
  ['take the pinned data off at one node', []],
  ['post hi at one message each', []],
  ['meet at one', ['time 1:0']],
  ["meet at one o'clock", ['time 1:0']],
  ['meet at one on Mondays', ['time 1:0', 'days 1']],
])('one of something is no hour: %s', (request, wanted) => {
  const times = read(request).filter((one) => /^(?:time|days)/.test(one));
  expect(times).toEqual(wanted);
});

describe('phrases', () => {
  it.each([
    [
      'Every weekday except Friday at 9am post the top 5 Hacker News stories to Telegram',
      ['days 12345', 'exception 5', 'time 9:0', 'count 5', 'app Hacker News', 'app Telegram'],
    ],
    [
      'on the first of each month at 8 in the morning email finance@acme.example',
      ['date {"monthDays":[1]}', 'time 8:0', 'address finance@acme.example'],
    ],
    [
      'Jeden Werktag außer freitags um 8:30 Uhr schick eine Mail an team@firma.example mit „Guten Morgen“',
      ['days 12345', 'exception 5', 'time 8:30', 'act mail', 'address team@firma.example', 'text Guten Morgen'],
    ],
    [
      'Wenn in Stripe eine Zahlung über 1.000 € eingeht, schreibe sie in die Tabelle Zahlungen in Postgres, sonst melde es in #buchhaltung',
      [
        'condition',
        'app Stripe',
        'number 1000 gt',
        'name Zahlungen',
        'app Postgres',
        'otherwise',
        'channel buchhaltung',
      ],
    ],
    [
      'Zweimal täglich die letzten 10 Zeilen aus dem Blatt Bestellungen per Telegram senden',
      ['every 1 day x2', 'count 10', 'name Bestellungen', 'app Telegram'],
    ],
    ['Vom Montag bis Donnerstag um halb acht', ['days 1234', 'time 7:30']],
    [
      'Toutes les 30 minutes, récupère les 5 premiers articles de https://blog.exemple.example/rss sauf le week-end',
      ['every 30 minute', 'count 5', 'url https://blog.exemple.example/rss', 'exception 06'],
    ],
    [
      'Quand une ligne arrive dans Airtable, crée un ticket Jira dans le projet WEB, sinon envoie un e-mail à compta@exemple.example',
      ['app Airtable', 'app Jira', 'name WEB', 'otherwise', 'act mail', 'address compta@exemple.example'],
    ],
    [
      'Tous les jours ouvrés à 8h30 envoie « Bonjour » à @marie sur Slack',
      ['days 12345', 'time 8:30', 'text Bonjour', 'person marie', 'app Slack'],
    ],
    [
      'El primer lunes de cada mes a las 9 de la mañana envía el informe a jefe@empresa.example por correo',
      ['date {"nth":1,"day":1}', 'time 9:0', 'address jefe@empresa.example', 'act mail'],
    ],
    [
      'Cada 2 horas consulta https://api.empresa.example y si el precio es mayor que 100 avisa en #ventas, de lo contrario guarda en Google Sheets',
      [
        'every 2 hour',
        'url https://api.empresa.example',
        'condition',
        'number 100 gt',
        'channel ventas',
        'otherwise',
        'app Google Sheets',
      ],
    ],
    [
      'every hour get https://blog.example/a, sauf pendant les vacances',
      ['every 1 hour', 'url https://blog.example/a', 'exception sauf pendant les vacances'],
    ],
    [
      'Todos los viernes a las 17:30 publica en #general excepto en agosto',
      ['days 5', 'time 17:30', 'channel general', 'exception excepto en agosto'],
    ],
    [
      'Only orders over $1,500 go to gcal, unless the customer is "ACME Corp"',
      ['condition', 'number 1500 gt', 'app Google Calendar', 'unless', 'text ACME Corp'],
    ],
    ['Send it to <#C012AB3CD|sales> and <@U12345678>', ['channel C012AB3CD', 'person U12345678']],
    [
      'between 9 and 17 every 10 minutes on weekdays check the folder Contracts in Google Drive',
      ['window 9 17', 'every 10 minute', 'days 12345', 'name Contracts', 'app Google Drive'],
    ],
    ['Every day at 9am Pacific time', ['every 1 day', 'time 9:0', 'zone America/Los_Angeles']],
    ['On March 3rd at noon remind @anna', ['date {"month":3,"day":3}', 'time 12:0', 'person anna']],
    [
      'wait 3 days, then add the row to the Orders sheet and the Leads tab',
      ['act wait', 'duration 3 day', 'order', 'name Orders', 'name Leads'],
    ],
    [
      'Stuur elke werkdag om 8:45 "Goedemorgen" naar #kantoor in Slack',
      ['time 8:45', 'text Goedemorgen', 'channel kantoor', 'app Slack'],
    ],
  ])('of %j', (request, expected) => {
    expect(read(request)).toEqual(expected);
  });

  it('takes an everyday word for an app only where an app is meant', () => {
    expect(read('Put it in the box, wait, give a signal and set the code; the outlook is good for all teams')).toEqual([
      'act wait',
    ]);
    expect(read('every Monday the team meets, on Monday too')).not.toContain('app monday.com');
    expect(read('Post to Signal and create a Linear issue when a Box folder changes')).toEqual([
      'app Signal',
      'app Linear',
      'app Box',
    ]);
    expect(read('tell it in Outlook and to teams, add a line to the monday.com board')).toEqual([
      'app Microsoft Outlook',
      'app Microsoft Teams',
      'app monday.com',
    ]);
  });

  it('takes for a name what is one', () => {
    expect(read('read the table rows, in die Tabelle eintragen und in der Tabelle speichern')).toEqual([]);
    expect(read('1. read the table orders 2. post it\n3. add 7 rows')).toEqual(['name orders', 'number 7']);
  });

  it('takes words of politeness for nothing', () => {
    expect(read('Hi! Please could somebody build this for us, we want it soon. Thanks a lot')).toEqual([]);
    expect(read('Hallo, könnte bitte jemand so etwas für uns bauen? Danke')).toEqual([]);
  });

  it('reads any words, with spans that are in the request', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        for (const { start, end, text } of readPhrases(words, { catalog })) {
          expect(start).toBeLessThan(end);
          if (!/[\uE000-\uF8FF]/.test(words)) expect(words.slice(start, end)).toBe(text);
        }
      }),
    );
  });

  it('takes at most quadratically longer for long and hostile words', () => {
    const pieces = ['every ', '"', '9 and ', 'if ', '@', '#a', 'except ', '1,', 'the first '];
    // However busy the machine is, the best of several is what the words themselves take.
    const best = (length: number, tries: number) => {
      const took = pieces.map((piece) =>
        Math.min(
          ...Array.from({ length: tries }, () => {
            const started = performance.now();
            readPhrases(piece.repeat(length / piece.length), { catalog });
            return performance.now() - started;
          }),
        ),
      );
      return took.reduce((sum, one) => sum + one, 0);
    };
    best(500, 3);
    // Four times as long: 16 times where it is quadratic, 64 where it is cubic.
    expect(best(4_000, 2) / best(1_000, 4)).toBeLessThan(40);
  });
});
