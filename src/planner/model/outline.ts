import { assumptionsOf } from '#src/language/assumed.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { nodeSettings } from '#src/workflow/edit/to-draft.ts';
import { textLeaves } from './text-leaves.ts';
import type { CountTokens } from './tokens.ts';

/** Characters of a node's text that are shown, the most first: as many as fit. */
const widths = [80, 40, 16, 0];
const mostNodes = 400;

export interface Outline {
  text: string;
  /** Characters of a text that were shown at most. */
  width: number;
}

/**
 * Everything in a draft but the parameters: each node with its type, version, settings and connections, notes, groups,
 * and as much of each node's longest text as fits. Nothing is left out of 400 nodes, whatever the budget.
 */
export function outlineOf(draft: Draft, most: number, count: CountTokens): Outline {
  for (const width of widths) {
    const text = redactSecrets(toLines(draft, width).join('\n')).text;
    if (width === widths.at(-1) || (text.length <= most * 8 && count(text) <= most)) return { text, width };
  }
  throw new TypeError('no width is left');
}

function toLines(draft: Draft, width: number): string[] {
  const { name, description, nodes, connections, assumptions: own, assumed, timezone, ...parts } = draft;
  const assumptions = assumptionsOf({ assumptions: own, assumed }, 'en');
  const { stickyNotes = [], groups = [], tags = [], executionTimeout, errorWorkflow } = parts;
  const next = Map.groupBy(connections, ({ from }) => from);
  return [
    `${quote(name)}: ${nodes.length} nodes, types of n8n-nodes-base unless said, "langchain" stands for @n8n/n8n-nodes-langchain`,
    ...(description && width > 0 ? [`description: ${clip(description, width * 2)}`] : []),
    ...(timezone ? [`timezone: ${timezone}`] : []),
    ...(tags.length > 0 ? [`tags: ${tags.map(quote).join(', ')}`] : []),
    ...(errorWorkflow ? ['an error workflow is set'] : []),
    ...(executionTimeout ? [`timeout: ${executionTimeout} s`] : []),
    ...nodes.slice(0, mostNodes).map((node) => nodeLine(node, next.get(node.name) ?? [], width)),
    ...(nodes.length > mostNodes ? [`and ${nodes.length - mostNodes} more`] : []),
    ...stickyNotes.map(({ name: note, content }) => `note ${quote(note)}: ${clip(content, Math.max(16, width))}`),
    ...groups.map((group) => `group ${quote(group.name)}: ${group.nodes.map(quote).join(', ')}`),
    ...(assumptions.length > 0 && width > 0 ? [`assumptions: ${clip(assumptions.join(' '), width * 2)}`] : []),
  ];
}

function nodeLine(node: DraftNode, next: Draft['connections'], width: number): string {
  const type = node.type.replace(/^n8n-nodes-base\./, '').replace(/^@n8n\/n8n-nodes-langchain\./, 'langchain.');
  const version = node.typeVersion === undefined ? '' : ` v${node.typeVersion}`;
  const settings = [...nodeSettings, 'pinned' as const].flatMap((key) => {
    const value = node[key];
    if (value === undefined || (key === 'notes' && width === 0)) return [];
    return [value === true ? key : `${key} ${typeof value === 'string' ? clip(value, Math.max(24, width)) : value}`];
  });
  const ways = Map.groupBy(next, ({ kind, output }) => (kind === 'main' ? `${output}` : kind));
  const led = [...ways].map(([way, links]) => {
    const to = links.map(({ to: name, input }) => `${quote(name)}${input === 0 ? '' : ` in ${input}`}`).join(', ');
    return way === '0' && ways.size === 1 ? to : `${way}: ${to}`;
  });
  const texts = width === 0 ? [] : textLeaves(node.parameters).toSorted((a, b) => b.text.length - a.text.length);
  const [longest] = texts.filter(({ text }) => text.length > 3);
  return [
    `- ${quote(node.name)} ${type}${version}`,
    settings.length > 0 ? ` [${settings.join(', ')}]` : '',
    led.length > 0 ? ` → ${led.join('; ')}` : '',
    longest ? ` | ${longest.path}: ${clip(longest.text, width)}` : '',
  ].join('');
}

const quote = (text: string): string => JSON.stringify(text);

function clip(text: string, most: number): string {
  const line = text.slice(0, most + 1).replace(/\s+/g, ' ');
  return text.length > most ? `${line.slice(0, most)}… (${text.length})` : line;
}
