import type { ButtonOnCard } from './slack-requests.ts';

interface ElementOfBlock extends ButtonOnCard {
  type: string;
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
  positive_button?: { value: string };
  negative_button?: { value: string };
}
interface Block {
  type: string;
  block_id: string;
  elements?: ElementOfBlock[];
  accessory?: ElementOfBlock;
}
interface Shown {
  text: string;
  blocks: unknown[];
}

/** A button by its action id or label, else the same in a menu. Throws when there is none. */
export function findButton(message: Shown, name: string): ButtonOnCard {
  for (const { element, block_id } of elementsOf(message)) {
    if (element.type !== 'button' || (element.action_id.split(':')[0] !== name && element.text?.text !== name))
      continue;
    return { action_id: element.action_id, block_id, ...(element.value ? { value: element.value } : {}) };
  }
  for (const { element, block_id } of elementsOf(message)) {
    const option = element.options?.find(({ text, value }) => text.text === name || value.split(':')[0] === name);
    if (element.type !== 'overflow' || !option) continue;
    return { action_id: element.action_id, block_id, selected_option: { value: option.value } };
  }
  throw new Error(`No button "${name}" on the message "${message.text}"`);
}

/** What the buttons of a message do, those of its menu among them. */
export const actionsOn = (message: Shown): string[] =>
  elementsOf(message).flatMap(({ element }) =>
    [element.action_id, ...(element.type === 'overflow' ? (element.options ?? []).map(({ value }) => value) : [])].map(
      (id) => id.split(':')[0] ?? '',
    ),
  );

/** A choice of a list by its label. Throws when there is none. */
export function findChoice(message: Shown, label: string): ButtonOnCard {
  for (const { element, block_id } of elementsOf(message)) {
    const option = element.options?.find(({ text }) => text.text === label);
    if (option) return { action_id: element.action_id, block_id, selected_option: { value: option.value } };
  }
  throw new Error(`No choice "${label}" on the message "${message.text}"`);
}

/** A thumb below a message. Throws when there are none. */
export function findThumb({ blocks, text }: Shown, thumb: 'up' | 'down'): ButtonOnCard {
  for (const { type, block_id, elements = [] } of blocks as Block[]) {
    const pressed = thumb === 'up' ? elements[0]?.positive_button : elements[0]?.negative_button;
    if (type === 'context_actions' && elements[0] && pressed)
      return { action_id: elements[0].action_id, block_id, value: pressed.value };
  }
  throw new Error(`No thumbs below the message "${text}"`);
}

/** What a Slack without some kinds of blocks says about a message. */
export function refusalOfKinds(blocks: unknown, unknown: ReadonlySet<string>) {
  const found = (Array.isArray(blocks) ? (blocks as Block[]) : []).find(({ type }) => unknown.has(type));
  const messages = [`[ERROR] unsupported type: ${found?.type}`];
  return found && { ok: false, error: 'invalid_blocks', response_metadata: { messages } };
}

function elementsOf({ blocks }: Shown): { element: ElementOfBlock; block_id: string }[] {
  return (blocks as Block[]).flatMap(({ type, block_id, elements = [], accessory }) => [
    ...(type === 'actions' ? elements.map((element) => ({ element, block_id })) : []),
    ...(accessory ? [{ element: accessory, block_id }] : []),
  ]);
}
