import { setAt } from '#src/workflow/json/paths.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { HeldBlock, HeldStep, HeldText } from './plan.ts';

/** What became of one value of a step. */
export interface RenderedText {
  text: HeldText;
  value: unknown;
  /** The code of each `{{ }}` that gave nothing. */
  empty: string[];
  /** Of each that n8n could not work out, with n8n's words. */
  failed: { code: string; message: string }[];
}

/** One time a step would have done its work. */
export interface Rendered {
  /** With everything n8n worked out; what was not evaluated is as the workflow has it. */
  parameters: Record<string, unknown>;
  texts: RenderedText[];
}

/** Puts what the leaves of a step hold for one item into its parameters. Pure. */
export function render(step: Pick<HeldStep, 'parameters' | 'texts'>, texts: unknown, blocks: unknown): Rendered {
  const parameters = structuredClone(step.parameters);
  const rendered = step.texts.map((text) => renderText(text, texts, blocks));
  for (const { text, value } of rendered) if (!text.withheld) setAt(parameters, text.path, value);
  return { parameters, texts: rendered };
}

function renderText(text: HeldText, texts: unknown, blocks: unknown): RenderedText {
  if (text.withheld) return { text, value: text.value, empty: [], failed: [] };
  const gave = text.blocks.map((block) => ({ block, ...resultOf(block, blocks) }));
  const empty = gave.filter(({ kind }) => kind === 'empty').map(({ block }) => block.code);
  const failed = gave.flatMap(({ kind, block, value }) =>
    kind === 'failed' ? [{ code: block.code, message: String(value ?? '') }] : [],
  );
  // A value that is one `{{ }}` and nothing else keeps its type.
  const value = text.key === undefined ? gave[0]?.value : isRecord(texts) ? texts[text.key] : undefined;
  return { text, value: failed.length > 0 ? undefined : value, empty, failed };
}

type Result = { kind: 'value' | 'empty' | 'failed'; value: unknown };

function resultOf({ key }: HeldBlock, blocks: unknown): Result {
  const held = isRecord(blocks) ? blocks[key] : undefined;
  if (!isRecord(held)) return { kind: 'failed', value: isRecord(blocks) ? toText(blocks['error']) : undefined };
  if ('e' in held) return { kind: 'failed', value: held['e'] };
  if ('n' in held) return { kind: 'value', value: held['n'] };
  if (!('v' in held) || held['v'] === '') return { kind: 'empty', value: held['v'] };
  return { kind: 'value', value: held['v'] };
}
