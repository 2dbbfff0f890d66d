import type { Catalog } from '#src/catalog/catalog.ts';
import { actsOf } from '#src/catalog/slice.ts';
import type { Draft } from '#src/model/draft.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import type { Apps } from './apps.ts';

/** One line of a flow: a call of an app, a task for a person, or what the lines below it hang on. */
export interface Line {
  depth: number;
  kind: 'call' | 'task' | 'if' | 'else' | 'for';
  /** As it is written, e.g. `Jira_Issue__2_0_0__create_Issue`. */
  text: string;
}

/** Reads the notation of flow-bench: assignments of calls, `if`, `else` and `for`, indented by two. Pure. */
export function readFlow(source: string): Line[] {
  return source.split('\n').flatMap((raw): Line[] => {
    const text = raw.trim();
    if (text === '') return [];
    const depth = Math.floor((raw.length - raw.trimStart().length) / 2);
    const call = /^\w+ = (\w+)\((.*)\)$/.exec(text);
    if (call?.[1] === 'user_task') return [{ depth, kind: 'task', text: call[2]?.replace(/^"|"$/g, '') ?? '' }];
    if (call) return [{ depth, kind: 'call', text: call[1] ?? '' }];
    const [, kind = ''] = /^(if|else|for)\b/.exec(text) ?? [];
    return kind ? [{ depth, kind: kind as Line['kind'], text: text.replace(/^\w+\s?|:$/g, '') }] : [];
  });
}

/** What an app is called there, where n8n calls it otherwise. */
const otherNames: Record<string, string> = {
  Microsoft_Exchange: 'Microsoft Outlook',
  Amazon_S3: 'AWS S3',
  Amazon_SNS: 'AWS SNS',
  Zendesk_Service: 'Zendesk',
  monday_com: 'monday.com',
  Microsoft_OneDrive_for_Business: 'Microsoft OneDrive',
  Microsoft_Entra_ID: 'Microsoft Entra ID',
  Jira: 'Jira',
};

/** The parts of a call's name: the app as n8n knows it (undefined where it has none), what is meant, what is done. */
export function partsOf(call: string, apps: Apps): { app: string | undefined; thing: string; verb: string } {
  const [head = '', , verbs = ''] = /^(.*?)__\d+_\d+_\d+__(.*)$/.exec(call) ? splitCall(call) : [call];
  const verb = /^(create|retrieve|update|delete|send|copy|upload|publish)/i.exec(verbs)?.[1]?.toLowerCase() ?? 'create';
  const words = head.split('_');
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join('_');
    const app = apps.called(otherNames[name] ?? name.replaceAll('_', ' '));
    if (app) return { app, thing: words.slice(length).join(' '), verb };
  }
  return { app: undefined, thing: words.slice(1).join(' '), verb };
}

const splitCall = (call: string): string[] => {
  const found = /^(.*?)__(\d+_\d+_\d+)__(.*)$/.exec(call);
  return [found?.[1] ?? call, found?.[2] ?? '', found?.[3] ?? ''];
};

const operations: Record<string, RegExp> = {
  create: /^(?:create|add|post|insert|append|upload)/i,
  send: /^(?:send|post)/i,
  retrieve: /^(?:getAll|getMany|search|list|get|read)/i,
  update: /^(?:update|edit|upsert|move|share)/i,
  delete: /^delete/i,
  copy: /^copy/i,
  upload: /^upload/i,
  publish: /^publish/i,
};

/** A draft with the steps of a flow, as n8n would name and wire them; apps that n8n lacks are HTTP calls. */
export function toPriorDraft(lines: readonly Line[], catalog: Catalog, apps: Apps): Draft {
  const nodes: Draft['nodes'] = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} }];
  const connections: Draft['connections'] = [];
  const names = new Set(['Start']);
  const unique = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; names.has(name); count += 1) name = `${wanted} ${count}`;
    names.add(name);
    return name;
  };
  let ends: { node: string; output: number }[] = [{ node: 'Start', output: 0 }];
  const branches: { depth: number; node: string; used: boolean; open: typeof ends }[] = [];
  for (const line of lines) {
    while (branches.length > 0 && line.depth <= (branches.at(-1)?.depth ?? 0) && line.kind !== 'else') {
      const done = branches.pop();
      if (done) ends = [...ends, ...done.open, ...(done.used ? [] : [{ node: done.node, output: 1 }])];
    }
    if (line.kind === 'for') continue;
    if (line.kind === 'else') {
      const branch = branches.at(-1);
      if (!branch) continue;
      branch.open = ends;
      branch.used = true;
      ends = [{ node: branch.node, output: 1 }];
      continue;
    }
    const node = line.kind === 'if' ? ifNode(line.text) : callNode(line, catalog, apps);
    const name = unique(node.name);
    nodes.push({ ...node, name });
    for (const { node: from, output } of ends) connections.push({ from, to: name, output, input: 0, kind: 'main' });
    ends = [{ node: name, output: 0 }];
    if (line.kind === 'if') branches.push({ depth: line.depth, node: name, used: false, open: [] });
  }
  return draftSchema.parse({ name: 'Flow', nodes, connections });
}

function ifNode(text: string): Draft['nodes'][number] {
  const [, field = text, value = ''] = /^(.+?) (?:==|!=|in) ?["']?(.*?)["']?$/.exec(text) ?? [];
  const leftValue = `={{ $json.${field.split('.').at(-1)?.replace(/\W/g, '') || 'value'} }}`;
  return {
    name: text.replace(/["'.]/g, ' ').slice(0, 60).trim(),
    type: 'n8n-nodes-base.if',
    parameters: {
      conditions: {
        options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
        conditions: [{ id: 'c1', leftValue, rightValue: value, operator: { type: 'string', operation: 'equals' } }],
        combinator: 'and',
      },
    },
  };
}

function callNode({ kind, text }: Line, catalog: Catalog, apps: Apps): Draft['nodes'][number] {
  if (kind === 'task') return { name: text, type: 'n8n-nodes-base.noOp', parameters: {} };
  const { app, thing, verb } = partsOf(text, apps);
  const [type = ''] = app ? apps.stepsOf(app) : [];
  const nodeType = catalog.get(type);
  if (!nodeType) {
    const url = `https://api.example.com/${thing.replace(/\W+/g, '-').toLowerCase()}`;
    return {
      name: text.replace(/__.*$/, '').replaceAll('_', ' '),
      type: 'n8n-nodes-base.httpRequest',
      parameters: { url },
    };
  }
  const wanted = thing.toLowerCase().replace(/s$/, '').replace(/\W/g, '');
  const resources = actsOf(nodeType);
  const resource =
    resources.find(({ value }) => value.toLowerCase() === wanted) ??
    resources.find(({ value }) => wanted.includes(value.toLowerCase()) || value.toLowerCase().includes(wanted)) ??
    resources[0];
  const operation = resource?.operations.find(({ value }) => operations[verb]?.test(value)) ?? resource?.operations[0];
  return {
    name: `${verb} ${thing || 'message'} in ${nodeType.displayName}`.replace(/^./, (first) => first.toUpperCase()),
    type,
    parameters: {
      ...(resource?.value ? { resource: resource.value } : {}),
      ...(operation ? { operation: operation.value } : {}),
    },
  };
}
