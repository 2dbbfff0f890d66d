import { flat, isPlain, type Kind, steps, withFields } from './found.ts';
import { nodeOf, put, textsOf } from './held.ts';

export const kindsOfValues: Record<string, Kind> = {
  'a line more in a long text': (held) => {
    const [found] = textsOf(held, 1600).filter(({ node }) => !/code|function/i.test(node.type));
    if (!found) return undefined;
    const { node, path, text } = found;
    const line = 'Always answer in the language of the person.';
    return {
      words: `add a line to the prompt of "${node.name}": ${line}`,
      operations: [{ op: 'appendText', name: node.name, path, text: `\n${line}` }],
      reads: [node.name],
      expected: (now) => put(nodeOf(now, node.name).parameters, path, `${text}\n${line}`),
      says: [`“${flat(node.name)}”`, line],
    };
  },
  'a word within a long text': (held) => {
    for (const { node, path, text } of textsOf(held, 900).toReversed()) {
      const words = text.match(/(?<=\s)[a-z]{7,14}(?=\s)/g) ?? [];
      const once = words.find((word) => text.split(word).length === 2);
      if (!once || /code|function/i.test(node.type)) continue;
      return {
        words: `in "${node.name}" say blueberries instead of ${once}`,
        operations: [{ op: 'replaceText', name: node.name, path, find: once, replace: 'blueberries' }],
        reads: [node.name],
        expected: (now) => put(nodeOf(now, node.name).parameters, path, text.replace(once, 'blueberries')),
        says: [`“${flat(node.name)}”`, once, 'blueberries'],
      };
    }
    return undefined;
  },
  'a line of code or SQL': (held) => {
    for (const { node, path, text } of textsOf(held, 60)) {
      if (!/jsCode|functionCode|query$/.test(path)) continue;
      const line = text
        .split('\n')
        .find(
          (one) =>
            one.trim().length > 12 &&
            one.length < 70 &&
            text.split(one).length === 2 &&
            !/["\\`&<>]|[Kk]ey|[Tt]oken|secret/.test(one),
        );
      if (!line) continue;
      const now = `${line} ${/query$/.test(path) ? '--' : '//'} checked`;
      return {
        words: `in "${node.name}" change the line ${line.trim()}`,
        operations: [{ op: 'replaceText', name: node.name, path, find: line, replace: now }],
        reads: [node.name],
        expected: (after) =>
          put(
            nodeOf(after, node.name).parameters,
            path,
            text.replace(line, () => now),
          ),
        says: [`“${flat(node.name)}”`, flat(line), flat(now)],
      };
    }
    return undefined;
  },
  'an address': (held) => {
    const node = steps(held, 'httpRequest').find(({ parameters }) => isPlain(parameters.url));
    if (!node) return undefined;
    return {
      words: `"${node.name}" shall call https://api.example.com/v2/things`,
      operations: [{ op: 'setParameter', name: node.name, path: 'url', value: 'https://api.example.com/v2/things' }],
      reads: [node.name],
      expected: (now) => Object.assign(nodeOf(now, node.name).parameters, { url: 'https://api.example.com/v2/things' }),
      says: ['api.example.com'],
    };
  },
  'an option deep down': (held) => {
    const node = steps(held, 'httpRequest').find(
      ({ parameters, typeVersion }) =>
        typeVersion >= 3 && parameters.options && parameters.options.timeout === undefined,
    );
    if (!node) return undefined;
    return {
      words: `"${node.name}" shall wait 30 seconds for an answer at most`,
      operations: [{ op: 'setParameter', name: node.name, path: 'options.timeout', value: 30000 }],
      reads: [node.name],
      expected: (now) => Object.assign(nodeOf(now, node.name).parameters.options, { timeout: 30000 }),
      says: [`“${flat(node.name)}”`, 'Options › Timeout is now 30000'],
    };
  },
  'a value of a field': (held) => {
    const found = withFields(held).flatMap(({ node, path, list }) => {
      const at = list.findIndex(({ value }) => isPlain(value) && value.length < 40 && !value.includes('\n'));
      return at < 0 ? [] : [{ node, path, at, item: list[at] }];
    })[0];
    if (!found?.item) return undefined;
    const { node, path, at, item } = found;
    return {
      words: `the ${item.name} in "${node.name}" shall be quite another`,
      operations: [{ op: 'setParameter', name: node.name, path: `${path}[${at}].value`, value: 'quite another' }],
      reads: [node.name],
      expected: (now) => put(nodeOf(now, node.name).parameters, `${path}.${at}.value`, 'quite another'),
      says: [`“${flat(node.name)}”`, `“${flat(item.name)}” › Value is now “quite another”`],
    };
  },
  'a field more, before the others': (held) => {
    const [found] = withFields(held);
    if (!found) return undefined;
    const { node, path, list, more } = found;
    const item = {
      ...(path.startsWith('assign') ? { id: 'a0000000-0000-4000-8000-000000000001' } : {}),
      name: 'checkedBy',
      value: 'Ana',
      ...more,
    };
    return {
      words: `"${node.name}" shall also set checkedBy to Ana, first of all`,
      operations: [{ op: 'insertItem', name: node.name, path, index: 0, value: item }],
      reads: [node.name],
      expected: (now) => put(nodeOf(now, node.name).parameters, path, [item, ...list]),
      says: [`“${flat(node.name)}”`, 'also has', 'checkedBy', 'Ana'],
    };
  },
  'a field less': (held) => {
    const found = withFields(held).find(({ list }) => list.length > 1);
    if (!found) return undefined;
    const { node, path, list } = found;
    return {
      words: `"${node.name}" need not set ${list[0]?.name} any more`,
      operations: [{ op: 'removeItem', name: node.name, path, index: 0 }],
      reads: [node.name],
      expected: (now) => put(nodeOf(now, node.name).parameters, path, list.slice(1)),
      says: [`“${flat(node.name)}”`, 'no longer has', flat(list[0]?.name ?? '')],
    };
  },
  'the value of a condition': (held) => {
    for (const node of [...steps(held, 'if'), ...steps(held, 'filter'), ...steps(held, 'switch')]) {
      for (const { path, text } of textsOf({ ...held, nodes: [node] }, 1)) {
        if (!/conditions|rules/.test(path) || !/(?:rightValue|value2)$/.test(path) || text.startsWith('=')) continue;
        return {
          words: `"${node.name}" shall look for Blueberry instead of ${text}`,
          operations: [{ op: 'setParameter', name: node.name, path, value: 'Blueberry' }],
          reads: [node.name],
          expected: (now) => put(nodeOf(now, node.name).parameters, path, 'Blueberry'),
          says: ['Blueberry', flat(text)],
        };
      }
    }
    return undefined;
  },
};
