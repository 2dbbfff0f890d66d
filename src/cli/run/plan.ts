import { readConfig, readVariables } from '#src/config.ts';
import { toIssues } from '#src/engine/drafts/not-done.ts';
import { noteText } from '#src/language/note-text.ts';
import { createLogger } from '#src/log.ts';
import { accountOver } from '#src/planner/account/over.ts';
import { unreadOf, withUnread } from '#src/planner/account/unread.ts';
import { createPlanner } from '#src/planner/create-planner.ts';
import { noSources } from '#src/planner/planner.ts';
import { compile } from '#src/workflow/compile.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { print } from '../output.ts';
import { chooseCatalog } from './choose-catalog.ts';

/** `plan`: words → draft, nothing created. */
export async function plan(request: string, options: { json?: boolean }): Promise<void> {
  const env = {
    DATABASE_URL: 'postgres://unused',
    N8N_BASE_URL: 'http://unused.invalid',
    N8N_API_KEY: 'unused',
    ...readVariables(process.env),
  };
  const config = readConfig(env);
  const catalog = chooseCatalog({ silent: options.json });
  const planner = createPlanner(config, () => catalog, createLogger('warn'));
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { result, usage, notes } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone,
    signal: AbortSignal.timeout(180_000),
  });
  const drafted = result.kind === 'draft' || result.kind === 'revision';
  const workflow = drafted
    ? compile(result.draft, { catalog, timezone: result.draft.timezone ?? timezone })
    : undefined;
  const account = drafted
    ? accountOver({ newest: request, account: result.account ?? [] }, result.draft, catalog)
    : { notDone: [], unasked: [] };
  const given = drafted ? result.issues : [];
  const unread = unreadOf(given);
  const notDone = withUnread(
    account.notDone.map(({ words }) => words),
    unread,
  );
  const told = given.filter(({ code }) => code !== 'not-understood');
  const issues = [...told, ...toIssues({ notDone, leftOut: [], unasked: account.unasked, unread })];
  if (!drafted || errorsOf(issues).length > 0) process.exitCode = 1;
  if (options.json)
    return print(
      JSON.stringify({
        kind: result.kind,
        workflow,
        issues,
        notDone,
        notes: notes.map((note) => noteText(note, 'en')),
        usage,
        ...('text' in result ? { text: result.text } : {}),
      }),
    );
  if (!drafted) return print('text' in result ? result.text : `${result.kind}: only in a conversation`);
  print(JSON.stringify(workflow, null, 2));
  for (const issue of issues) print(`${issue.severity} ${issue.code}: ${issue.message}`);
}
