/**
 * Errors in real workflows that were read and found to be true: `<key of the workflow> <code of the issue>` → why the
 * workflow does not do what it says. Every other error the bench prints still has to be judged.
 */
export const judged: Readonly<Record<string, string>> = {
  '3d384a72 unknown-operator':
    'A Filter of version 2 compares numbers by the word version 1 used; n8n logs "unknown operator" and lets nothing through.',
  '978c86d4 expression-syntax':
    'A name with an apostrophe stands between apostrophes without an escape; n8n answers "invalid syntax" and the message is never sent.',
  '23f09b12 interval-out-of-range':
    'Every 0 days: n8n counts from the last run and waits for a day that never comes, so the schedule never fires.',
  '0fcae8c8 condition-type':
    'A rule was left without its left side; n8n reads the empty text as an object, cannot, and stops there.',
  '1622ef0a input-out-of-range': 'Data is led into inputs the steps do not have; n8n drops it.',
  '1622ef0a output-out-of-range': 'Branches leave outputs the Switch does not have; n8n never takes them.',
  '1622ef0a unknown-connection-type': 'There is no connection of the type "error" in n8n; the branch is never taken.',
  '1622ef0a unknown-option': 'Modes and an operation that these versions do not have; n8n throws or does nothing.',
  '1622ef0a code-syntax': 'The code holds a syntax error; n8n throws when the step runs.',
  '1622ef0a respond-node-unused':
    'The Webhook answers at once, so the step that should answer ends with the error that the call was answered already.',
};
