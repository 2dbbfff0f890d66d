import type { Issue } from '../draft.ts';
import { toText } from '../values.ts';
import { error, type Rule, type ViewNode, warning } from './view.ts';

const fields: Record<string, string> = {
  'n8n-nodes-base.httpRequest': 'url',
  'n8n-nodes-base.rssFeedRead': 'url',
  'n8n-nodes-base.rssFeedReadTrigger': 'feedUrl',
};

/** Addresses that are called are addresses, and do not lead into n8n's own machine or network unnoticed. */
export const checkUrls: Rule = (view) => view.nodes.filter((node) => !node.disabled).flatMap(checkNode);

function checkNode(node: ViewNode): Issue[] {
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
    if (text.includes('{{'))
      return [warning('url-unusual', `The address in "${node.name}" does not start with https://.`, at)];
    return [
      error(
        'invalid-url',
        `"${literal.slice(0, 80)}" in "${node.name}" is no web address; it has to start with https://.`,
        at,
      ),
    ];
  }
  const host = hostOf(literal);
  return host && isInternal(host)
    ? [warning('internal-url', `"${node.name}" calls ${host}, which is inside the network n8n runs in.`, at)]
    : [];
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && !/\s/.test(text.split('?')[0] ?? '');
}

const couldBeWebAddress = (literal: string): boolean =>
  /^https?:\/\//i.test(literal) || 'https://'.startsWith(literal.toLowerCase());

/** The host, when the text before an expression holds all of it. */
function hostOf(literal: string): string | undefined {
  const match = /^https?:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(literal);
  return match?.[1]?.toLowerCase();
}

function isInternal(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.internal') || host.endsWith('.local'))
    return true;
  if (host.startsWith('[')) return /^\[(?:::1?\]|f[cd]|fe[89ab]|::ffff:)/.test(host);
  const normal = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
  return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d/.test(normal) && /^[\d.]+$/.test(normal);
}
