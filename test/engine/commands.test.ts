import { expect, it } from 'vitest';
import { parseCommand } from '#src/engine/intake/commands.ts';

const help = { verb: 'help' };
const on = (verb: string, words: string, argument = '') => ({ verb, words, argument });

it.each([
  ['', help],
  ['  \n', help],
  ['Help!', help],
  ['?', help],
  ['hello.', help],
  [' LIST ', { verb: 'list', which: 'mine' }],
  ['list workflows', { verb: 'list', which: 'mine' }],
  ['show my automations', { verb: 'list', which: 'mine' }],
  ['zeig mir meine Workflows', { verb: 'list', which: 'mine' }],
  ['montre-moi mes workflows', { verb: 'list', which: 'mine' }],
  ['muéstrame mis flujos', { verb: 'list', which: 'mine' }],
  ['what are my workflows?', { verb: 'list', which: 'mine' }],
  ['list all', { verb: 'list', which: 'all' }],
  ['turn the weather one off', on('unpublish', 'weather')],
  ['Turn off "Daily report" please', on('unpublish', 'Daily report')],
  ['turn it off', on('unpublish', '')],
  ['switch on the weather workflow', on('publish', 'weather')],
  ['delete Weather every morning', on('delete', 'Weather every morning')],
  ['undo', on('restore', '')],
  ['undo that', on('restore', '')],
  ['history of Weather', on('history', 'Weather')],
  ['why did the weather one fail?', on('executions', 'weather')],
  ['run Weather once', on('run', 'Weather')],
  ['save it as a template called Morning weather', on('save_template', '', 'Morning weather')],
  ['edit Weather: at 7 instead', on('edit', 'Weather', 'at 7 instead')],
  ['rename Weather to Morning weather', on('rename', 'Weather', 'Morning weather')],
  ['rename "Report to sales" to "Sales"', on('rename', 'Report to sales', 'Sales')],
  ['change the name of it to Sky', on('rename', '', 'Sky')],
  ['benenne den Wetterbericht in Himmel um', on('rename', 'Wetterbericht', 'Himmel')],
  ['renomme la météo en Ciel', on('rename', 'météo', 'Ciel')],
  ['cambia el nombre de Tiempo a Cielo', on('rename', 'Tiempo', 'Cielo')],
  ['what does the weather one do?', on('explain', 'weather')],
  ['restore Weather to version 2', on('restore', 'Weather', '2')],
  ['restore version 12 of the weather workflow', on('restore', 'weather', '12')],
  ['restore version 3', on('restore', '', '3')],
  ['Schalte den Wetterbericht aus', on('unpublish', 'Wetterbericht')],
  ['schalte "Wetter" wieder ein', on('publish', 'Wetter')],
  ['Lösche den Wetterbericht bitte', on('delete', 'Wetterbericht')],
  ['zeig mir Wetter', on('show', 'Wetter')],
  ['désactive la météo', on('unpublish', 'météo')],
  ['supprime « météo »'.replaceAll(/« | »/g, '"'), on('delete', 'météo')],
  ['desactiva el informe', on('unpublish', 'informe')],
  ['borra eso', on('delete', '')],
  ['liste', { verb: 'list', which: 'mine' }],
  ['waiting', { verb: 'waiting' }],
  ['What is waiting?', { verb: 'waiting' }],
  ["what's waiting for me?", { verb: 'waiting' }],
  ['drafts', { verb: 'waiting' }],
  ['Entwürfe', { verb: 'waiting' }],
  ['en attente', { verb: 'waiting' }],
  ['pendientes', { verb: 'waiting' }],
  ['Link', { verb: 'link' }],
  ['link my accounts', { verb: 'link' }],
  ['connect my account please', { verb: 'link' }],
  ['unlink', { verb: 'unlink' }],
  ['account links', { verb: 'links' }],
  ['link every new row to a Slack message', undefined],
  ['waiting for an answer, remind me every hour', undefined],
  ['help me post to Slack every morning', undefined],
  ['list the open issues every Monday', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('"%s" is %o', (text, command) => {
  const parsed = parseCommand(text);
  if (!command) expect(parsed).toBeUndefined();
  else expect(parsed).toMatchObject(command);
});

it.each([
  ['delete "Weather"', true],
  ['turn off the weather workflow', true],
  ['delete weather', false],
  ['delete workflow weather', true],
  ['delete the workflow executions older than a week every night', false],
  ['stop sending me mails when it rains', false],
  ['show me every new order in Slack', false],
  ['run a backup every night and tell me', false],
])('"%s" can be nothing but a command: %s', (text, certain) => {
  expect(parseCommand(text)).toMatchObject({ certain });
});

it.each([
  'turn '.repeat(400),
  `edit ${'a '.repeat(900)}`,
  `save ${'the my '.repeat(250)}`,
  '"'.repeat(2000),
  // Messages that are too long reach it before they are refused. A quadratic pattern would take minutes.
  `${'.'.repeat(200_000)}x`,
])('anything is read: %.20s…', (text) => {
  expect(() => parseCommand(text)).not.toThrow();
});
