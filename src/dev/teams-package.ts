import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '#src/errors.ts';
import { buildTeamsPackage } from './teams-package/build.ts';

/** `npm run teams:package`: writes the zip to upload in the Teams admin center. */
const usage =
  'npm run teams:package -- --developer "Example Ltd" --privacy https://example.com/privacy --terms https://example.com/terms [--out FILE]';

try {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { developer: text, privacy: text, terms: text, out: text } });
  const { out = '.data/flowsmith-teams.zip', ...rest } = values;
  const { TEAMS_APP_ID, PUBLIC_URL } = process.env;
  const zip = buildTeamsPackage({ ...rest, TEAMS_APP_ID, PUBLIC_URL });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zip);
  process.stdout.write(`${out}\nUpload it: Teams admin center, Teams apps, Manage apps, Upload new app.\n`);
} catch (error) {
  const known = error instanceof ConfigError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!known) throw error;
  process.stderr.write(`${(error as Error).message}\nUsage: ${usage}\n`);
  process.exitCode = 1;
}
