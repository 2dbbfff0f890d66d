import { actions, type CardElement, copyText, link } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** Where something outside starts a workflow that is live. */
export interface StartAddress {
  kind: 'webhook' | 'form';
  /** As people reach n8n; `:name` parts are for the caller to fill. */
  url: string;
  /** `POST` for a form. */
  method: string;
  /** The caller has to prove something: a password, a token. */
  needsAuth: boolean;
  /** Fields of the call that the workflow reads. */
  fields: string[];
}

const most = 3;

/** The addresses to take along, a form to open, and of a webhook a call as an example. */
export function addressElements(addresses: readonly StartAddress[], language: Language): CardElement[] {
  const { address: words } = wordsIn(language).cards;
  return addresses.slice(0, most).flatMap((each): CardElement[] => {
    if (each.kind === 'form') return [copyText(words.form, each.url), actions(link(words.openForm, each.url))];
    const label = words.webhook(each.method);
    return [
      copyText(each.needsAuth ? `${label} ${words.needsAuth}` : label, each.url),
      copyText(words.example, toCurl(each)),
    ];
  });
}

/** A line for a terminal; what stands in quotation marks cannot end them. */
export function toCurl({ url, method, fields }: StartAddress): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  if (method === 'GET' || method === 'HEAD') {
    const query = fields.map((field) => `${encodeURIComponent(field)}=…`).join('&');
    return `curl ${method === 'HEAD' ? '-I ' : ''}${quoted(query ? `${url}?${query}` : url)}`;
  }
  const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, '…'])));
  return `curl -X ${method} ${quoted(url)} -H 'Content-Type: application/json' -d ${quoted(body)}`;
}
