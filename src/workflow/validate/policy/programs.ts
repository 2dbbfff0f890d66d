import { type Text, textsOf } from '../strings.ts';
import { type JudgedNode, shortTypeOf } from './judged.ts';

/**
 * Parameters that hold a program which n8n itself runs, by node: those its editor edits as JavaScript or Python, in
 * n8n 2.40.7 (`test/e2e/what-workflows-run.test.ts` compares). What a database or an app is told to run runs there, with that
 * credential, and is no program here: SQL, filters, templates. Merge runs its SQL in an isolate without any helper.
 */
export const programParameters: Readonly<Record<string, readonly string[]>> = {
  aiTransform: ['jsCode'],
  code: ['jsCode', 'pythonCode', 'code'],
  function: ['functionCode'],
  functionItem: ['functionCode'],
  itemLists: ['code'],
  sort: ['code'],
  toolCode: ['jsCode', 'pythonCode'],
};

/** These sort by fields unless they are told to sort by a program. */
const onlyAsked: ReadonlySet<string> = new Set(['itemLists', 'sort']);

/** The programs of a node that would run. */
export function programsIn(node: JudgedNode): Text[] {
  const short = programNameOf(node.type);
  const keys = short === undefined ? undefined : programParameters[short];
  if (!keys || short === undefined) return [];
  const { type } = node.parameters;
  if (onlyAsked.has(short) && type !== 'code' && !isExpression(type)) return [];
  return textsOf(node).filter(({ key, value }) => keys.includes(key) && value.trim() !== '');
}

/** The name in the table: `codeTool` is the tool n8n makes of `code`, `toolCode` a node of its own. */
function programNameOf(type: string): string | undefined {
  const name = shortTypeOf(type);
  return Object.hasOwn(programParameters, name) ? name : undefined;
}

/** What n8n works out when it runs; nobody can read before what comes out. */
export const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');
