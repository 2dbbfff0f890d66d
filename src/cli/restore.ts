import { type Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '#src/errors.ts';

interface Options {
  version?: number;
  publish?: true | 'as-before' | 'none';
  all?: true;
  into?: string;
  since?: Date;
  dryRun?: true;
}

/** `restore`: what was put into n8n for a workflow, an earlier version back, and what n8n has lost. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('list the versions of a workflow, put one back, or bring back what n8n has lost')
    .argument('[workflow]', 'its name, or its id here or in n8n; one that is missing in n8n is brought back')
    .option('--version <number>', 'the version to put back, as listed', parseNumber)
    .addOption(
      new Option('--publish [how]', 'make it live as well; with --all: what was published before').choices([
        'as-before',
        'none',
      ]),
    )
    .option('--all', 'bring back every workflow that n8n has lost')
    .option('--into <url>', 'with --all: into this n8n, which may be another one; N8N_BASE_URL has to be the same')
    .option('--since <date>', 'with --all: also what somebody deleted in n8n itself since then', parseDate)
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(async (called: string | undefined, options: Options) => {
      const { version, publish, all, into, since, dryRun = false } = options;
      if (all ? called !== undefined || version !== undefined : (into ?? since))
        throw new ConfigError(
          'Name one workflow, or use --all; --into and --since belong to --all, --version does not.',
        );
      if (!all && called === undefined) throw new ConfigError('Name a workflow, or use --all.');
      if (all) {
        const { recoverAll } = await import('./run/recover.ts');
        return recoverAll({ publish: publish === true ? 'as-before' : (publish ?? 'none'), into, since, dryRun });
      }
      const { restore } = await import('./run/restore.ts');
      const one = { publish: publish !== undefined && publish !== 'none', dryRun };
      await restore(called ?? '', version === undefined ? one : { ...one, version });
    });
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give its number as listed, e.g. 2.');
  return Number(text);
}

function parseDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('Give a date, e.g. 2026-11-28 or 2026-11-28T09:00Z.');
  return date;
}
