/**
 * Errors in real workflows that were read and found to be true: `<key of the workflow> <code of the issue>` → why the
 * workflow does not do what it says. Every other error the bench prints still has to be judged.
 */
export const judged: Readonly<Record<string, string>> = {
  '3d384a72 unknown-operator':
    'A Filter of version 2 compares numbers by the word version 1 used; n8n logs "unknown operator" and lets nothing through.',
};
