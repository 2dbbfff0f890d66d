import { z } from 'zod';
import { assumed } from '#src/language/assumed.ts';
import type { TemplateAsk, TemplateAssumption } from '#src/language/en/templates.ts';
import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import type { TemplateSlot } from '#src/model/template.ts';

/** n8n's families of techniques, in our words. */
export const techniques = [
  'scheduling',
  'forms',
  'webhooks',
  'notifications',
  'triage',
  'ai-agent',
  'extraction',
  'sync',
  'monitoring',
  'approvals',
  'reports',
  'error-handling',
] as const;
export type Technique = (typeof techniques)[number];

export const templateSlotSchema = z.strictObject({
  slot: z.string().regex(/^[a-z][A-Za-z0-9]{0,29}$/),
  label: z.string().min(1).max(60),
  ask: z.string().min(1).max(200),
  kind: z.enum(['channel', 'sheet', 'email', 'url', 'time', 'text']),
  default: z.string().max(500).optional(),
}) satisfies z.ZodType<TemplateSlot>;

/** Of a built-in template also which of our own words it asks with. */
export type Slot = TemplateSlot & { asked?: TemplateAsk };

/** A workflow to start from. */
export interface WorkflowTemplate {
  /** Stable name in kebab-case. */
  slug: string;
  name: string;
  description: string;
  technique: Technique;
  /** Words people say for it, beyond those of name and description. */
  words: string[];
  slots: Slot[];
  draft: Draft;
}

/** What a library file states. */
export interface TemplateDefinition extends Omit<WorkflowTemplate, 'draft'> {
  nodes: DraftNode[];
  connections: DraftConnection[];
  /** What it takes for granted; what needs a value is added where that is known. */
  assumes?: Exclude<TemplateAssumption, 'startsFrom' | 'sentAs'>[];
}

/** Makes the template of a definition: name and description of the draft are the template's own. */
export function defineTemplate({ nodes, connections, assumes = [], ...head }: TemplateDefinition): WorkflowTemplate {
  return {
    ...head,
    draft: {
      name: head.name,
      description: head.description,
      nodes,
      connections,
      assumptions: [],
      assumed: assumes.map((code) => assumed(code)),
    },
  };
}
