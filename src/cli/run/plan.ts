import { errorsOf } from '#src/workflow/draft.ts';
import { print } from '../output.ts';
import { openPlanning } from './plan-one.ts';

/** `plan`: words → draft, nothing created. */
export async function plan(request: string, options: { json?: boolean }): Promise<void> {
  const planned = await openPlanning(options.json === true)(request);
  if (!planned.workflow || errorsOf(planned.issues).length > 0) process.exitCode = 1;
  if (options.json) return print(JSON.stringify(planned));
  if (!planned.workflow) return print(planned.text ?? '');
  print(JSON.stringify(planned.workflow, null, 2));
  for (const issue of planned.issues) print(`${issue.severity} ${issue.code}: ${issue.message}`);
}
