import { chain, document, hourly, next, node } from '../documents.ts';
import { code, describeRules, fine } from './rules.ts';

describeRules('structure', [
  ['not-a-workflow', 'error', [], fine],
  ['not-a-workflow', 'error', null, fine],
  ['nodes-missing', 'error', { name: 'x' }, fine],
  ['workflow-empty', 'error', document([]), fine],
  [
    'too-many-nodes',
    'error',
    document(Array.from({ length: 2001 }, (_, i) => node(`n${i}`, 'noOp'))),
    document([hourly, ...Array.from({ length: 199 }, (_, i) => node(`n${i}`, 'noOp'))]),
  ],
  ['name-missing', 'warning', { ...fine, name: null }, fine],
  ['name-too-long', 'error', { ...fine, name: 'x'.repeat(129) }, { ...fine, name: 'x'.repeat(128) }],
  ['node-malformed', 'error', document([hourly, 7]), fine],
  ['node-name-missing', 'error', document([hourly, { ...next, name: ' ' }]), fine],
  ['node-name-too-long', 'error', document([hourly, { ...next, name: 'x'.repeat(129) }]), fine],
  ['node-name-reserved', 'error', document([hourly, { ...next, name: '__proto__' }]), fine],
  ['node-type-missing', 'error', document([hourly, { ...next, type: undefined }]), fine],
  ['parameters-malformed', 'error', document([hourly, { ...next, parameters: [] }]), fine],
  ['position-malformed', 'error', document([hourly, { ...next, position: [1] }]), fine],
  ['position-malformed', 'error', document([hourly, { ...next, position: undefined }]), fine],
  ['duplicate-node-name', 'error', document([hourly, next, { ...next, id: 'other' }]), fine],
  ['duplicate-node-id', 'error', document([hourly, next, { ...next, name: 'Other' }]), fine],
  ['connections-malformed', 'error', { ...fine, connections: [] }, fine],
]);

describeRules('node types', [
  ['unknown-node-type', 'error', chain(hourly, node('X', 'slak')), fine],
  ['denied-node-type', 'error', chain(hourly, node('X', 'executeCommand')), fine],
  ['denied-node-type', 'error', chain(hourly, node('X', 'ssh')), fine],
  ['deprecated-node-type', 'warning', chain(hourly, node('X', 'function')), chain(hourly, code('return items;'))],
  ['unknown-node-version', 'error', chain(hourly, { ...next, typeVersion: 99 }), fine],
]);

describeRules('triggers', [
  ['trigger-missing', 'error', document([next]), fine],
  ['trigger-disabled', 'warning', chain({ ...hourly, disabled: true }, next), fine],
  [
    'manual-only',
    'warning',
    chain(node('By hand', 'manualTrigger'), next),
    document([hourly, node('By hand', 'manualTrigger'), next], { Start: ['Next'], 'By hand': ['Next'] }),
  ],
]);
