/** What a node type is in a rehearsal: it runs as it is, or lets its items through without doing its work. */
export type HarmlessRole = 'runs' | 'passes';

export interface HarmlessEntry {
  role: HarmlessRole;
  /** The reason, for who reads or changes the table. */
  why: string;
  /** Only while each of these parameters has one of the values; one that is an expression never has. */
  only?: Readonly<Record<string, readonly unknown[]>>;
  /** Not while one of these parameters has one of the values, or is an expression. */
  never?: Readonly<Record<string, readonly unknown[]>>;
  /** Holds a program, which is read before: it runs when it calls nothing and ends by itself. */
  program?: true;
  /** Short names of `n8n-nodes-base`. */
  types: string;
}

/**
 * Node types of n8n 2.40.7 that may run in a rehearsal, read in their descriptions and sources: whatever is not here is
 * replaced by a stand-in. `test/rehearsal/harmless.test.ts` compares it with the catalogue: each exists, reaches nothing
 * but its data, and takes no credential in the way it may run.
 */
export const harmlessTable: readonly HarmlessEntry[] = [
  {
    role: 'runs',
    why: 'computes with the items it is given, in memory',
    types: 'aggregate compareDatasets dateTime filter if limit markdown noOp renameKeys set splitOut summarize switch',
  },
  { role: 'runs', why: 'hands its items out in turns; rounds are bounded by the twin', types: 'splitInBatches' },
  { role: 'runs', why: 'ends the execution with a message', types: 'stopAndError' },
  { role: 'runs', why: 'reads or fills in a page it is given; nothing of the page is fetched', types: 'html' },
  {
    role: 'runs',
    why: 'turns data into a file of the execution; no file of the machine. Nothing brings a file to take data out of',
    types: 'convertToFile',
  },
  {
    role: 'runs',
    why: 'writes XML of its items; an example of XML to read is nobody able to make up',
    only: { mode: ['jsonToxml'] },
    types: 'xml',
  },
  {
    role: 'runs',
    why: 'hashes and makes up values; signing takes a key, and newer versions a credential',
    only: { action: ['hash', 'generate', undefined] },
    types: 'crypto',
  },
  {
    role: 'runs',
    why: 'joins its inputs; what it does by SQL is a program of another kind',
    never: { mode: ['combineBySql', 'combineBySQL'] },
    types: 'merge',
  },
  { role: 'runs', why: 'sorts by fields; by a program it does not run', never: { type: ['code'] }, types: 'sort' },
  {
    role: 'runs',
    why: 'compares the items with each other; what earlier executions have seen is kept in a table of n8n',
    only: { operation: ['removeDuplicateInputItems', undefined] },
    types: 'removeDuplicates',
  },
  {
    role: 'runs',
    why: 'a JavaScript program that was read and calls nothing',
    only: { language: ['javaScript', undefined] },
    program: true,
    types: 'code',
  },
  {
    role: 'passes',
    why: 'nothing is remembered of a rehearsal: what earlier executions have seen counts as not seen',
    types: 'removeDuplicates',
  },
  {
    role: 'passes',
    why: 'waits for a time and hands its items on; for a call or an answer it gets a stand-in',
    only: { resume: ['timeInterval', 'specificTime', undefined] },
    types: 'wait',
  },
  { role: 'passes', why: 'answers whoever called and hands its items on; nobody called', types: 'respondToWebhook' },
  { role: 'passes', why: 'writes notes into the execution, and hands its items on', types: 'executionData timeSaved' },
];
