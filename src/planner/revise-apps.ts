import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
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
  const verb = verbOf(old);
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
  keepText(old, step);
  const connections = builder.connections
    .filter((one) => !behind.includes(one) && !ahead.includes(one))
    .concat(ahead.map((one) => ({ ...one, to: step.name })))
    .concat(behind.map((one) => ({ ...one, from: step.name })));
  const list = builder.nodes.slice(0, before).map((node) => (node.name === old.name ? step : node));
  const issues = builder.issues.filter(({ path, node }) => node !== step.name || !isSet(step, path));
  const assumptions = [...draft.assumptions, `“${step.name}” is in the place of “${old.name}”.`].slice(-20);
  if (JSON.stringify(list).includes(JSON.stringify(`$('${old.name}')`).slice(1, -1))) return undefined;
  return { draft: { ...draft, nodes: list, connections, assumptions }, issues };
}

const hasSubs = ({ connections }: Draft, { name }: DraftNode): boolean =>
  connections.some((one) => one.to === name && one.kind !== 'main' && one.kind !== undefined);

/** What the old step did, in a verb of the grammar. */
function verbOf({ parameters }: DraftNode): string {
  const operation = String(parameters['operation'] ?? '');
  if (/^(?:get|search|list|read)/i.test(operation)) return 'get';
  return /^(?:create|add|append|insert|upsert)/i.test(operation) ? 'add' : 'send';
}

/** The words of the old step, where the new one has a place for them. */
function keepText(old: DraftNode, step: DraftNode): void {
  const given = texts.find((key) => typeof old.parameters[key] === 'string' && old.parameters[key] !== '');
  const place = texts.find((key) => step.parameters[key] !== undefined);
  if (given && place) step.parameters = { ...step.parameters, [place]: old.parameters[given] };
}

const isSet = ({ parameters }: DraftNode, path: string | undefined): boolean =>
  path !== undefined && parameters[path.replace(/^parameters\./, '')] !== undefined;
