import type { ButtonOnCard } from './slack-requests.ts';

interface ElementOfBlock extends ButtonOnCard {
  type: string;
  text?: { text: string };
  options?: { text: { text: string }; value: string }[];
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

/** A button by its action id or label. Throws when there is none. */
export function findButton(message: Shown, name: string): ButtonOnCard {
  for (const { element, block_id } of elementsOf(message)) {
    if (element.type !== 'button' || (element.action_id.split(':')[0] !== name && element.text?.text !== name))
      continue;
    return { action_id: element.action_id, block_id, ...(element.value ? { value: element.value } : {}) };
  }
  throw new Error(`No button "${name}" on the message "${message.text}"`);
}

/** A choice of a list by its label. Throws when there is none. */
export function findChoice(message: Shown, label: string): ButtonOnCard {
  for (const { element, block_id } of elementsOf(message)) {
    const option = element.options?.find(({ text }) => text.text === label);
    if (option) return { action_id: element.action_id, block_id, selected_option: { value: option.value } };
  }
  throw new Error(`No choice "${label}" on the message "${message.text}"`);
}

function elementsOf({ blocks }: Shown): { element: ElementOfBlock; block_id: string }[] {
  return (blocks as Block[]).flatMap(({ type, block_id, elements = [], accessory }) => [
    ...(type === 'actions' ? elements.map((element) => ({ element, block_id })) : []),
    ...(accessory ? [{ element: accessory, block_id }] : []),
  ]);
}
