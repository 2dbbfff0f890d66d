import type { ActionButton, Button, FormButton, MenuItem } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActionStyle, AdaptiveAction, AdaptiveActionData, AdaptiveElement } from './adaptive-types.ts';
import { escapeMarkdown, shorten } from './card-text.ts';
import { toInputs } from './inputs.ts';
import { teamsLimits } from './limits.ts';
import { isSafeUrl } from './safe-url.ts';

export interface ActionOptions {
  /** Travels with every button, for clients that forget where it was. */
  thread?: string | undefined;
  /** Id of the input whose value the button sends. */
  input?: string | undefined;
  /** Where the buttons are on the card, as digits: questions need ids of their own. */
  place?: string | undefined;
  /** Whether the client may be able to open dialogs. */
  dialogs?: boolean | undefined;
  /** Others draw the same cards [teams]. */
  platform?: string | undefined;
  /** The card is shown in a chat with the bot alone. */
  alone?: boolean | undefined;
  /** Of the card [en]. */
  language?: Language | undefined;
}

/**
 * Buttons in rows of at most six, not counting the menu's, which go with the last row; and below them the questions some of them ask; links that lead anywhere but to https
 * are left out. What is in the menu is `secondary`: clients put that behind a "…", those that do not know it show it as
 * further buttons.
 */
export function toActionSets(buttons: Button[], options: ActionOptions, menu: MenuItem[] = []): AdaptiveElement[] {
  const questions: AdaptiveElement[] = [];
  const pressed = [...buttons, ...menu].flatMap((button, index): AdaptiveAction[] => {
    const behind = index >= buttons.length;
    if (button.kind !== 'action' || !button.confirm) {
      const action = toAction(button, options);
      return action ? [behind ? toSecondary(action) : action] : [];
    }
    const id = `confirm_${options.place ?? 0}_${index}`;
    questions.push(toQuestion(id, button, button.confirm, options));
    const opens = toggle(id, true, button.label, actionStyle(button.style));
    return [behind ? toSecondary(opens) : opens];
  });
  return [...toSets(pressed), ...questions];
}

function toSecondary(action: AdaptiveAction): AdaptiveAction {
  const mode = 'secondary';
  return action.type === 'Action.Execute'
    ? { ...action, mode, fallback: { ...action.fallback, mode } }
    : { ...action, mode };
}

const isSecondary = (action: AdaptiveAction): boolean => 'mode' in action && action.mode === 'secondary';

function toSets(actions: AdaptiveAction[]): AdaptiveElement[] {
  const behind = actions.filter(isSecondary);
  const inRow = actions.filter((action) => !isSecondary(action));
  const rows = Math.max(Math.ceil(inRow.length / teamsLimits.buttons), behind.length > 0 ? 1 : 0);
  return Array.from({ length: rows }, (_, row) => {
    const shown = inRow.slice(row * teamsLimits.buttons, (row + 1) * teamsLimits.buttons);
    return { type: 'ActionSet', actions: row === rows - 1 ? [...shown, ...behind] : shown };
  });
}

/** Action.Execute, with Action.Submit for clients that do not know it; both carry the same data. */
function toAction(button: Button, options: ActionOptions): AdaptiveAction | undefined {
  const title = shorten(button.label, teamsLimits.buttonLabelLength);
  if (button.kind === 'link') {
    return isSafeUrl(button.url) ? { type: 'Action.OpenUrl', title, url: button.url } : undefined;
  }
  if (button.kind === 'form') return toShowCard(button, options);
  const data: AdaptiveActionData = toData(button.value, button.action, options);
  const style = actionStyle(button.style);
  return {
    type: 'Action.Execute',
    title,
    verb: button.action,
    data,
    ...style,
    fallback: { type: 'Action.Submit', title, data, ...style },
  };
}

/**
 * Teams cannot ask before a click counts, so the button opens the question, and the click that counts is below it. The
 * choice that changes nothing comes first, where the focus gets first.
 */
function toQuestion(
  id: string,
  { confirm: _, ...button }: ActionButton,
  { title, text, confirm }: NonNullable<ActionButton['confirm']>,
  options: ActionOptions,
): AdaptiveElement {
  const words = (plain: string) => ({
    type: 'TextBlock' as const,
    text: escapeMarkdown(shorten(plain, 1_000)) || ' ',
    wrap: true as const,
  });
  const yes = toAction({ ...button, label: confirm }, options);
  return {
    type: 'Container',
    id,
    style: 'emphasis',
    isVisible: false,
    items: [
      { ...words(title), weight: 'Bolder' },
      words(text),
      ...toSets([toggle(id, false, wordsIn(options.language ?? 'en').adapters.card.notNow), ...(yes ? [yes] : [])]),
    ],
  };
}

function toggle(
  elementId: string,
  isVisible: boolean,
  label: string,
  style: { style?: ActionStyle } = {},
): AdaptiveAction {
  const title = shorten(label, teamsLimits.buttonLabelLength);
  return { type: 'Action.ToggleVisibility', title, ...style, targetElements: [{ elementId, isVisible }] };
}

/**
 * Inputs open inside the card, which works in every client. Where dialogs can be had, one button more opens the same
 * form in a window of its own: it has more room, and what is typed there survives a rewrite of the card.
 */
function toShowCard({ label, form }: FormButton, options: ActionOptions): AdaptiveAction {
  const send = toAction(
    { kind: 'action', action: form.action, label: form.submit, style: 'primary', value: form.value },
    options,
  );
  const dialog: AdaptiveAction = {
    type: 'Action.Submit',
    title: wordsIn(options.language ?? 'en').adapters.card.openInWindow,
    associatedInputs: 'none',
    data: { ...toData(form.value, form.action, options), msteams: { type: 'task/fetch' } },
  };
  const actions = [...(send ? [send] : []), ...(options.dialogs ? [dialog] : [])];
  return {
    type: 'Action.ShowCard',
    title: shorten(label, teamsLimits.buttonLabelLength),
    card: {
      type: 'AdaptiveCard',
      body: [...toInputs(form, { wide: options.alone, platform: options.platform }), ...toSets(actions)],
    },
  };
}

function toData(
  value: FormButton['form']['value'],
  action: FormButton['form']['action'],
  { thread, input }: ActionOptions,
): AdaptiveActionData {
  return { ...value, action, ...(input ? { input } : {}), ...(thread ? { thread } : {}) };
}

function actionStyle(style: 'default' | 'primary' | 'danger'): { style?: ActionStyle } {
  if (style === 'primary') return { style: 'positive' };
  if (style === 'danger') return { style: 'destructive' };
  return {};
}
