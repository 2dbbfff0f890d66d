import { base, type NaturalDraft } from './forms.ts';

export const flow: NaturalDraft[] = [
  {
    title: 'if, merge and error output',
    nodes: [
      { name: 'Hook', type: base('webhook'), parameters: { path: 'flow-check' } },
      {
        name: 'Large?',
        type: base('if'),
        parameters: { conditions: [{ left: '$json.body.amount', op: '>', right: '100' }] },
      },
      { name: 'Get', type: base('httpRequest'), parameters: { url: 'https://example.com' } },
      { name: 'Small', type: base('noOp') },
      { name: 'Failed', type: base('noOp') },
      { name: 'Join', type: base('merge') },
      {
        name: 'Answer',
        type: base('respondToWebhook'),
        parameters: { respondWith: 'JSON', responseBody: { ok: true } },
      },
    ],
    connections: [
      { from: 'Hook', to: 'Large?' },
      { from: 'Large?', to: 'Get', output: 'true' },
      { from: 'Large?', to: 'Small', output: 'false' },
      { from: 'Get', to: 'Join' },
      { from: 'Get', to: 'Failed', output: 'error' },
      { from: 'Small', to: 'Join', input: 'input 2' },
      { from: 'Failed', to: 'Join', input: 'Input 3' },
      { from: 'Join', to: 'Answer' },
    ],
  },
  {
    title: 'switch and loop',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { field: 'hour' } } },
      { name: 'Loop', type: base('splitInBatches'), parameters: { batchSize: '1' } },
      {
        name: 'Which?',
        type: base('switch'),
        parameters: {
          rules: [
            { output: 'open', conditions: [{ left: '{{ $json.status }}', op: 'is', right: 'open' }] },
            { output: 'paid', field: 'status', operator: 'equals', value: 'paid' },
          ],
        },
      },
      { name: 'Open', type: base('noOp') },
      { name: 'Paid', type: base('noOp') },
      { name: 'Rest', type: base('noOp') },
      { name: 'Done', type: base('noOp') },
    ],
    connections: [
      { from: 'Start', to: 'Loop' },
      { from: 'Loop', to: 'Which?', output: 'loop' },
      { from: 'Loop', to: 'Done', output: 'done' },
      { from: 'Which?', to: 'Open', output: 'open' },
      { from: 'Which?', to: 'Paid', output: 'Paid' },
      { from: 'Which?', to: 'Rest', output: 'fallback' },
      { from: 'Open', to: 'Loop' },
      { from: 'Paid', to: 'Loop' },
      { from: 'Rest', to: 'Loop' },
    ],
  },
  {
    title: 'compareDatasets',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { every: 2, unit: 'hours' } } },
      { name: 'A', type: base('httpRequest'), parameters: { url: 'https://example.com/a' } },
      { name: 'B', type: base('httpRequest'), parameters: { url: 'https://example.com/b' } },
      {
        name: 'Compare',
        type: base('compareDatasets'),
        parameters: { mergeByFields: [{ field1: 'id', field2: 'id' }] },
      },
      { name: 'New', type: base('noOp') },
    ],
    connections: [
      { from: 'Start', to: 'A' },
      { from: 'Start', to: 'B' },
      { from: 'A', to: 'Compare', input: 'Input A' },
      { from: 'B', to: 'Compare', input: 'Input B' },
      { from: 'Compare', to: 'New', output: 'In A only' },
    ],
  },
];
