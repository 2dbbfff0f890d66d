import type { MenuItem } from '#src/chat/card.ts';
import { type ActionId, type ActionValue, actionIds, actionValueSchema } from '#src/chat/inbound.ts';

const prefix = 'menu:';

/**
 * Slack gives an option of a menu 75 characters, too few for ids: those that all options share travel in the action id
 * of the menu, and an option's value names its action and what only it carries.
 */
export function toMenuId(items: readonly MenuItem[]): string {
  return `${prefix}${JSON.stringify(sharedBy(items))}`;
}

export function toMenuValue(item: MenuItem, index: number, items: readonly MenuItem[]): string {
  if (item.kind === 'link') return `link:${index}`;
  const shared = sharedBy(items);
  const own = Object.entries(item.value).filter(([key]) => !Object.hasOwn(shared, key));
  return own.length > 0 ? `${item.action}:${JSON.stringify(Object.fromEntries(own))}` : item.action;
}

/** What was chosen; `ignored`: a link, which Slack reports too; undefined for what is no menu of ours. */
export function readMenu(
  actionId: string,
  chosen: string | undefined,
): { action: ActionId; value: ActionValue } | 'ignored' | undefined {
  if (!actionId.startsWith(prefix) || chosen === undefined) return undefined;
  const [name = '', ...rest] = chosen.split(':');
  if (name === 'link') return 'ignored';
  const action = actionIds.find((id) => id === name);
  const shared = parsed(actionId.slice(prefix.length));
  const own = rest.length > 0 ? parsed(rest.join(':')) : {};
  const value = actionValueSchema.safeParse(shared && own ? { ...shared, ...own } : undefined);
  return action && value.success ? { action, value: value.data } : undefined;
}

function sharedBy(items: readonly MenuItem[]): Partial<ActionValue> {
  const values = items.flatMap((item) => (item.kind === 'action' ? [item.value] : []));
  const entries = Object.entries(values[0] ?? {}) as [keyof ActionValue, unknown][];
  return Object.fromEntries(entries.filter(([key, value]) => values.every((each) => each[key] === value)));
}

function parsed(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
