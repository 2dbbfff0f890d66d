import { expect, it } from 'vitest';
import { parseCommand } from '#src/engine/commands.ts';

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
  ['what does the weather one do?', on('explain', 'weather')],
  ['help me post to Slack every morning', undefined],
  ['list the open issues every Monday', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('"%s" is %o', (text, command) => {
  const parsed = parseCommand(text);
  if (!command) expect(parsed).toBeUndefined();
  else expect(parsed).toMatchObject(command);
});
