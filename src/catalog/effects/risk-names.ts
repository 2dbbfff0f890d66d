/** What somebody may want to be asked about before a step does it. */
export const risks = [
  'reads',
  'writes',
  'sends-inside',
  'sends-outside',
  'deletes',
  'pays',
  'runs-code',
  'many-recipients',
  'personal-data',
] as const;
export type Risk = (typeof risks)[number];
