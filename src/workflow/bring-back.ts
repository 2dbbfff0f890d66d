import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Hand } from '#src/model/note.ts';
import { secretMark } from '#src/policy/secrets.ts';
import type { CredentialRef } from './credentials.ts';
import { isRecord, toRecord } from './json/values.ts';
import { callsIn, errorWorkflowOf } from './validate/policy/inner.ts';
import { mapTexts } from './validate/strings.ts';

/** What the n8n it goes into has, as far as documents refer to it. */
export interface ThereNow {
  /** Undefined where n8n does not tell: then credentials stay as they were. */
  credentials: readonly CredentialRef[] | undefined;
  /** A workflow by an id n8n knows or knew it under; `id` only while it is there. */
  workflow(id: string): { id?: string; name: string } | undefined;
  /** The workflow that reports failures to us, which is set anew by itself. */
  isHub(id: string): boolean;
}

/** What stands where a secret was; n8n's editor shows it in the field. */
const enterAgain = '(enter it again)';

/**
 * A kept document as it can go into an n8n that has lost it, or into another one: credentials by type and name, references
 * to other workflows by the ids these have now, and what is left for a person. Webhook paths and ids stay. Pure.
 */
export function toBringBack(kept: N8nWorkflow, there: ThereNow): { workflow: N8nWorkflow; hands: Hand[] } {
  const hands: Hand[] = [];
  const error = errorWorkflowOf(kept);
  const settings = { ...withoutMarker(kept.settings) };
  delete settings['errorWorkflow'];
  if (error !== undefined && !there.isHub(error)) {
    const found = there.workflow(error);
    if (found?.id) settings['errorWorkflow'] = found.id;
    else hands.push({ code: 'handErrorWorkflow', id: error, ...(found ? { name: found.name } : {}) });
  }
  const rewritten = withCalls({ ...kept, settings }, (id) => there.workflow(id)?.id);
  for (const id of callsIn({ ...kept, settings: {} })) {
    const found = there.workflow(id);
    if (!found?.id) hands.push({ code: 'handCall', id, ...(found ? { name: found.name } : {}) });
  }
  const nodes = rewritten.nodes.map((node) => withoutSecret(withCredentials(node, there.credentials, hands), hands));
  const { name, connections, settings: kept_ } = rewritten;
  return { workflow: { name, nodes, connections, settings: kept_ }, hands };
}

/** Every workflow a document names by n8n's id: those it runs, the one for errors, and those that may call it. Pure. */
export function referencesIn(workflow: N8nWorkflow): string[] {
  const callers = workflow.settings['callerIds'];
  const ids = typeof callers === 'string' ? callers.split(',').map((id) => id.trim()) : [];
  return [...new Set([...callsIn(workflow), ...workflow.nodes.flatMap(namedBy), ...ids])].filter((id) => id !== '');
}

function namedBy({ parameters }: N8nNode): string[] {
  const given = parameters['workflowId'];
  const id = isRecord(given) ? given['value'] : given;
  return typeof id === 'string' ? [id] : [];
}

/** References to other workflows by the ids these have now; `idNow` says nothing for those that stay. Pure. */
export function withCalls(workflow: N8nWorkflow, idNow: (id: string) => string | undefined): N8nWorkflow {
  const settings = { ...workflow.settings };
  const error = errorWorkflowOf(workflow);
  if (error !== undefined) settings['errorWorkflow'] = idNow(error) ?? error;
  if (typeof settings['callerIds'] === 'string') {
    const ids = settings['callerIds'].split(',').map((id) => id.trim());
    settings['callerIds'] = ids.map((id) => idNow(id) ?? id).join(',');
  }
  const nodes = workflow.nodes.map((node) => {
    const parameters = mapCalls(node.parameters, idNow);
    return parameters === node.parameters ? node : { ...node, parameters };
  });
  return { ...workflow, nodes, settings };
}

/** n8n keeps the workflow that a step runs in `workflowId`: its id alone, or a choice that holds id, name and link. */
function mapCalls(parameters: Record<string, unknown>, idNow: (id: string) => string | undefined) {
  const given = parameters['workflowId'];
  const id = isRecord(given) ? given['value'] : given;
  const now = typeof id === 'string' ? idNow(id) : undefined;
  if (typeof id !== 'string' || now === undefined || now === id) return parameters;
  if (!isRecord(given)) return { ...parameters, workflowId: now };
  const link = given['cachedResultUrl'];
  const moved = typeof link === 'string' ? { cachedResultUrl: link.replaceAll(id, now) } : {};
  return { ...parameters, workflowId: { ...given, value: now, ...moved } };
}

function withCredentials(node: N8nNode, known: readonly CredentialRef[] | undefined, hands: Hand[]): N8nNode {
  if (!isRecord(node.credentials) || !known) return node;
  const kept: Record<string, { id: string; name: string }> = {};
  for (const [type, given] of Object.entries(node.credentials)) {
    const { id, name = '' } = toRecord(given) as { id?: string; name?: string };
    const ofType = known.filter((one) => one.type === type);
    const [named, second] = ofType.filter((one) => one.name === name);
    const found = ofType.find((one) => one.id === id) ?? (second ? undefined : named);
    if (found) kept[type] = { id: found.id, name: found.name };
    else hands.push({ code: 'handCredential', node: node.name, type, name });
  }
  const { credentials: _before, ...rest } = node;
  return (Object.keys(kept).length > 0 ? { ...rest, credentials: kept } : rest) as N8nNode;
}

function withoutSecret(node: N8nNode, hands: Hand[]): N8nNode {
  const parameters = mapTexts(node.parameters, ({ value, path }) => {
    if (!value.includes(secretMark)) return value;
    hands.push({ code: 'handSecret', node: node.name, path });
    return value.replaceAll(secretMark, enterAgain);
  });
  return parameters === node.parameters ? node : { ...node, parameters };
}

const markerKey = 'flowsmith_creation';

/** The mark of the creation that made it first: the one that brings it back sets its own. */
function withoutMarker(settings: Record<string, unknown>): Record<string, unknown> {
  const { customTelemetryTags: tags, ...rest } = settings;
  const others = Array.isArray(tags) ? tags.filter((tag) => toRecord(tag)['key'] !== markerKey) : [];
  return others.length > 0 ? { ...rest, customTelemetryTags: others } : rest;
}
