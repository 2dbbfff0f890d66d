import type { Issue } from '#src/model/issue.ts';
import { addressOf, unknownPart } from '#src/policy/addresses.ts';
import { isInternalHost } from '#src/policy/hosts.ts';
import { error, warning } from '../issues.ts';
import { toText } from '../json/values.ts';
import { nodeFix, type Rule, type View, type ViewNode } from './view.ts';

const fields: Record<string, string> = {
  'n8n-nodes-base.httpRequest': 'url',
  'n8n-nodes-base.httpRequestTool': 'url',
  '@n8n/n8n-nodes-langchain.toolHttpRequest': 'url',
  'n8n-nodes-base.graphql': 'endpoint',
  'n8n-nodes-base.rssFeedRead': 'url',
  'n8n-nodes-base.rssFeedReadTrigger': 'feedUrl',
};

/** Addresses that are called are addresses, and do not lead into n8n's own machine or network unnoticed. */
export const checkUrls: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const field = Object.hasOwn(fields, node.type) ? fields[node.type] : undefined;
  const given = field ? toText(node.parameters[field])?.trim() : undefined;
  if (!field || !given) return [];
  const at = { node: node.name, path: `parameters.${field}` };
  const expression = given.startsWith('=');
  const text = expression ? given.slice(1).trimStart() : given;
  const literal = text.includes('{{') ? text.slice(0, text.indexOf('{{')) : text;
  if (literal === '') return [];
  const complete = literal === text;
  if (complete ? !isWebAddress(literal) : !couldBeWebAddress(literal)) {
    // Text around an expression may still become an address when it runs.
    if (text.includes('{{')) return [warning('url-unusual', { node: node.name }, at)];
    const params = { node: node.name, address: literal.slice(0, 80) };
    const fix = bareHost.test(literal)
      ? nodeFix(node, 'Puts https:// in front.', { path: ['parameters', field], value: `https://${literal}` })
      : undefined;
    return [error('invalid-url', params, fix && !expression ? { ...at, fix } : at)];
  }
  const host = hostOf(literal, complete);
  if (!host) return [];
  if (isInternalHost(host)) {
    // With a policy of its own the context has it judged there.
    if (view.policy) return [];
    return [warning('internal-url', { node: node.name, host }, at)];
  }
  if (!/^http:/i.test(literal)) return [];
  return [warning('url-unencrypted', { node: node.name, host: host.slice(0, 80) }, at)];
}

/** `example.com/path`: all that lacks is the scheme. */
const bareHost = /^(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?$/i;

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

const couldBeWebAddress = (literal: string): boolean =>
  /^https?:\/\//i.test(literal) || 'https://'.startsWith(literal.toLowerCase());

/** The host, when the text before an expression holds all of it. */
function hostOf(literal: string, complete: boolean): string | undefined {
  const address = addressOf(complete ? literal : literal + unknownPart);
  return address && 'host' in address ? address.host : undefined;
}
