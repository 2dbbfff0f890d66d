import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { compile } from '#src/workflow/compile.ts';
import { chain, hook, type Node, node, schedule, slack } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { sampleValues } from '#test/support/template-values.ts';
import { reachesOut } from './reaches-out.ts';

const catalog = (await fullCatalog()) ?? createCoreCatalog();
const twinOf = (workflow: Parameters<typeof toTwin>[0], more: object = {}) => {
  const twin = toTwin(workflow, { catalog, ...more });
  if (!twin) throw new Error('nothing starts it');
  const find = (name: string) => twin.document.nodes.find((each) => each.name === name) as Node;
  return { ...twin, find };
};
const http = (name = 'Call', parameters: object = {}) =>
  node(name, 'httpRequest', 4.2, { url: 'https://example.com', ...parameters });

describe("Flowsmith's own templates", () => {
  it.each(ownTemplates.map((template) => [template.slug, template] as const))('%s cannot reach outside', (_, one) => {
    const { draft } = fillTemplate(one, sampleValues(one.slots));
    const twin = toTwin(compile(draft, { catalog, timezone: 'Europe/Berlin' }), { catalog });
    expect(twin).toBeDefined();
    expect(twin && reachesOut(twin.document)).toEqual([]);
    expect(twin?.plan.held.some(({ role }) => role === 'stands')).toBe(true);
  });
});

