import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import { checkReferences } from '../expressions/references.ts';
import type { Rule, View, ViewNode } from '../view.ts';
import { checkPythonNames } from './python-names.ts';
import { checkRunnerNames } from './runner-names.ts';
import { readBody } from './script.ts';
import type { ScriptFacts } from './script-facts.ts';
import { isGlobalOfCode } from './script-globals.ts';

/** One program of a node. */
interface Source {
  text: string;
  steps: string[];
  language: 'javaScript' | 'python';
  /** What it has to give back; undefined where anything will do. */
  returns: 'items' | 'item' | 'text' | undefined;
}

const longest = 200_000;
/** Node.js modules that n8n's operators hardly ever release to Code nodes; the harmless ones they often do. */
const guarded = new Set(
  'fs fs/promises child_process net tls dgram cluster worker_threads vm os http https http2 process'.split(' '),
);
const harmless = new Set('crypto util url querystring path buffer assert events string_decoder zlib stream'.split(' '));

/**
 * Programs of Code nodes and their like: they can be read, give back items, and do not call what n8n's task runner lacks.
 * Nothing is run.
 */
export const checkCode: Rule = (view) => {
  const programs = view.nodes
    .filter((node) => !node.disabled)
    .flatMap((node) => sourcesOf(node).map((source) => ({ node, source })));
  const opened = programs.some(({ source }) => [...modulesOf(source)].some((name) => !isBuiltIn(name)));
  return programs.flatMap(({ node, source }) => checkSource(source, node, view, opened));
};

function sourcesOf(node: ViewNode): Source[] {
  const given = node.parameters;
  const source = (
    steps: string[],
    returns: Source['returns'],
    language: Source['language'] = 'javaScript',
  ): Source[] => {
    const value = steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), given);
    const text = toText(value);
    if (text === undefined || text.startsWith('=') || text.length > longest) return [];
    return [{ text, steps: ['parameters', ...steps], language, returns }];
  };
  switch (node.type) {
    case 'n8n-nodes-base.code': {
      const language = node.values['language'] ?? 'javaScript';
      const returns = (node.values['mode'] ?? 'runOnceForAllItems') === 'runOnceForAllItems' ? 'items' : 'item';
      if (language === 'javaScript') return source(['jsCode'], returns);
      return source(['pythonCode'], returns, 'python');
    }
    case 'n8n-nodes-base.function':
      return source(['functionCode'], 'items');
    case 'n8n-nodes-base.functionItem':
      return source(['functionCode'], 'item');
    case '@n8n/n8n-nodes-langchain.toolCode':
      return node.values['language'] === 'python'
        ? source(['pythonCode'], 'text', 'python')
        : source(['jsCode'], 'text');
    case '@n8n/n8n-nodes-langchain.code':
      return [...source(['code', 'execute', 'code'], undefined), ...source(['code', 'supplyData', 'code'], undefined)];
    default:
      return [];
  }
}

function checkSource(source: Source, node: ViewNode, view: View, opened: boolean): Issue[] {
  const path = source.steps.join('.');
  const at = { node: node.name, path };
  if (source.text.trim() === '') return [error('code-empty', { node: node.name }, at)];
  if (source.language === 'python') return checkPython(source, node, path);
  const script = readBody(source.text);
  if (!script) return [];
  if ('problem' in script) {
    const { problem, line } = script;
    const braces = /\{\{\s*\$/.test(source.text);
    return [error('code-syntax', { node: node.name, problem, line, braces }, at)];
  }
  const { facts } = script;
  const text = { value: source.text, path, steps: source.steps, key: source.steps.at(-1) ?? '', holder: undefined };
  return [
    ...checkCalls(facts, node, path, opened),
    ...checkNames(facts, node, path),
    ...checkRunnerNames(facts, source.text, node, path),
    ...checkReturn(facts, source.returns, node, path),
    ...checkReferences(facts.references, text, node, view),
  ];
}

function checkCalls(facts: ScriptFacts, node: ViewNode, path: string, opened: boolean): Issue[] {
  const at = { node: node.name, path };
  const issues: Issue[] = [];
  const network = ['fetch', 'XMLHttpRequest'].find((name) => facts.globals.has(name));
  if (network !== undefined) {
    issues.push(error('code-network', { node: node.name, name: network }, at));
  }
  for (const name of facts.modules) {
    const module = name.replace(/^node:/, '').slice(0, 60);
    const params = { node: node.name, module };
    issues.push(
      guarded.has(module) && !opened ? error('code-module', params, at) : warning('code-require', params, at),
    );
  }
  if (facts.globals.has('process')) {
    issues.push(warning('code-process', { node: node.name }, at));
  }
  if (facts.embedsExpression) {
    issues.push(warning('expression-in-code', { node: node.name }, at));
  }
  return issues;
}

/** JavaScript stops at a name that nobody declared. */
function checkNames(facts: ScriptFacts, node: ViewNode, path: string): Issue[] {
  if (node.type !== 'n8n-nodes-base.code') return [];
  const name = [...facts.globals].find((one) => !isGlobalOfCode(one));
  if (name === undefined) return [];
  return [warning('code-undeclared', { node: node.name, name: name.slice(0, 60) }, { node: node.name, path })];
}

function checkReturn(facts: ScriptFacts, wanted: Source['returns'], node: ViewNode, path: string): Issue[] {
  if (wanted === undefined || wanted === 'text') return [];
  const at = { node: node.name, path };
  const params = { node: node.name, each: wanted === 'item' };
  if (facts.listReturn && wanted === 'item') return [error('code-return', { ...params, got: 'list' }, at)];
  if (facts.bareReturn !== undefined) return [error('code-return', { ...params, got: facts.bareReturn }, at)];
  if (facts.returns || facts.throws) return [];
  // Run for each item, n8n drops the items it gets nothing for; run once, it fails.
  return [(wanted === 'items' ? error : warning)('code-return', { ...params, got: 'nothing' }, at)];
}

/** Python is only looked at from outside: nobody here can parse it. */
function checkPython({ text, returns }: Source, node: ViewNode, path: string): Issue[] {
  const bare = text.replace(/("""|''')[\s\S]*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, ' ');
  const at = { node: node.name, path };
  const names = node.values['language'] === 'pythonNative' ? checkPythonNames(text, node, path) : [];
  if (/^[ \t]*(?:const|let|var)\s+\w+\s*=/m.test(bare))
    return [error('code-syntax', { node: node.name, problem: null, line: 0, braces: false }, at)];
  if (returns === undefined || /\breturn\b|\braise\b/.test(bare)) return names;
  const params = { node: node.name, each: returns === 'item', got: 'nothing' } as const;
  return [(returns === 'items' ? error : warning)('code-return', params, at), ...names];
}

function modulesOf(source: Source): ReadonlySet<string> {
  if (source.language !== 'javaScript' || !source.text.includes('require')) return new Set();
  const script = readBody(source.text);
  return script && 'facts' in script ? script.facts.modules : new Set();
}

const isBuiltIn = (name: string): boolean => {
  const bare = name.replace(/^node:/, '');
  return guarded.has(bare) || harmless.has(bare) || name.startsWith('node:');
};
