import type { Command } from 'commander';
import { vi } from 'vitest';
import { FlowsmithError, toOperatorMessage } from '#src/errors.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** What a documented command names: the command itself, its words, and what is wrong with it. */
export interface Resolved {
  command: Command;
  path: string[];
  /** Without the path; optional parts (`[--json]`) without their brackets. */
  rest: string[];
  wrong?: string;
  /** Names a command, but not what to run it on. */
  mention: boolean;
}

/** Finds the command and looks at its options and the number of its arguments; runs nothing. */
export function resolve(program: Command, words: string[]): Resolved {
  const path: string[] = [];
  let command = program;
  const rest = [...words];
  for (let next = sub(command, rest[0]); next; next = sub(command, rest[0])) {
    command = next;
    path.push(rest.shift() ?? '');
  }
  const bare = rest.map((word) => word.replace(/^\[|\]$/g, ''));
  const resolved = { command, path, rest: bare, mention: false };
  if (/^(<command>|…)$/.test(bare[0] ?? '')) return { ...resolved, mention: true };
  if (command === program)
    return { ...resolved, mention: words.length === 0, ...(words.length > 0 && { wrong: 'no such command' }) };
  const options = bare.filter((word) => word.startsWith('--'));
  const unknown = options.find((word) => !command.options.some((option) => option.long === word));
  if (unknown) return { ...resolved, wrong: `no option ${unknown}` };
  const group = command.commands.length > 0 && !command.commands.some((each) => isDefault(command, each));
  const needed = command.registeredArguments.filter((argument) => argument.required).length;
  return { ...resolved, mention: group || (bare.length === 0 && needed > 0) };
}

/** `[--a X | --b Y]` is one or the other: the words of each. */
export function alternatives(words: string[]): string[][] {
  const text = words.join('\0');
  const choice = /\[([^[\]]*\0\|\0[^[\]]*)\]/.exec(text);
  if (!choice?.[1]) return [words];
  return choice[1].split('\0|\0').flatMap((one) => alternatives(text.replace(choice[0], () => one).split('\0')));
}

const sub = (command: Command, name: string | undefined): Command | undefined =>
  command.commands.find((each) => each.name() === name);

const isDefault = (parent: Command, child: Command): boolean =>
  (parent as Command & { _defaultCommandName?: string | null })._defaultCommandName === child.name();

/** Every command that does something, as words. */
export function leaves(command: Command, path: string[] = []): string[] {
  if (command.commands.length === 0) return [path.join(' ')];
  return command.commands.flatMap((each) => leaves(each, isDefault(command, each) ? path : [...path, each.name()]));
}

/** Runs a command in this process, as src/cli.ts does in its own. */
export async function runOwn(program: Command, args: string[], env: Record<string, string>): Promise<Ran> {
  const written = { out: '', err: '' };
  const before = process.env;
  const catching = (stream: NodeJS.WriteStream, into: 'out' | 'err') =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written[into] += String(chunk);
      return true;
    });
  const spies = [catching(process.stdout, 'out'), catching(process.stderr, 'err')];
  const { PATH, HOME } = before;
  process.env = { PATH, HOME, ...env };
  process.exitCode = undefined;
  try {
    for (const each of everyCommand(program)) each.exitOverride();
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof FlowsmithError) written.err += `${toOperatorMessage(error)}\n`;
    else if ((error as { code?: string }).code?.startsWith('commander.')) written.err += (error as Error).message;
    else written.err += `NOT IN WORDS: ${(error as Error).stack}`;
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { code, ...written };
}

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];
