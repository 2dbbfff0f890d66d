import type { Command } from 'commander';
import { type Config, readConfig } from '#src/config.ts';
import { openGate } from '#src/n8n/gate.ts';
import { doorChecks } from './doctor/doors.ts';
import { n8nChecks } from './doctor/n8n.ts';
import { ownChecks } from './doctor/own.ts';
import { printVerdict, runChecks, toVerdict } from './doctor/report.ts';
import { sourceChecks } from './doctor/sources.ts';
import { storeChecks } from './doctor/stores.ts';

/** `doctor`: everything `start` needs, each with a line; exit code 1 when something fails. Changes nothing. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the settings and everything they point to; exit 1 when something FAILS, 0 otherwise')
    .option('--model', 'ask the model as well, with one tiny call')
    .option('--json', 'a JSON object a line: check, state (ok, warns, fails), says, details')
    .action(async ({ model = false, json = false }: { model?: boolean; json?: boolean }) => {
      if (await doctor(process.env, { model, json })) process.exitCode = 1;
    });
}

async function doctor(
  env: Record<string, string | undefined>,
  options: { model: boolean; json: boolean },
): Promise<boolean> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    printVerdict('settings', toVerdict(error), options.json);
    return true;
  }
  // A handful of calls, one after the other; the shared limit would need the stores that are being checked.
  const access = { ...config.n8n, gate: openGate() };
  const checks = [
    ...ownChecks(config),
    ...storeChecks(config, access),
    ...n8nChecks(config, access),
    ...sourceChecks(config, access, options.model),
    ...doorChecks(config),
  ];
  return await runChecks(checks, options.json);
}
