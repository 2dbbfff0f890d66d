import type { Command } from 'commander';

/** `doctor`: everything `start` needs, each with a line. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the settings and everything they point to; exit 1 when something FAILS, 0 otherwise')
    .option('--model', 'ask the model as well, with one tiny call')
    .option('--json', 'a JSON object a line: check, state (ok, warns, fails), says, details')
    .action(async ({ model = false, json = false }: { model?: boolean; json?: boolean }) =>
      (await import('./run/doctor.ts')).doctor({ model, json }),
    );
}
