import { describe, expect, it } from 'vitest';
import { noSources, type PlannerInput } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { nameIn } from '#src/workflow/shapes/named.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();

async function plan(request: string, more: Partial<PlannerInput> = {}) {
  if (!full) throw new Error('no catalogue');
  const { result } = await createTemplatePlanner({ catalog: full }).plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    signal: new AbortController().signal,
    ...more,
  });
  if (result.kind !== 'draft' && result.kind !== 'revision') throw new Error(`${request}: ${JSON.stringify(result)}`);
  return result;
}

describe.skipIf(!full)('without a model the person’s word for a place', () => {
  it.each([
    [
      'every monday at 9 add a row to the Orders sheet in Google Sheets',
      'documentId',
      'Which spreadsheet is “Orders”?',
    ],
    ['when a form is submitted create a Jira issue in project WEB titled "Lead"', 'project', 'Which project is “WEB”?'],
    ['when a webhook is called create a record in the Airtable base CRM', 'base', 'Which base is “CRM”?'],
    [
      'when a webhook is called create an Asana task "Call them" in workspace Acme',
      'workspace',
      'Which workspace is “Acme”?',
    ],
  ])('“%s” is kept with the parameter and asked for by it', async (request, key, question) => {
    const { draft, issues } = await plan(request);
    const value = draft.nodes.at(-1)?.parameters[key];
    expect(nameIn(value)).toBeDefined();
    expect(placeholdersOf(errorsOf(issues)).map(({ label }) => label)).toContain(question);
  });

  it('survives a change of something else', async () => {
    const first = await plan('every monday at 9 add a row to the Orders sheet in Google Sheets');
    const { draft, issues } = await plan('at 7 instead', { current: first });
    expect(nameIn(draft.nodes.at(-1)?.parameters['documentId'])).toBe('Orders');
    expect(errorsOf(issues).map(({ code }) => code)).toContain('named-not-chosen');
  });
});
