import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { keyOf } from '#src/workflow/placeholders.ts';
import type { Slot, WorkflowTemplate } from './template.ts';
import { parseClock } from './time-of-day.ts';

/** A slot nobody filled yet, and everywhere it stands. */
export type OpenSlot = Slot & {
  /** The path is like `parameters.channelId`. */
  places: { node: string; path: string }[];
};

export interface FilledTemplate {
  draft: Draft;
  /** What is still needed, in the order of the slots. */
  open: OpenSlot[];
}

const marker = /<<([a-z][A-Za-z0-9]{0,29})(?:\.(hour|minute))?>>/g;
const whole = /^<<([a-z][A-Za-z0-9]{0,29})(?:\.(hour|minute))?>>$/;
const longestValue = 500;

/**
 * The template's draft with values, else defaults, in the place of its slots. A slot without either is left empty and
 * reported. Values are text: an expression in one is taken apart so that n8n does not run it. Pure.
 */
export function fillTemplate(
  template: Pick<WorkflowTemplate, 'draft' | 'slots'>,
  values: Readonly<Record<string, string>> = {},
): FilledTemplate {
  const slots = new Map(template.slots.map((slot) => [slot.slot, slot]));
  const chosen = new Map<string, string>();
  for (const slot of template.slots) {
    const value = valueFor(slot, Object.hasOwn(values, slot.slot) ? values[slot.slot] : undefined);
    if (value !== undefined) chosen.set(slot.slot, value);
  }
  const open = new Map<string, OpenSlot>();
  const resolve = (name: string, part: string | undefined, node: string, path: string): string | undefined => {
    const slot = slots.get(name);
    const value = chosen.get(name);
    if (slot && value === undefined) {
      const places = open.get(name)?.places ?? [];
      open.set(name, { ...slot, places: [...places, { node, path }] });
    }
    return value === undefined || part === undefined ? value : String(clockPart(value, part));
  };
  const fill = (value: unknown, node: string, path: string): unknown => {
    if (typeof value === 'string') {
      const only = whole.exec(value);
      if (only) {
        const filled = resolve(only[1] ?? '', only[2], node, path) ?? '';
        return only[2] && filled !== '' ? Number(filled) : filled;
      }
      return value.replace(marker, (_, name: string, part: string | undefined) => {
        return resolve(name, part, node, path) ?? slots.get(name)?.label ?? '';
      });
    }
    if (Array.isArray(value)) return value.map((entry, index) => fill(entry, node, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry, node, `${path}.${key}`)]));
  };
  const nodes = template.draft.nodes.map((node) => ({
    ...node,
    parameters: fill(node.parameters, node.name, 'parameters') as Record<string, unknown>,
  }));
  const order = [...slots.keys()];
  return {
    draft: { ...structuredClone(template.draft), nodes },
    open: [...open.values()].sort((a, b) => order.indexOf(a.slot) - order.indexOf(b.slot)),
  };
}

/** What is still needed, as issues that block approval and say what to answer. */
export function toOpenIssues(open: readonly OpenSlot[]): Issue[] {
  return open.flatMap(({ slot, places, ask, asked }) => {
    const about = { words: ask, key: keyOf(places[0]?.path ?? ''), ...(asked ? { template: asked } : {}) };
    // Each mail has a sender of its own.
    const [first, ...more] = places;
    return (slot === 'from' ? [first, ...more] : [first]).map((place) => error('not-said', about, place));
  });
}

function valueFor(slot: Slot, given: string | undefined): string | undefined {
  const text = given?.trim().slice(0, longestValue).replaceAll('{{', '{ {').replaceAll('}}', '} }').replace(/^=+/, '');
  const value = text ? toKind(slot.kind, text) : undefined;
  return value ?? slot.default;
}

/** The value in the form its kind has in n8n; undefined when it cannot be one. */
function toKind(kind: Slot['kind'], text: string): string | undefined {
  switch (kind) {
    case 'channel':
      return /^(?:[#@]|[CGD][A-Z0-9]{7,}$)/.test(text) ? text : `#${text}`;
    case 'email':
      return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text) ? text : undefined;
    case 'url':
      return URL.canParse(text) && /^https?:/i.test(text) ? text : undefined;
    case 'time':
      return parseClock(text) ? text : undefined;
    case 'sheet':
    case 'text':
      return text;
    default:
      return kind satisfies never;
  }
}

function clockPart(value: string, part: string): number {
  const clock = parseClock(value) ?? { hour: 0, minute: 0 };
  return part === 'hour' ? clock.hour : clock.minute;
}
