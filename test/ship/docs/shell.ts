/** One command of a script. */
export interface Statement {
  text: string;
  /** Variables set before it, for it alone. */
  env: Record<string, string>;
  /** Without quotes, variables and what says where its output goes. */
  words: string[];
}

/** A script's commands one by one: lines, `&&` and `;` part them; a loop stays whole. Comments are gone. */
export function toStatements(script: string): Statement[] {
  const found: Statement[] = [];
  let loop: string | undefined;
  for (const text of split(script.replaceAll('\\\n', ' '))) {
    if (loop !== undefined || /^for\b/.test(text)) {
      loop = loop === undefined ? text : `${loop}\n${text}`;
      if (/^done\b/.test(text)) {
        found.push(toStatement(loop));
        loop = undefined;
      }
    } else found.push(toStatement(text));
  }
  if (loop !== undefined) found.push(toStatement(loop));
  return found;
}

function split(script: string): string[] {
  const parts = [''];
  let quote = '';
  for (let at = 0; at < script.length; at += 1) {
    const char = script.charAt(at);
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && /^$|\s/.test(script.charAt(at - 1))) {
      while (at + 1 < script.length && script.charAt(at + 1) !== '\n') at += 1;
      continue;
    } else if (char === '\n' || char === ';' || script.startsWith('&&', at)) {
      if (char === '&') at += 1;
      parts.push('');
      continue;
    }
    parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function toStatement(text: string): Statement {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)) words.push(match[0].replace(/["']/g, ''));
  const env: Record<string, string> = {};
  while (words[0] !== undefined && /^[A-Z_][A-Z0-9_]*=/.test(words[0])) {
    const [assignment = ''] = words.splice(0, 1);
    const at = assignment.indexOf('=');
    env[assignment.slice(0, at)] = assignment.slice(at + 1);
  }
  const redirected = words.indexOf('>');
  if (redirected >= 0) words.splice(redirected, 2);
  return { text, env, words };
}
