import { describe, expect, it } from 'vitest';
import { draftSchema } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();

describe.skipIf(!catalog)('a choice that n8n fills with the first of a list', () => {
  const missing = (type: string, parameters: object, before = false): string[] => {
    if (!catalog) return [];
    const draft = draftSchema.parse({
      name: 'A',
      nodes: [
        { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
        { name: 'Step', type: `n8n-nodes-base.${type}`, parameters },
      ],
      connections: [{ from: 'Start', to: 'Step' }],
    });
    return validateDraft(draft, { catalog, ...(before ? { before: draft } : {}) }).flatMap(({ code, path = '' }) =>
      code === 'missing-parameter' ? [path.replace('parameters.', '')] : [],
    );
  };

  it.each<[string, object, string]>([
    ['activeCampaign', { resource: 'deal', operation: 'create' }, 'currency'],
    ['activeCampaign', { resource: 'ecommerceOrder', operation: 'create' }, 'currency'],
    ['beeminder', { resource: 'goal', operation: 'create' }, 'goal_type'],
    ['currents', { resource: 'action', operation: 'create' }, 'actionType'],
    ['freshworksCrm', { resource: 'task', operation: 'create' }, 'targetableType'],
    ['gSuiteAdmin', { resource: 'device', operation: 'changeStatus' }, 'action'],
    ['pipedrive', { resource: 'deal', operation: 'create' }, 'associateWith'],
    ['securityScorecard', { resource: 'industry', operation: 'getScore' }, 'industry'],
    ...['urgency', 'severity', 'impact'].map((name): [string, object, string] => [
      'elasticSecurity',
      { resource: 'case', operation: 'create', connectorType: '.servicenow' },
      name,
    ]),
  ])('%s %j: %s is asked for', (type, parameters, name) => {
    expect(missing(type, parameters)).toContain(name);
  });

  it('what was said is not asked for', () => {
    const deal = { resource: 'deal', operation: 'create' };
    expect(missing('activeCampaign', { ...deal, currency: 'eur' })).not.toContain('currency');
  });

  it('a step that is there already has what it has', () => {
    expect(missing('activeCampaign', { resource: 'deal', operation: 'create' }, true)).not.toContain('currency');
  });

  it.each([
    ['freshdesk', { resource: 'ticket', operation: 'create' }, 'priority'],
    ['gmail', { resource: 'message', operation: 'send' }, 'emailType'],
    ['sendGrid', { resource: 'contact', operation: 'get' }, 'by'],
  ])('%s %j: %s only says in which form, or how a thing begins', (type, parameters, name) => {
    expect(missing(type, parameters)).not.toContain(name);
  });
});
