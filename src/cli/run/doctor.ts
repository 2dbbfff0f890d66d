import { type Config, readConfig } from '#src/config.ts';
import { openGate } from '#src/n8n/gate.ts';
import { doorChecks } from '../doctor/doors.ts';
import { n8nChecks } from '../doctor/n8n.ts';
import { ownChecks } from '../doctor/own.ts';
import { printVerdict, runChecks, toVerdict } from '../doctor/report.ts';
import { sourceChecks } from '../doctor/sources.ts';
import { storeChecks } from '../doctor/stores.ts';
import { valuesChecks } from '../doctor/values.ts';
import { openDatabase } from './database.ts';

/**
 * `doctor`: everything `start` needs, each with a line; exit code 1 when something fails. Changes nothing, but without
 * DATABASE_URL makes the database that `npm start` would make.
 */
export async function doctor(options: { model: boolean; json: boolean }): Promise<void> {
  if (await anyFails(process.env, options)) process.exitCode = 1;
}

async function anyFails(
  env: Record<string, string | undefined>,
  options: { model: boolean; json: boolean },
): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  let config: Config;
  try {
    const { url } = stack.use(await openDatabase());
    config = readConfig({ ...env, DATABASE_URL: url });
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
    ...valuesChecks(config, access),
    ...sourceChecks(config, access, options.model),
    ...doorChecks(config),
  ];
  return await runChecks(checks, options.json);
}
