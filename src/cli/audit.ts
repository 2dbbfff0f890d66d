import type { Command } from 'commander';
import type { VerifyArguments } from './run/audit.ts';

/** `audit verify`. */
export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('the audit trail')
    .command('verify')
    .description('walk the whole hash chain; exit 1 where it does not hold')
    .option(
      '--from <row:head>',
      'go on behind a row that was verified before and had this head; rows before are trusted',
    )
    .option(
      '--checkpoint <file>',
      'go on from what the file says, if it is there, and write into it how far it was valid',
    )
    .action(async (options: VerifyArguments) => (await import('./run/audit.ts')).verify(options));
}
