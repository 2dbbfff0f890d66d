import type { z } from 'zod';
import type { draftConnectionSchema } from '#src/workflow/draft.ts';

type Connection = z.input<typeof draftConnectionSchema>;
type Parameters = Record<string, unknown>;

/** A workflow the way a model or a person writes it first: short forms, names instead of indices, words for choices. */
export interface NaturalDraft {
  /** What it is about: usually the node type. */
  title: string;
  nodes: { name: string; type: string; parameters?: Parameters }[];
  connections: Connection[];
  /** A node type without which it cannot be told. */
  needs?: string;
}

export const base = (type: string): string => (type.includes('.') ? type : `n8n-nodes-base.${type}`);
export const ai = (type: string): string => `@n8n/n8n-nodes-langchain.${type}`;

/** An action behind a manual start would never be live: a schedule starts it. */
export function action(type: string, parameters: Parameters = {}, title = type): NaturalDraft {
  return {
    title,
    nodes: [
      { name: 'Every day', type: base('scheduleTrigger'), parameters: { rule: { field: 'days', at: '09:00' } } },
      { name: 'Step', type: base(type), parameters },
    ],
    connections: [{ from: 'Every day', to: 'Step' }],
  };
}

export function trigger(type: string, parameters: Parameters = {}, title = type): NaturalDraft {
  return {
    title,
    nodes: [
      { name: 'Start', type: base(type), parameters },
      { name: 'Step', type: base('noOp') },
    ],
    connections: [{ from: 'Start', to: 'Step' }],
  };
}

/** A root node with what hangs below it; the connections say no kind. */
export function root(
  type: string,
  parameters: Parameters,
  below: Record<string, [type: string, parameters?: Parameters]>,
): NaturalDraft {
  const subnodes = Object.entries(below);
  return {
    title: type.slice(type.lastIndexOf('.') + 1),
    nodes: [
      { name: 'Chat', type: ai('chatTrigger') },
      { name: 'Root', type, parameters },
      ...subnodes.map(([name, [sub, own]]) => ({ name, type: sub, parameters: own ?? {} })),
    ],
    connections: [{ from: 'Chat', to: 'Root' }, ...subnodes.map(([name]) => ({ from: name, to: 'Root' }))],
  };
}
