import type { Catalog } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { readExpressionTree } from '#src/workflow/validate/code/script.ts';
import { mapTexts } from '#src/workflow/validate/strings.ts';
import { isClosed } from './samples/closed.ts';
import { type FieldPath, pathsIn } from './samples/paths.ts';
import { makersBefore, makersOf } from './samples/reads.ts';
import { isMisspelt, isSpelledAlike } from './samples/slips.ts';
import { viewOf } from './view-of.ts';

/** An expression that came out empty, and the one in its place. */
export interface Mended {
  node: string;
  from: string;
  to: string;
}

/** What the example of each step was, by its name: the fields there are. */
export type Known = ReadonlyMap<string, Record<string, unknown>>;

type Mendable = { nodes: readonly { name: string; parameters: Record<string, unknown> }[] };

/**
 * Mends what a rehearsal found empty where there is one obvious way: a field of a webhook that stands beside the body, and
 * one that is there in other letters. Returns the same document with what was mended, and what is left to find. Pure.
 */
export function mendEmpty<T extends Mendable>(
  document: T,
  {
    workflow,
    issues,
    known,
    catalog,
  }: { workflow: N8nWorkflow; issues: readonly Issue[]; known: Known; catalog: Catalog },
): { document: T; mended: Mended[]; left: Issue[] } {
  const mended: Mended[] = [];
  const left: Issue[] = [];
  for (const issue of issues) {
    const code = emptyCode(issue);
    const to = code === undefined ? undefined : rightCode(code, issue.node ?? '', { workflow, known, catalog });
    if (code === undefined || to === undefined || issue.node === undefined) left.push(issue);
    else if (!mended.some((one) => one.node === issue.node && one.from === code))
      mended.push({ node: issue.node, from: code, to });
  }
  if (mended.length === 0) return { document, mended, left };
  const nodes = document.nodes.map((node) => {
    const mine = mended.filter((one) => one.node === node.name);
    if (mine.length === 0) return node;
    return { ...node, parameters: mapTexts(node.parameters, ({ value }) => mine.reduce(replaced, value)) };
  });
  return { document: { ...document, nodes }, mended, left };
}

/** The code of an expression that reads one field and does nothing else. */
function emptyCode({ code, params }: Issue): string | undefined {
  if (code !== 'rehearsal-value-empty' && code !== 'rehearsal-decides-by-nothing') return undefined;
  const read = (params as { code?: unknown } | undefined)?.code;
  return typeof read === 'string' && /^\$[\w$.?[\]"'()-]+$/.test(read) ? read : undefined;
}

/** Not within a longer name: `$json.mail` is no part of `$json.mailbox`. */
function replaced(value: string, { from, to }: Mended): string {
  const exact = new RegExp(`${from.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w([.])`, 'g');
  return value.replaceAll(exact, () => to);
}

function rightCode(
  code: string,
  node: string,
  { workflow, known, catalog }: { workflow: N8nWorkflow; known: Known; catalog: Catalog },
): string | undefined {
  const view = viewOf(workflow, catalog);
  const reader = view.byName.get(node);
  const [read, another] = pathsIn(readExpressionTree(code));
  if (!reader || !read || another) return undefined;
  const { from, path } = read;
  const makers = from === undefined ? makersBefore(reader, view, path) : makersOf(from, view, path);
  const [maker] = makers;
  if (!maker || makers.length > 1) return undefined;
  const [source, whole] = maker;
  const item = known.get(source);
  const made = view.byName.get(source);
  // A list that was taken apart on the way has no field of this name.
  if (!item || !made || whole.length !== path.length) return undefined;
  if (made.shortType === 'webhook' && isClosed(made, path)) return withPath(code, path, ['body', ...path]);
  const right = rightPath(item, path, textOf(workflow));
  return right && withPath(code, path, right);
}

const textOf = ({ nodes }: N8nWorkflow): string => JSON.stringify(nodes.map(({ parameters }) => parameters));

/**
 * The path with the one name that is there in place of the one that is not. A name that the workflow reads as well may
 * stand in the example for no other reason: "county" beside "country" is no slip, and only told.
 * @param said all parameters of the workflow
 */
function rightPath(item: Record<string, unknown>, path: FieldPath, said: string): FieldPath | undefined {
  const isRight = (name: string, read: string): boolean =>
    isSpelledAlike(name, read) ||
    (isMisspelt(name, read) && ![`.${name}`, `"${name}`, `'${name}`].some((one) => said.includes(one)));
  let holder: unknown = item;
  for (const [index, key] of path.entries()) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    if (!Object.hasOwn(holder, key)) {
      const near = Object.keys(holder).filter((name) => isRight(name, String(key)));
      const [only] = near;
      return only !== undefined && near.length === 1 ? path.with(index, only) : undefined;
    }
    holder = (holder as Record<string | number, unknown>)[key];
  }
  return undefined;
}

const written = (path: FieldPath): string =>
  path
    .map((key) =>
      typeof key === 'number' ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    )
    .join('');

/** The same code with another path at its end; undefined where the path is written in another way. */
function withPath(code: string, from: FieldPath, to: FieldPath): string | undefined {
  const [plain, asked] = [written(from), from.map((key) => written([key])).join('?')];
  const found = [plain, asked].find((each) => code.endsWith(each));
  return found === undefined ? undefined : `${code.slice(0, -found.length)}${written(to)}`;
}
