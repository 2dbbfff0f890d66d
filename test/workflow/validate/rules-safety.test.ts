import { chain, document, hourly } from '../documents.ts';
import { agent, describeRules, http, model, type Row, slack } from './rules.ts';

describeRules('safety', [
  [
    'credential-missing',
    'warning',
    chain(hourly, slack()),
    chain(hourly, { ...slack(), credentials: { slackApi: { id: '1', name: 'x' } } }),
  ],
  [
    'credential-malformed',
    'warning',
    chain(hourly, { ...slack(), credentials: { slackApi: 'bot' } }),
    chain(hourly, { ...slack(), credentials: { slackApi: { id: '1', name: 'x' } } }),
  ],
  [
    'secret-in-parameters',
    'error',
    chain(hourly, slack({ text: `key ${['sk', 'abcdefghij0123456789'].join('-')}` })),
    chain(hourly, slack({ text: 'Your password: was reset, token expired.' })),
  ],
  [
    'secret-in-parameters',
    'error',
    chain(
      hourly,
      http({
        sendHeaders: true,
        headerParameters: { parameters: [{ name: 'X-Api-Key', value: '9f8e7d6c5b4a39281706' }] },
      }),
    ),
    chain(
      hourly,
      http({
        sendHeaders: true,
        headerParameters: {
          parameters: [
            { name: 'X-Api-Key', value: '<your-key-goes-here>' },
            { name: 'Authorization', value: '={{ $json.auth }}' },
          ],
        },
      }),
    ),
  ],
  [
    'secret-in-parameters',
    'error',
    chain(hourly, http({ url: 'https://bob:s3cretpassw0rd@host.tld/x' })),
    chain(hourly, http({ url: 'https://host.tld/x?page=1234567890123456' })),
  ],
  [
    'invalid-url',
    'error',
    chain(hourly, http({ url: 'not a url' })),
    chain(hourly, http({ url: 'HTTPS://Example.com/a?b=c d' })),
  ],
  [
    'invalid-url',
    'error',
    chain(hourly, http({ url: 'example.com' })),
    chain(hourly, http({ url: '={{ $json.url }}' })),
  ],
  [
    'invalid-url',
    'error',
    chain(hourly, http({ url: 'ftp://example.com' })),
    chain(hourly, http({ url: '=https://{{ $json.host }}/x' })),
  ],
  ...[
    'http://localhost:5678',
    'http://169.254.169.254/latest',
    'http://127.0.0.1',
    'http://[::1]/',
    'http://2130706433/',
    'http://10.1.2.3',
    'http://metadata.google.internal/',
  ].map(
    (url): Row => [
      'internal-url',
      'warning',
      chain(hourly, http({ url })),
      chain(hourly, http({ url: 'https://10.example.com' })),
    ],
  ),
  [
    'model-missing',
    'error',
    chain(hourly, agent),
    document(
      [hourly, agent, model],
      {},
      {
        connections: {
          Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
          Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
        },
      },
    ),
  ],
]);
