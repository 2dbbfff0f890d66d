import { type Expression, type Program, parse } from 'acorn';
import { readFacts, type ScriptFacts } from './script-facts.ts';

/** A program read once: what it says, or why and where it cannot be read. */
export type Script = { facts: ScriptFacts } | { problem: string; line: number };

const longest = 200_000;
const keep = 4000;
const keepLength = 20_000;
const cache = new Map<string, Script | undefined>();

/**
 * Reads the JavaScript of one `{{ }}`, the way n8n does: its first statement counts and has to be an expression;
 * a text that starts with `{` is an object. Undefined when it is too large to be judged.
 */
export function readExpression(code: string): Script | undefined {
  return remember(`=${code}`, () => {
    return read(wrapObject(code), false, (program) => {
      const [first] = program.body;
      if (!first) return 'it is empty';
      return first.type === 'ExpressionStatement' ? undefined : 'it is no single expression';
    });
  });
}

/** Reads the body of an async function, as n8n runs the text of a Code node. */
export function readBody(code: string): Script | undefined {
  return remember(`{${code}`, () => read(code, true, () => undefined));
}

/** The tree of such a body; undefined where it cannot be read or is too large. */
export function readProgram(code: string): Program | undefined {
  if (code.length > longest) return undefined;
  try {
    return toProgram(code, true);
  } catch {
    return undefined;
  }
}

/** The tree of one `{{ }}`; undefined where n8n could not read it either, or it is too large. */
export function readExpressionTree(code: string): Expression | undefined {
  if (code.length > longest) return undefined;
  try {
    const [first] = toProgram(wrapObject(code), false).body;
    return first?.type === 'ExpressionStatement' ? first.expression : undefined;
  } catch {
    return undefined;
  }
}

const wrapObject = (code: string): string => (code.trimStart().startsWith('{') ? `(${code}\n)` : code);

function toProgram(code: string, body: boolean): Program {
  return parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: body,
    allowHashBang: false,
    allowSuperOutsideMethod: true,
  });
}

function read(code: string, body: boolean, refuse: (program: Program) => string | undefined): Script | undefined {
  if (code.length > longest) return undefined;
  try {
    const program = toProgram(code, body);
    const problem = refuse(program);
    return problem === undefined ? { facts: readFacts(program) } : { problem, line: 1 };
  } catch (cause) {
    // Anything but a syntax error is the parser's own limit, such as too deep nesting: not judged.
    return cause instanceof SyntaxError ? toProblem(cause) : undefined;
  }
}

function toProblem(cause: SyntaxError): Script {
  const line = 'loc' in cause && typeof cause.loc === 'object' ? Number((cause.loc as { line?: number }).line) : 1;
  return { problem: cause.message.replace(/\s*\(\d+:\d+\)$/, '').slice(0, 120), line };
}

/** The same texts come again with every revision, so what was read is kept: the last 4,000 of bearable length. */
function remember(key: string, make: () => Script | undefined): Script | undefined {
  if (key.length > keepLength) return make();
  if (cache.has(key)) return cache.get(key);
  const script = make();
  if (cache.size >= keep) for (const old of [...cache.keys()].slice(0, keep / 2)) cache.delete(old);
  cache.set(key, script);
  return script;
}
