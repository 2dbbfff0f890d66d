import type OpenAI from 'openai';
import { z } from 'zod';
import type { Catalog } from '#src/catalog/catalog.ts';
import { describeNode } from '#src/catalog/describe.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const searchArgs = z.object({ query: z.string().min(1).max(300), limit: z.int().min(1).max(20).optional() });
const describeArgs = z.object({
  type: z.string().min(1).max(200),
  resource: z.string().max(100).optional(),
  operation: z.string().max(100).optional(),
});
const askArgs = z.object({
  question: z.string().min(1).max(600),
  choices: z.array(z.string().min(1).max(75)).max(4).default([]),
});
const answerArgs = z.object({ text: z.string().min(1).max(8000) });

const parsers = {
  search_nodes: searchArgs,
  describe_node: describeArgs,
  submit_draft: draftSchema,
  ask: askArgs,
  answer: answerArgs,
};
type ToolName = keyof typeof parsers;

/** One tool call after parsing: an act, or what the model has to be told about its mistake. */
export type ToolCall =
  | { [Name in ToolName]: { name: Name; args: z.output<(typeof parsers)[Name]> } }[ToolName]
  | { name: 'invalid'; problem: string };

const descriptions: Record<ToolName, string> = {
  search_nodes: 'Find n8n node types by what they do. Returns node types, best first.',
  describe_node: 'Read the parameters of one node type; name the resource and operation to see only what applies.',
  submit_draft: 'Hand in the complete workflow draft. It is validated; issues come back for repair.',
  ask: 'Ask the requester one question, only when the answer changes what the workflow does. Up to four short choices.',
  answer: 'Answer in words when no workflow is wanted or possible.',
};

/** The tools as Chat Completions takes them. */
export function toolDefinitions(): OpenAI.Chat.Completions.ChatCompletionTool[] {
  return (Object.keys(parsers) as ToolName[]).map((name) => ({
    type: 'function',
    function: { name, description: descriptions[name], parameters: jsonSchema(parsers[name]) },
  }));
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

const maxArgumentsLength = 400_000;

/** Parses a tool call of the model; untrusted. Never throws. */
export function parseToolCall(name: string, json: string): ToolCall {
  if (!Object.hasOwn(parsers, name)) {
    return {
      name: 'invalid',
      problem: `There is no tool called ${JSON.stringify(name.slice(0, 60))}. Use one of: ${Object.keys(parsers).join(', ')}.`,
    };
  }
  if (json.length > maxArgumentsLength) return { name: 'invalid', problem: 'The arguments are too long.' };
  let raw: unknown;
  try {
    raw = JSON.parse(json === '' ? '{}' : json);
  } catch {
    return { name: 'invalid', problem: `The arguments of ${name} are not valid JSON. Send one JSON object.` };
  }
  const known = name as ToolName;
  const parsed = parsers[known].safeParse(raw);
  if (parsed.success) return { name: known, args: parsed.data } as ToolCall;
  const problems = parsed.error.issues
    .slice(0, 8)
    .map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`);
  return { name: 'invalid', problem: `The arguments of ${name} do not fit: ${problems.join('; ')}` };
}

/** Node types for a search, one per line. */
export function searchText(catalog: Catalog, query: string, limit = 8): string {
  const found = searchNodes(catalog, query, limit);
  if (found.length === 0) return 'No node type fits. Try other words, or use n8n-nodes-base.httpRequest.';
  return found
    .map(({ type }) => {
      const node = catalog.get(type);
      return node ? `${type} (${node.kind}): ${node.displayName}. ${node.description}` : type;
    })
    .join('\n');
}

const maxDescriptionLength = 8000;

/** Parameters of a node type as text, cut to a bounded size. */
export function describeText(
  catalog: Catalog,
  type: string,
  slice?: { resource?: string | undefined; operation?: string | undefined },
): string {
  const node = catalog.get(type);
  if (!node) {
    const near = searchNodes(catalog, type.split('.').at(-1) ?? type, 3).map((found) => found.type);
    return `There is no node type ${JSON.stringify(type)} here.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`;
  }
  const wanted = {
    ...(slice?.resource ? { resource: slice.resource } : {}),
    ...(slice?.operation ? { operation: slice.operation } : {}),
  };
  return describeNode(node, wanted).slice(0, maxDescriptionLength);
}
