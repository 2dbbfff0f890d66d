import { askModel, below, chatModel, form, get, line, node, sendMail } from '../parts.ts';
import { fromSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Fetches a web page named in a form, summarises it with a model and sends the summary by e-mail. */
export const webPageSummary = defineTemplate({
  slug: 'web-page-summary',
  name: 'Summary of a web page',
  description: 'Fetches a web page named in a form, summarises it with a model and sends the summary by e-mail.',
  technique: 'extraction',
  words: ['scrape', 'article', 'summarise', 'summary', 'website'],
  slots: [fromSlot()],
  nodes: [
    form('Summarise a page', 'You get the summary by e-mail.', [
      { name: 'url', label: 'Address of the page' },
      { name: 'email', label: 'Your e-mail', type: 'email' },
    ]),
    get('Fetch', '={{ $json.url }}', {
      response: { response: { responseFormat: 'text', outputPropertyName: 'data' } },
    }),
    node('Text of the page', 'html', {
      operation: 'extractHtmlContent',
      sourceData: 'json',
      dataPropertyName: 'data',
      extractionValues: { values: [{ key: 'text', cssSelector: 'body', returnValue: 'text' }] },
      options: {},
    }),
    askModel('Summarise', '=Summarise this page in five sentences:\n\n{{ $json.text.slice(0, 12000) }}'),
    chatModel(),
    sendMail(
      'Send',
      "=Summary of {{ $('Form').item.json.url }}",
      '={{ $json.text }}',
      "={{ $('Form').item.json.email }}",
    ),
  ],
  connections: [
    ...line('Form', 'Fetch', 'Text of the page', 'Summarise', 'Send'),
    below('Chat model', 'Summarise', 'languageModel'),
  ],
});
