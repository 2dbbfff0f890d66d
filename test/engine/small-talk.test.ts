import { describe, expect, it } from 'vitest';
import { parseCommand } from '#src/engine/intake/commands.ts';
import { toPlainWord } from '#src/engine/intake/plain-word.ts';
import { readSmallTalk } from '#src/engine/intake/small-talk.ts';

const said = {
  hello: [
    ...['Hello there!', 'Good morning', 'hey flowsmith', 'Who are you?', 'are you a bot?'],
    ...['Guten Morgen', 'Wer bist du?', 'Moin!', 'Salut', 'Qui es-tu ?', 'Buenos días', '¿Quién eres?'],
  ],
  help: [
    ...['help me', 'Hi, can you help me?', 'templates', 'how does this work?', 'what do you do'],
    ...['hilf mir', 'Hallo, kannst du mir helfen?', 'Vorlagen', 'Aide-moi', 'comment ça marche ?', 'modèles'],
    ...['Ayúdame', '¿Puedes ayudarme?', 'plantillas'],
  ],
  chat: [
    ...['how are you?', 'Hi, how are you?', 'bye', 'lol', 'good night', 'sorry'],
    ...['Wie geht es dir?', 'Tschüss', 'Ça va ?', 'au revoir', '¿Cómo estás?', 'Hola, ¿qué tal?', 'adiós'],
  ],
  agree: [
    'yes',
    'Yes!',
    'ok 👍',
    '👍',
    '👍🏽',
    '👍👍',
    ':+1:',
    '✅',
    'LGTM',
    'looks good, create it',
    'Looks good. Create it!',
    'perfect, thanks',
    'go ahead please',
    'approve',
    'ship it',
    'create and publish it',
    'yes, do it',
    'okay great',
    'yep do it',
    'y',
    'ja mach das',
    'oui vas-y',
    'ja',
    'Ja, bitte',
    'passt, anlegen',
    'sieht gut aus, leg es an',
    'Super, danke',
    'freigeben',
    'mach das bitte',
    'oui',
    'c’est bon, crée-le',
    "d'accord",
    'parfait, merci',
    'vas-y',
    'ça me va, créez-le',
    'sí',
    'vale',
    'está bien, créalo',
    'perfecto, gracias',
    'adelante',
    'Sí, por favor',
  ],
  disagree: ['no', 'No.', 'nope', '👎', 'nein', 'so nicht', 'non', 'pas comme ça', 'así no', 'está mal', 'no thanks'],
  thanks: [
    'thanks',
    'Thank you so much!',
    'thx',
    '🙏',
    'Thanks!! 🙏',
    'danke',
    'vielen Dank',
    'merci beaucoup',
    'gracias',
    'muchas gracias 🙏',
  ],
  'who approves': [
    'who can approve this?',
    'who approves?',
    'Who has to approve it',
    'who are the approvers?',
    'wer darf das freigeben?',
    'wer gibt das frei?',
    'wer kann genehmigen',
    'qui peut approuver ça ?',
    'qui doit valider ?',
    '¿Quién puede aprobar esto?',
    '¿quién aprueba?',
  ],
  'what failed': [
    'what failed today?',
    'what failed',
    'what went wrong today?',
    'did anything fail today?',
    'any errors today?',
    'which workflows failed?',
    'was ist heute fehlgeschlagen?',
    'ist heute etwas schiefgelaufen',
    'gab es heute Fehler?',
    'qu’est-ce qui a échoué aujourd’hui ?',
    'y a-t-il eu des erreurs ?',
    '¿qué ha fallado hoy?',
    'hubo errores hoy',
  ],
  'what it says': [
    'what will it post?',
    'what does it send',
    'what exactly will it say?',
    'was wird es posten?',
    'was schickt er?',
    'que va-t-il publier ?',
    "qu'est-ce que ça va envoyer ?",
    '¿qué va a publicar?',
    'qué enviará',
  ],
} as const;

describe.each(Object.entries(said))('%s', (kind, texts) => {
  it.each(texts)('“%s”', (text) => expect(readSmallTalk(text)).toEqual({ kind }));
});

it.each([
  ['is general live?', 'general'],
  ['Is the weather workflow published yet?', 'weather'],
  ['is “Daily report” on?', 'daily report'],
  ['ist der Wetterbericht aktiv?', 'wetterbericht'],
  ['läuft der Wetterbericht noch?', 'wetterbericht'],
  ['est-ce que la météo est active ?', 'météo'],
  ['¿está activo el informe?', undefined],
  ['¿está el informe activo?', 'informe'],
  ['is it live?', 'it'],
])('“%s” asks whether %s is live', (text, words) => {
  expect(readSmallTalk(text)).toEqual(words === undefined ? undefined : { kind: 'is it live', words });
});

it.each([
  'looks good but at 8',
  'yes and also post it to #ops',
  'no, at 7 instead',
  'ja, aber um 7',
  'oui mais à 8h',
  'sí, pero a las 8',
  'create a Jira issue for every new bug',
  'thanks to new leads by mail',
  'thank every new customer by e-mail',
  'post “yes” to #general every day',
  'when the approver says yes, create it',
  'approve invoices under 100 euros by themselves',
  'ok, and what about weekends?',
  'tell me what failed today at 18:00',
  'who can approve invoices over 500, ask them first',
  'is the website down? tell me in Slack',
  'post what failed today to #ops every evening',
  'si llega un correo, avísame',
  'gracias por tu pedido, como respuesta a cada formulario',
  'go through my inbox every morning',
  'good morning to #general at 9',
  'make it weekly',
  'list every new order in a sheet',
  '👍 every message of Anna in #general',
  '',
  '   ',
])('“%s” says more, or nothing', (text) => {
  expect(readSmallTalk(text)).toBeUndefined();
});

it('any text is read, however it repeats itself', () => {
  for (const text of [
    'is '.repeat(40),
    '👍'.repeat(60),
    'yes, '.repeat(24),
    `${'a '.repeat(50)}live`,
    'ok'.repeat(9_000),
  ])
    expect(() => readSmallTalk(text)).not.toThrow();
});

it.each([
  'stop',
  'Never mind.',
  'nevermind',
  'forget it',
  'stopp',
  'vergiss es',
  'laisse tomber',
  'olvídalo',
  'déjalo',
])('“%s” drops what is open', (text) => expect(toPlainWord(text)).toBe('cancel'));

it.each(['what can you do?', 'was kannst du?', 'que sais-tu faire ?', '¿qué puedes hacer?'])('“%s” is help', (text) =>
  expect(parseCommand(text)).toEqual({ verb: 'help' }),
);

it.each([
  'stop the weather workflow',
  'help me post the news to #a every day',
  'hello world to #a at 9',
  'forget it all',
])('“%s” is more than a few words', (text) => expect(toPlainWord(text) ?? readSmallTalk(text)).toBeUndefined());
