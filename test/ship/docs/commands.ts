import type { Command } from 'commander';
import { parse } from 'yaml';
import { type Code, readMarkdown } from './markdown.ts';
import { type Statement, toStatements } from './shell.ts';

/** A command as the documents have it. */
export interface Documented extends Statement {
  where: string;
  /** Stands in a block, to be pasted as it is. */
  block: boolean;
  /** Where a `cd` before it in the same block leads. */
  folder: string;
  /** Its arguments for `flowsmith`, by whatever it is started there. */
  flowsmith?: string[];
}

const shells = new Set(['sh', 'bash', 'console', 'shell']);
/** First words that make code within a line a command; in a block every line is one. */
const programs =
  /^(?:[A-Z_][A-Z0-9_]*=\S+ )*(?:npm|npx|node|flowsmith|docker|docker-compose|kubectl|helm|curl|wget|openssl|cp|mkdir|git|psql|pg_dump|pg_restore|caddy|n8n export:\S+|promtool|systemctl|journalctl)(?: |$)/;

/** Every command in these files. `program` tells which words are its own. */
export function readCommands(files: string[], program: Command): Documented[] {
  return files.flatMap((file) => readMarkdown(file).code.flatMap((code) => commandsIn(code, program)));
}

/** The commands of one block or piece of code. */
export function commandsIn(code: Code, program: Command): Documented[] {
  const { language, text } = code;
  let folder = '.';
  const documented = (statement: Statement): Documented => {
    const flowsmith = toFlowsmith(statement.words);
    const found = {
      ...statement,
      where: `${code.file}:${code.line}`,
      folder,
      block: language !== undefined,
      ...(flowsmith && { flowsmith }),
    };
    if (statement.words[0] === 'cd') folder = statement.words[1] ?? folder;
    return found;
  };
  if (language === 'yaml') return inWorkflow(text).flatMap(toStatements).map(documented);
  if (language !== undefined) return shells.has(language) ? toStatements(text).map(documented) : [];
  if (programs.test(text) && text.includes(' ')) return toStatements(text).map(documented);
  if (!code.commandTable && !isOwn(text, program)) return [];
  const [statement] = toStatements(text);
  return statement ? [{ ...documented(statement), flowsmith: statement.words }] : [];
}

/** What GitHub would run. */
function inWorkflow(yaml: string): string[] {
  const workflow = parse(yaml) as { jobs?: Record<string, { steps?: { run?: string }[] }> };
  return Object.values(workflow?.jobs ?? {}).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
}

/** Behind `npm run -s flowsmith --`, `node src/cli.ts`, a container's or a pod's, or `flowsmith` itself. */
function toFlowsmith(words: string[]): string[] | undefined {
  const line = words.join('\0');
  const start = /^(?:flowsmith|npm\0run\0-s\0flowsmith(?:\0--)?|(?:.*\0)?node\0src\/cli\.ts)(?=\0|$)/.exec(line);
  return start ? line.slice(start[0].length).split('\0').filter(Boolean) : undefined;
}

/** Words that people say in a chat begin like some of ours: only with an option, or with two words, it is a command. */
function isOwn(text: string, program: Command): boolean {
  const [first = '', second = ''] = text.split(' ');
  const command = program.commands.find((each) => each.name() === first);
  if (!command) return false;
  return text.includes(' --') || command.commands.some((each) => each.name() === second);
}
