import type { Code } from './markdown.ts';

export interface Address {
  where: string;
  method: string;
  path: string;
  /** Names of what may be asked for behind the question mark. */
  query: string[];
}

/** `METHOD /path` in code within a line. `…` at the beginning stands for the path before it in the same page. */
export function readAddresses(code: Code[]): Address[] {
  let before = '';
  return code.flatMap(({ file, line, language, text }) => {
    const found = language === undefined ? /^(GET|POST|PUT|DELETE) (\/|…)([^? ]*)(?:\?(.*))?$/.exec(text) : null;
    const [, method = '', start, rest, query = ''] = found ?? [];
    if (!found) return [];
    const path = start === '…' ? before.replace(/\/\{id\}.*$/, '') + rest : `/${rest}`;
    before = path;
    const names = query.split('&').map((each) => each.replace(/=.*/, ''));
    return [{ where: `${file}:${line}`, method, path, query: names.filter(Boolean) }];
  });
}

interface Parameter {
  name?: string;
  in?: string;
  /** Stands under components instead. */
  $ref?: string;
}

interface OpenApi {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  components: { parameters: Record<string, Parameter> };
}

/** What is wrong with an address of the interface for programs, else nothing. */
export function toFault({ where, method, path, query }: Address, { paths, components }: OpenApi): string | undefined {
  const documented = Object.entries(paths).find(([each]) => each.replace(/\{\w+\}/g, '{id}') === path)?.[1];
  const operation = documented?.[method.toLowerCase()];
  if (!operation) return `${where}: ${method} ${path} is not in /openapi.json`;
  const parameters = (operation.parameters ?? []).map((each) =>
    each.$ref ? components.parameters[each.$ref.replace(/^.*\//, '')] : each,
  );
  const unknown = query.find((name) => !parameters.some((each) => each?.name === name && each.in === 'query'));
  return unknown === undefined ? undefined : `${where}: ${method} ${path} knows no ${unknown}`;
}
