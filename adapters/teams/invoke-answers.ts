import type { Form } from '#src/chat/card.ts';
import type { AdaptiveCard, DialogData } from './adaptive-types.ts';
import { shorten } from './card-text.ts';
import { toDialogCard } from './inputs.ts';

/** What an invoke is answered with. Teams shows "Something went wrong" for any other shape. */
export interface InvokeAnswer {
  status: number;
  body: object;
}

/**
 * A button of a card (`adaptiveCard/action`), a dialog (`task/fetch`, `task/submit`; also that of "Automate this",
 * `composeExtension/fetchTask` and `submitAction`), the thumbs below a message
 * (`message/submitAction`) or a list that somebody types into (`application/search`): each has its own shapes.
 */
export type InvokeKind = 'execute' | 'dialog' | 'feedback' | 'search';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** Words for the person who pressed; a dialog closes with them. */
export function answerWithText(kind: InvokeKind, text: string): InvokeAnswer {
  if (kind === 'dialog') return { status: 200, body: { task: { type: 'message', value: text } } };
  // A list shows nothing but what there is.
  if (kind === 'search') return answerWithResults([]);
  // Teams shows nothing of the answer to a person's thumbs.
  if (kind === 'feedback') return { status: 200, body: {} };
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } };
}

/** What a list offers. */
export function answerWithResults(results: { title: string; value: string }[]): InvokeAnswer {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } },
  };
}

/** Replaces the card for the person who pressed. */
export function answerWithCard(card: AdaptiveCard): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: cardType, value: card } };
}

/** Opens a dialog with the form. */
export function answerWithForm(form: Form, data: DialogData): InvokeAnswer {
  return answerWithTask(form.title, toDialogCard(form, data));
}

/** Opens a dialog with the card, or shows it in the one that is open. */
export function answerWithTask(title: string, content: object): InvokeAnswer {
  const card = { contentType: cardType, content };
  const value = { title: shorten(title, 60), width: 'medium', height: 'medium', card };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

/** A failure. Dialogs know no errors, only words; lists show nothing; of thumbs only what could not be kept is one. */
export function answerWithError(kind: InvokeKind, status: 400 | 503, message: string): InvokeAnswer {
  if (kind === 'dialog' || kind === 'search' || (kind === 'feedback' && status === 400))
    return answerWithText(kind, message);
  const code = status === 400 ? 'BadRequest' : 'ServiceUnavailable';
  return { status, body: { statusCode: status, type: 'application/vnd.microsoft.error', value: { code, message } } };
}
