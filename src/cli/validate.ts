import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ConfigError } from '#src/errors.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { chooseCatalog } from './choose-catalog.ts';
import { print } from './output.ts';

/** `validate`: checks n8n workflow files. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('check n8n workflow files; exit 1 when one has an error; also for your own CI')
    .argument('<file...>')
    .option('--json', 'a JSON line per file')
    .action((files: string[], options: { json?: boolean }) => {
      const catalog = chooseCatalog({ silent: options.json });
      for (const file of files) {
        const startedAt = performance.now();
        const issues = validateWorkflow(readJson(file), { catalog, unknownTypes: 'warning' });
        const valid = errorsOf(issues).length === 0;
        if (!valid) process.exitCode = 1;
        const ms = Math.round((performance.now() - startedAt) * 100) / 100;
        if (options.json) print(JSON.stringify({ file, valid, issues, ms }));
        else
          print(
            [
              `${file}: ${valid ? 'valid' : 'NOT VALID'}`,
              ...issues.map(
                (issue) => `  ${issue.severity} ${issue.code}${issue.node ? ` (${issue.node})` : ''}: ${issue.message}`,
              ),
            ].join('\n'),
          );
      }
    });
}

function readJson(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`);
  }
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