describe('a twin', () => {
  it('begins with a webhook nobody knows, whatever started the workflow', () => {
    const made = twinOf(chain(schedule(), http()));
    expect(made.find('Clock').type).toBe('n8n-nodes-base.splitOut');
    expect(made.plan.trigger).toBe('Clock');
    expect(made.document.settings['timezone']).toBeUndefined();
    expect(twinOf(chain(schedule(), http())).plan.path).not.toBe(made.plan.path);
    expect(toTwin(chain(http()), { catalog })).toBeUndefined();
  });

  it('keeps of the settings what changes values, and nothing that calls anybody', () => {
    const given = { ...chain(hook('a'), http()), pinData: { Call: [{}] } };
    const settings = { executionOrder: 'v0', timezone: 'Asia/Tokyo', errorWorkflow: 'abc', callerPolicy: 'any' };
    const { document } = twinOf({ ...given, settings });
    expect(document.settings).toMatchObject({ executionOrder: 'v0', timezone: 'Asia/Tokyo' });
    expect(reachesOut(document)).toEqual([]);
  });

  it('evaluates each expression of a step apart from the others, beside and above it', () => {
    const message = { text: '=Deal {{ $json.name }} of {{ $workflow.name }}', select: 'channel' };
    const { plan, find } = twinOf(chain(hook('a'), { ...slack(), parameters: { ...slack().parameters, ...message } }));
    const [, step] = plan.held;
    expect(step?.texts).toMatchObject([{ path: ['text'], blocks: [{ code: '$json.name' }, {}] }]);
    const [each, would] = [find(step?.leaves.blocks ?? ''), find(step?.leaves.texts ?? '')];
    expect(JSON.stringify(would.parameters)).toContain('=Deal {{ $json.name }}');
    expect(JSON.stringify(would.parameters)).not.toContain('$workflow');
    expect(JSON.stringify(each.parameters)).toContain('$json.name');
    expect(would.position[1]).toBeLessThan(find('Tell people (sample)').position[1]);
  });

  it('evaluates the item a table is given as it comes, and each column that is named', () => {
    const sheet = (columns: object) =>
      node('Row', 'googleSheets', 4.7, {
        operation: 'append',
        columns,
        sheetName: { __rl: true, mode: 'name', value: 'a' },
      });
    const whole = twinOf(chain(hook('a'), sheet({ mappingMode: 'autoMapInputData', value: null })));
    expect(whole.plan.held[1]?.texts).toMatchObject([{ path: ['columns', 'value'], blocks: [{ code: '$json' }] }]);
    const named = twinOf(chain(hook('a'), sheet({ mappingMode: 'defineBelow', value: { Name: '={{ $json.name }}' } })));
    expect(named.plan.held[1]?.texts).toMatchObject([{ path: ['columns', 'value', 'Name'] }]);
  });

  it('evaluates no field that n8n hides', () => {
    const parameters = { method: 'POST', sendBody: false, jsonBody: '={{ $json.hidden }}', url: '={{ $json.url }}' };
    const { plan } = twinOf(chain(hook('a'), http('Call', parameters)));
    expect(plan.held[1]?.texts.map(({ path }) => path)).toEqual([['url']]);
  });

  it('evaluates nothing that reads the instance, and says which value that is', () => {
    const { document, plan } = twinOf(chain(hook('a'), http('Call', { url: '=https://x/{{ $env.TOKEN }}' })));
    expect(plan.held[1]?.texts).toMatchObject([{ path: ['url'], withheld: true }]);
    expect(JSON.stringify(document)).not.toContain('$env');
  });

  it('runs what computes, replaces a program that calls, and lets pass what only waits', () => {
    const calls = { jsCode: 'return await this.helpers.httpRequest({ url: "https://example.com" });' };
    const made = twinOf(
      chain(
        hook('a'),
        node('Count', 'code', 2, { jsCode: 'return $input.all();' }),
        node('Fetch', 'code', 2, calls),
        node('Rest', 'wait', 1.1, { amount: 3, unit: 'days' }),
        node('Ask', 'wait', 1.1, { resume: 'webhook' }),
        node('By hand', 'set', 3.4, { mode: 'raw', jsonOutput: '={{ $vars.key }}' }),
      ),
    );
    expect(made.plan.kept.map(({ node: name }) => name)).toEqual(['Count']);
    expect(made.find('Rest').type).toBe('n8n-nodes-base.noOp');
    expect(made.plan.held.map(({ node: name, role }) => `${name} ${role}`)).toEqual([
      'Hook trigger',
      'Fetch stands',
      'Rest passes',
      'Ask stands',
      'By hand stands',
    ]);
    expect(reachesOut(made.document)).toEqual([]);
  });

  it('has as many outputs as the step, the one for errors among them', () => {
    const { find } = twinOf(chain(hook('a'), { ...http(), onError: 'continueErrorOutput' }));
    expect(find('Call')).toMatchObject({ type: 'n8n-nodes-base.switch', parameters: { numberOutputs: 2 } });
  });

  it('cuts a loop that does not end', () => {
    const given = chain(hook('a'), node('Wait', 'noOp', 1), http());
    given.connections['Call'] = { main: [[{ node: 'Wait', type: 'main', index: 0 }]] };
    const { plan, document } = twinOf(given);
    expect(plan.guards).toMatchObject([{ to: 'Wait' }]);
    expect(document.connections['Call']?.['main']?.[0]).toMatchObject([{ node: plan.guards[0]?.node }]);
  });

  it('leaves the sub-nodes of a step out, and steps nothing leads to without their work', () => {
    const model = { ...node('Model', 'x', 1.2), type: '@n8n/n8n-nodes-langchain.lmChatOpenAi' };
    const agent = {
      ...node('Agent', 'x', 1.7, { promptType: 'define', text: '={{ $json.q }}' }),
      type: '@n8n/n8n-nodes-langchain.agent',
    };
    const given = chain(hook('a'), agent);
    given.nodes.push(model, http('Lonely'), { ...http('Off'), disabled: true });
    given.connections['Model'] = { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] };
    const { plan, document, find } = twinOf(given);
    expect(plan.held.find(({ node: name }) => name === 'Agent')?.without).toEqual(['Model']);
    expect(document.nodes.some(({ name }) => name === 'Model')).toBe(false);
    expect(plan).toMatchObject({ unreached: ['Lonely'], disabled: ['Off'] });
    expect(find('Off')).toMatchObject({ type: 'n8n-nodes-base.noOp', disabled: true });
    expect(reachesOut(document)).toEqual([]);
  });

  it('lets the trigger be chosen', () => {
    const two = chain(hook('a'), http());
    two.nodes.push(schedule());
    two.connections['Clock'] = { main: [[{ node: 'Call', type: 'main', index: 0 }]] };
    expect(twinOf(two, { trigger: 'Clock' }).plan).toMatchObject({ trigger: 'Clock', unreached: ['Hook'] });
    expect(toTwin(two, { catalog, trigger: 'Nobody' })).toBeUndefined();
  });
});
