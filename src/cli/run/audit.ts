import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import { type AuditCheckpoint, verifyAudit } from '#src/store/audit.ts';
import { note, print } from '../output.ts';
import { withStore } from './database.ts';

export interface VerifyArguments {
  from?: string;
  checkpoint?: string;
}

const checkpointSchema = z.object({ row: z.int().min(0), head: z.string().regex(/^[0-9a-f]{64}$/) });
const progressEveryMs = 2_000;

/** `audit verify`. */
export function verify({ from, checkpoint }: VerifyArguments): Promise<void> {
  if (from && checkpoint) throw new ConfigError('Give --from or --checkpoint, not both.');
  return withStore(async (store) => {
    const start = from ? parseHead(from) : checkpoint ? readCheckpoint(checkpoint) : undefined;
    const onPage = tellProgress(checkpoint);
    const verdict = await verifyAudit(store.fork(), { ...(start ? { from: start } : {}), onPage });
    if (!verdict.valid) {
      process.exitCode = 1;
      print(`NOT VALID at row ${verdict.seq}: ${verdict.reason}. ${verdict.rows} rows before it hold.`);
      return;
    }
    if (checkpoint) writeCheckpoint(checkpoint, { row: verdict.rows, head: verdict.head });
    if (start && start.row > 0) print(trusted(start));
    if (verdict.purged > 0) print(`The data of ${verdict.purged} rows was purged; each purge has a row of its own.`);
    print(`Valid: ${verdict.rows} rows, head ${verdict.head}.`);
  });
}

/** What was not looked at, in words. */
const trusted = ({ row, head }: AuditCheckpoint): string =>
  `Rows 1 to ${row} were not read: they are what they were when row ${row} was verified with head ${head.slice(0, 12)}…, as far as that is to be trusted. Changes of their content since then show only without a checkpoint.`;

function parseHead(text: string): AuditCheckpoint {
  const [row, head] = text.split(':');
  const parsed = checkpointSchema.safeParse({ row: Number(row), head });
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    '--from is <row>:<head>, e.g. 1200:9f86…: the numbers that "audit verify" ended with, the head in full.',
  );
}

function readCheckpoint(file: string): AuditCheckpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return checkpointSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ConfigError(`${file} is no checkpoint of the audit trail. Delete it to verify from the beginning.`);
  }
}

/** Whole or not at all. */
function writeCheckpoint(file: string, checkpoint: AuditCheckpoint): void {
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...checkpoint, at: new Date().toISOString() })}\n`);
  renameSync(`${file}.new`, file);
}

/** Every two seconds how far it is; and into the checkpoint, so that a walk that was ended goes on. */
function tellProgress(checkpoint: string | undefined) {
  let told = performance.now();
  return (row: number, valid: AuditCheckpoint | undefined): void => {
    if (performance.now() - told < progressEveryMs) return;
    told = performance.now();
    if (checkpoint && valid) writeCheckpoint(checkpoint, valid);
    note(`${row} rows verified…`);
  };
}
