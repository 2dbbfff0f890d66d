import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { ensureN8nInstalled, n8nOwner } from '#src/dev/real-n8n.ts';
import { shortTypeOf } from '#src/workflow/validate/policy/judged.ts';
import { programParameters } from '#src/workflow/validate/policy/programs.ts';
import type {} from '#test/support/e2e-setup.ts';

interface Property {
  name: string;
  type: string;
  typeOptions?: { editor?: string };
  options?: (Property & { values?: Property[] })[];
}

describe('nothing that n8n runs is missing in what the policy reads', () => {
  async function properties(): Promise<{ type: string; property: Property }[]> {
    const { baseUrl } = inject('n8n');
    const login = await fetch(`${baseUrl}/rest/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ emailOrLdapLoginId: n8nOwner.email, password: n8nOwner.password }),
    });
    const cookie = login.headers.getSetCookie().join('; ');
    const answer = await fetch(`${baseUrl}/types/nodes.json`, { headers: { cookie } });
    const all = (await answer.json()) as { name: string; properties: Property[] }[];
    expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(500);
    const deep = (list: Property[] = []): Property[] =>
      list.flatMap((one) => [
        one,
        ...deep((one.options ?? []).flatMap((each) => each.values ?? (each.type ? [each] : []))),
      ]);
    return all.flatMap(({ name, properties }) => deep(properties).map((property) => ({ type: name, property })));
  }

  it('programs: what its editor edits as JavaScript or Python', async () => {
    const found: Record<string, Set<string>> = {};
    for (const { type, property } of await properties()) {
      if (!['jsEditor', 'codeNodeEditor'].includes(property.typeOptions?.editor ?? '')) continue;
      const short = shortTypeOf(type);
      found[short] = (found[short] ?? new Set()).add(property.name);
    }
    const listed = Object.fromEntries(Object.entries(programParameters).map(([type, keys]) => [type, new Set(keys)]));
    expect(found).toEqual(listed);
  });

  it('workflows and agents: what is chosen or written in a parameter', async () => {
    const telling = /^(?:workflowSelector|agentSelector)$/;
    const found = (await properties())
      .filter(
        ({ property }) =>
          telling.test(property.type) || /^workflow(?:Json|Object|Path|Url)$|^inlineAgent$/.test(property.name),
      )
      .map(({ type, property }) => `${shortTypeOf(type)} ${property.name}`);
    expect([...new Set(found)].sort()).toEqual([
      'executeWorkflow workflowId',
      'executeWorkflow workflowJson',
      'executeWorkflow workflowPath',
      'executeWorkflow workflowUrl',
      'messageAnAgent agentId',
      'messageAnAgent inlineAgent',
      'n8n workflowObject',
      'retrieverWorkflow workflowId',
      'retrieverWorkflow workflowJson',
      'toolWorkflow workflowId',
      'toolWorkflow workflowJson',
    ]);
  });

  it('in the programs of all its nodes: who hands a workflow or an agent to n8n', async () => {
    const root = join(await ensureN8nInstalled({ log: () => {} }), 'node_modules');
    const found = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].flatMap((name) => {
      const folder = join(root, name, 'dist');
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(
          (file) =>
            file.endsWith('.js') && /\.execute(?:Workflow|Agent)\b/.test(readFileSync(join(folder, file), 'utf8')),
        )
        .map((file) => file.split('/').at(-1));
    });
    expect(found.sort()).toEqual([
      // LangChain Code hands it to its program.
      'Code.node.js',
      'ExecuteWorkflow.node.js',
      'RetrieverWorkflow.node.js',
      'ToolWorkflowV1.node.js',
      'WorkflowToolService.js',
      'shared.js',
    ]);
  });
});
