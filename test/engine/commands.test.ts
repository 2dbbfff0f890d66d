import { expect, it } from 'vitest';
import { parseCommand } from '#src/engine/commands.ts';

it.each([
  { text: '', command: 'help' },
  { text: '  \n', command: 'help' },
  { text: 'Help!', command: 'help' },
  { text: '?', command: 'help' },
  { text: 'hello.', command: 'help' },
  { text: ' LIST ', command: 'list' },
  { text: 'list workflows', command: 'list' },
  { text: 'help me post to Slack every morning', command: undefined },
  { text: 'list the open issues every Monday', command: undefined },
  { text: 'constructor', command: undefined },
  { text: '__proto__', command: undefined },
])('"$text" is $command', ({ text, command }) => {
  expect(parseCommand(text)).toBe(command);
});
