import type { Command } from 'commander';

/** `forget`: takes a person out of everything. */
export function addForget(program: Command): void {
  program
    .command('forget')
    .description('remove the words and names of a person from everything; the audit chain stays valid')
    .argument('<person>', 'an account (slack:T024BE7LG:U024BE7LH), an id, a name or an e-mail address')
    .option('--dry-run', 'only say what would be removed')
    .action(async (wanted: string, options: { dryRun?: boolean }) =>
      (await import('./run/forget.ts')).forget(wanted, options),
    );
}
