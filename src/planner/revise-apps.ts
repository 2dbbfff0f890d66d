import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { nodeSettings } from '#src/workflow/edit/to-draft.ts';
import { addSteps } from './assemble.ts';
import { createBuilder } from './builder.ts';
import { appsIn } from './catalog/apps.ts';
import { splitClauses } from './clauses.ts';
import type { StepContext } from './step-text.ts';
import { maskQuoted, toLower } from './words.ts';

type Where = Pick<StepContext, 'timezone' | 'catalog' | 'here'>;

/** "Send it with Outlook instead of Gmail", "use Discord instead of Slack", "replace Slack with Discord". */
const instead = /^(?:please )?(.{3,200}?) (?:instead of|rather than) (.{2,80})$/i;
const replacing = /^(?:please )?(?:replace|swap|exchange) (.{2,80}?) (?:with|by|for) (.{2,80})$/i;
const bareUse = /^(?:use|take|let['’]?s use|switch to|go with) /i;
/** Texts that a message of one app has as one of another. */
const texts = ['text', 'message', 'content', 'textBody', 'body', 'bodyContent', 'title', 'summary', 'subject', 'name'];

/**
 * The draft with another app in the place of the one step that has the old one: its text goes along, what else the new
 * app needs is asked for. Undefined where the words want no such thing, where several steps have the old app, or where
 * the new one cannot do it.
 */
export function withOtherApp(
  draft: Draft,
  request: string,
  where: Where,
): { draft: Draft; issues: Issue[] } | undefined {
  const said = instead.exec(request.trim().replace(/[.!]+$/, ''));
  const swapped = said ? undefined : replacing.exec(request.trim().replace(/[.!]+$/, ''));
  const [wanted = '', gone = ''] = said ? said.slice(1) : swapped ? [swapped[2], swapped[1]] : [];
  if (wanted === '' || gone === '' || /[#@]/.test(gone)) return undefined;
  const appOf = (text: string) => appsIn(where.catalog, text, toLower(maskQuoted(text)));
  const [from, ...further] = appOf(gone);
  const to = appOf(wanted);
  const [target] = to;
  if (!from || !target?.action || further.length > 0 || to.length !== 1 || from.name === target.name) return undefined;
  const nodes = draft.nodes.filter(({ type }) => type === from.action);
  const [old] = nodes;
  if (!old || nodes.length !== 1 || hasSubs(draft, old)) return undefined;
  const verb = verbOf(old, where.catalog);
  if (!verb) return undefined;
  const clause =
    swapped || bareUse.test(wanted)
      ? `${verb} it ${verb === 'get' ? 'from' : 'to'} ${wanted.slice(target.start, target.end)}`
      : wanted;
  const builder = createBuilder(draft);
  const before = builder.nodes.length;
  const behind = builder.connections.filter((one) => one.from === old.name);
  const ahead = builder.connections.filter((one) => one.to === old.name);
  builder.source = { node: ahead[0]?.from ?? old.name, base: '', fields: new Map(), what: 'data' };
  builder.cursor = undefined;
  const steps = addSteps(builder, splitClauses(clause), { request, ...where });
  const [step, ...more] = builder.nodes.slice(before);
  if (!step || more.length > 0 || step.type !== target.action) return undefined;
  if (steps.notUnderstood.length + steps.unchecked.length + steps.undone.length > 0) return undefined;
  const text = keepText(old, step);
  for (const key of nodeSettings) if (old[key] !== undefined) Object.assign(step, { [key]: old[key] });
  const connections = builder.connections
    .filter((one) => !behind.includes(one) && !ahead.includes(one))
    .concat(ahead.map((one) => ({ ...one, to: step.name })))
    .concat(behind.map((one) => ({ ...one, from: step.name })));
  const list = builder.nodes.slice(0, before).map((node) => (node.name === old.name ? step : node));
  const issues = builder.issues.filter(({ path, node }) => node !== step.name || !isSet(step, path));
  const behindLeft = notCarried(old, step, text);
  const told = [
    `“${step.name}” is in the place of “${old.name}”.`,
    ...(behindLeft.length > 0 ? [`Not carried over from “${old.name}”: ${behindLeft.join(', ')}.`.slice(0, 500)] : []),
  ];
  const assumptions = [...draft.assumptions, ...told].slice(-20);
  if (JSON.stringify(list).includes(JSON.stringify(`$('${old.name}')`).slice(1, -1))) return undefined;
  return { draft: { ...draft, nodes: list, connections, assumptions }, issues };
}

const hasSubs = ({ connections }: Draft, { name }: DraftNode): boolean =>
  connections.some((one) => one.to === name && one.kind !== 'main' && one.kind !== undefined);

/**
 * What the old step did, in a verb of the grammar. Undefined for all that is more than sending, adding or reading: an
 * approval, an archive, a change or a removal is never replaced by a message.
 */
function verbOf({ type, parameters }: DraftNode, catalog: Catalog): 'get' | 'add' | 'send' | undefined {
  const operation = parameters['operation'];
  const resource = String(parameters['resource'] ?? '');
  if (/^(?:channel|user|userGroup|member|chat|file|folder|reaction|star)$/i.test(resource)) return undefined;
  if (operation === undefined) {
    // n8n's Send Email sends unless told otherwise; a type without operations does its one thing.
    const known = catalog.get(type);
    const single = known !== undefined && !known.properties.some(({ name }) => name === 'operation');
    return single || type === 'n8n-nodes-base.emailSend' ? 'send' : undefined;
  }
  if (typeof operation !== 'string') return undefined;
  if (/^(?:send|sendMessage|sendLegacy|post|postMessage)$/.test(operation)) return 'send';
  if (/^(?:get|getAll|getMany|search|list|read)$/.test(operation)) return 'get';
  if (!/^(?:create|add|append|insert)$/.test(operation)) return undefined;
  return /message|tweet|post/i.test(resource) ? 'send' : 'add';
}

/** Puts the words of the old step where the new one has a place for them; the parameter they were in. */
function keepText(old: DraftNode, step: DraftNode): string | undefined {
  const given = texts.find((key) => typeof old.parameters[key] === 'string' && old.parameters[key] !== '');
  const place = texts.find((key) => step.parameters[key] !== undefined);
  if (!given || !place) return undefined;
  step.parameters = { ...step.parameters, [place]: old.parameters[given] };
  return given;
}

/** Parameters that only say which form of a node is meant. */
const forms = new Set(['resource', 'operation', 'select', 'authentication', 'messageType', 'emailFormat', 'emailType']);

/** Names of the old step's parameters that the new one has nothing of; options each by its own name. */
function notCarried(old: DraftNode, step: DraftNode, text: string | undefined): string[] {
  const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
  return Object.entries(old.parameters).flatMap(([key, value]) => {
    if (forms.has(key) || key === text || isEmpty(value)) return [];
    if (JSON.stringify(step.parameters[key]) === JSON.stringify(value)) return [];
    if (typeof value === 'object' && value !== null && /options|fields/i.test(key))
      return Object.keys(value).map((option) => `${key}.${option}`);
    return [key];
  });
}

const isSet = ({ parameters }: DraftNode, path: string | undefined): boolean =>
  path !== undefined && parameters[path.replace(/^parameters\./, '')] !== undefined;
