/** What a draft does that takes an approval of its own kind: half a sentence after the name of a step. */
export interface Taking {
  need: number;
  /** A group of the policy. */
  from: string;
  what: keyof typeof does;
  /** The step; absent where it is the workflow as a whole. */
  node?: string;
}

export const does = {
  reads: 'reads data',
  writes: 'changes data',
  'sends-inside': 'sends messages inside',
  'sends-outside': 'sends something outside',
  deletes: 'deletes',
  pays: 'moves money',
  'runs-code': 'runs code',
  'many-recipients': 'reaches many people',
  'personal-data': 'handles personal data',
  schedule: 'runs at other times',
  other: 'changes something',
};

/** How many of whom. */
export function whoTakes({ need, from }: Pick<Taking, 'need' | 'from'>): string {
  if (from === 'approvers') return need === 1 ? 'one approver' : `${need} approvers`;
  if (from === 'admins') return need === 1 ? 'one admin' : `${need} admins`;
  return `${need} of ${from}`;
}

/** "MySQL" deletes: 2 of finance. */
export const takes = (one: Taking): string =>
  `${one.node === undefined ? 'it' : `“${one.node}”`} ${does[one.what]}: ${whoTakes(one)}`;
