import { Command } from 'commander';
import { addAccounts } from './cli/accounts.ts';
import { addAudit } from './cli/audit.ts';
import { addBackup } from './cli/backup.ts';
import { addCatalog } from './cli/catalog.ts';
import { addDoctor } from './cli/doctor.ts';
import { addFeedback } from './cli/feedback.ts';
import { addForget } from './cli/forget.ts';
import { addInstance } from './cli/instance.ts';
import { addKeys } from './cli/keys.ts';
import { addNodes } from './cli/nodes.ts';
import { addOperate } from './cli/operate.ts';
import { addOperations } from './cli/operations.ts';
import { addPlan } from './cli/plan.ts';
import { addRehearse } from './cli/rehearse.ts';
import { addRestore } from './cli/restore.ts';
import { addTrace } from './cli/trace.ts';
import { addValidate } from './cli/validate.ts';
import { FlowsmithError, toOperatorMessage } from './errors.ts';

/** Every command; read by what looks at them without running one. */
export const program = new Command('flowsmith')
  .description('Words in, an approved n8n workflow out.')
  .showHelpAfterError();
for (const add of [
  addValidate,
  addPlan,
  addRehearse,
  addNodes,
  addCatalog,
  addKeys,
  addAccounts,
  addRestore,
  addInstance,
  addBackup,
  addFeedback,
  addTrace,
  addOperate,
  addAudit,
  addForget,
  addOperations,
  addDoctor,
])
  add(program);

if (import.meta.main) {
  // Whoever reads along may stop, as `head` does: what the command is at is finished all the same.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof FlowsmithError)) throw error;
    process.stderr.write(`${toOperatorMessage(error)}\n`);
    process.exitCode = 1;
  }
}
