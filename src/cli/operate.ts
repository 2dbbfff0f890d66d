import type { Command } from 'commander';

const load = () => import('./run/operate.ts');

/** `deliveries replay` and `events release|fail`: what an operator does about what hangs. */
export function addOperate(program: Command): void {
  program
    .command('deliveries')
    .description('what people are owed to see')
    .command('replay')
    .description('show what was given up after all')
    .argument('<id>', 'of the draft, event, question or act it is about')
    .action(async (id: string) => (await load()).replay(id));

  const events = program.command('events').description('messages and clicks that wait');
  for (const [name, description] of [
    ['release', 'take it up now, with all its tries again'],
    ['fail', 'end it; whoever caused it is told that it failed'],
  ] as const) {
    events
      .command(name)
      .description(description)
      .argument('<id>', 'of the event')
      .option('--force', 'also while a process is answering it: it is taken away from that')
      .action(async (id: string, { force = false }: { force?: boolean }) => (await load())[name](id, force));
  }
}
