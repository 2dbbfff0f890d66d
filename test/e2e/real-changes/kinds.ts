import {
  betweenTwo,
  type Change,
  type Held,
  type HeldNode,
  isNote,
  lead,
  nextOf,
  nodeOf,
  put,
  textsOf,
} from './held.ts';

/** One kind of change; undefined where the workflow has nothing of the sort. */
export type Kind = (held: Held) => Change | undefined;

const base = 'n8n-nodes-base.';
const steps = (held: Held, type?: string): HeldNode[] =>
  held.nodes.filter((node) => !isNote(node) && (type === undefined || node.type === `${base}${type}`));
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isPlain = (text: unknown): text is string => typeof text === 'string' && text !== '' && !text.startsWith('=');

/** A list of fields of a Set node in any of its versions. */
function fieldsOf(
  node: HeldNode,
): { path: string; list: { name: string; value: unknown }[]; more: object } | undefined {
  const { assignments, values, fields } = node.parameters;
  if (assignments?.assignments?.length)
    return { path: 'assignments.assignments', list: assignments.assignments, more: { type: 'string' } };
  if (values?.string?.length) return { path: 'values.string', list: values.string, more: {} };
  return fields?.values?.length ? { path: 'fields.values', list: fields.values, more: {} } : undefined;
}
const withFields = (held: Held) =>
  steps(held, 'set').flatMap((node) => {
    const fields = fieldsOf(node);
    return fields ? [{ node, ...fields }] : [];
  });

export const kinds: Record<string, Kind> = {
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
  'another time': (held) => {
    const node = steps(held, 'scheduleTrigger')[0];
    if (!node?.parameters.rule?.interval) return undefined;
    const rule = { interval: [{ field: 'weeks', triggerAtDay: [1], triggerAtHour: 6 }] };
    return {
      words: 'run it on Mondays at 6',
      operations: [{ op: 'setParameter', name: node.name, path: 'rule', value: rule }],
      reads: [node.name],
      expected: (now) => Object.assign(nodeOf(now, node.name).parameters, { rule }),
      says: ['06:00'],
    };
  },
  'a step off': (held) => {
    const node = steps(held).filter(({ disabled }) => !disabled)[3];
    if (!node) return undefined;
    return {
      words: `switch "${node.name}" off`,
      operations: [{ op: 'setNodeSettings', name: node.name, disabled: true }],
      reads: [],
      expected: (now) => Object.assign(nodeOf(now, node.name), { disabled: true }),
      says: [`“${flat(node.name)}” is switched off`],
    };
  },
  'tries and a pause': (held) => {
    const node = steps(held).find(
      ({ type, retryOnFail }) => /httpRequest|openAi|slack|gmail|mySql|postgres/.test(type) && !retryOnFail,
    );
    if (!node) return undefined;
    return {
      words: `try "${node.name}" up to 4 times, 2 seconds apart`,
      operations: [{ op: 'setNodeSettings', name: node.name, retryOnFail: true, maxTries: 4, waitBetweenTries: 2000 }],
      reads: [],
      expected: (now) =>
        Object.assign(nodeOf(now, node.name), { retryOnFail: true, maxTries: 4, waitBetweenTries: 2000 }),
      says: [`“${flat(node.name)}” is tried again when it fails`, 'is tried 4 times at most', 'waits 2000 ms'],
    };
  },
  'once, and an empty item': (held) => {
    const node = steps(held).filter(({ executeOnce, alwaysOutputData }) => !executeOnce && !alwaysOutputData)[5];
    if (!node) return undefined;
    return {
      words: `"${node.name}" shall run once only, and go on without a result too`,
      operations: [{ op: 'setNodeSettings', name: node.name, executeOnce: true, alwaysOutputData: true }],
      reads: [],
      expected: (now) => Object.assign(nodeOf(now, node.name), { executeOnce: true, alwaysOutputData: true }),
      says: [`“${flat(node.name)}” runs once, for the first item alone`, 'hands on an empty item'],
    };
  },
  'an error that does not stop it, and a note': (held) => {
    const node = steps(held).filter(
      ({ onError, continueOnFail, type }) => !onError && !continueOnFail && !/trigger|webhook|start$/i.test(type),
    )[2];
    if (!node) return undefined;
    return {
      words: `go on when "${node.name}" fails, and note at it: agreed with Ben`,
      operations: [
        { op: 'setNodeSettings', name: node.name, onError: 'continueRegularOutput', notes: 'agreed with Ben' },
      ],
      reads: [],
      expected: (now) =>
        Object.assign(nodeOf(now, node.name), { onError: 'continueRegularOutput', notes: 'agreed with Ben' }),
      says: [`“${flat(node.name)}”: an error does not stop the workflow`, 'note is now “agreed with Ben”'],
    };
  },
  'another name of a step': (held) => {
    const node =
      steps(held).find(({ name }) =>
        new RegExp(`\\$\\(["']${name.replace(/[^\w ]/g, '\\$&')}["']\\)`).test(
          JSON.stringify(held.nodes).replaceAll('\\"', '"'),
        ),
      ) ?? steps(held)[1];
    if (!node) return undefined;
    const renamed = 'Renamed by Ana';
    return {
      words: `call "${node.name}" ${renamed}`,
      operations: [{ op: 'renameNode', name: node.name, newName: renamed }],
      reads: [],
      expected: (now) => renameIn(now, node.name, renamed),
      says: [`is now called “${renamed}”`],
    };
  },
  'a step between': (held) => {
    const node = steps(held).find(({ name }) => nextOf(held, name) !== undefined);
    const after = node && nextOf(held, node.name);
    if (!node || after === undefined) return undefined;
    return {
      words: `wait 5 minutes between "${node.name}" and "${after}"`,
      operations: [
        {
          op: 'addNode',
          node: { name: 'Wait a bit', type: `${base}wait`, parameters: { amount: 5, unit: 'minutes' } },
          after: node.name,
          before: after,
        },
      ],
      reads: [],
      expected: (now) => {
        now.nodes.push({
          name: 'Wait a bit',
          type: `${base}wait`,
          parameters: { amount: 5, unit: 'minutes' },
        } as HeldNode);
        Object.assign(now.connections[node.name] ?? {}, { main: [lead('Wait a bit')] });
        now.connections['Wait a bit'] = { main: [lead(after)] };
      },
      says: ['Adds “Wait a bit”: Wait 5 minutes', `after “${flat(node.name)}”`, `before “${flat(after)}”`],
    };
  },
  'a step where a condition does not hold': (held) => {
    const node = steps(held, 'if').find(({ name }) => !held.connections[name]?.['main']?.[1]?.length);
    if (!node) return undefined;
    return {
      words: `when "${node.name}" does not hold, do nothing`,
      operations: [
        {
          op: 'addNode',
          node: { name: 'Nothing to do', type: `${base}noOp`, parameters: {} },
          after: node.name,
          output: 1,
        },
      ],
      reads: [],
      expected: (now) => {
        now.nodes.push({ name: 'Nothing to do', type: `${base}noOp`, parameters: {} } as HeldNode);
        const outputs = now.connections[node.name]?.['main'] ?? [];
        now.connections[node.name] = { ...now.connections[node.name], main: [outputs[0] ?? [], lead('Nothing to do')] };
      },
      says: ['Adds “Nothing to do”', `after “${flat(node.name)}”, when “false”`],
    };
  },
  'a step less': (held) => {
    const found = betweenTwo(held).find(({ node }) =>
      held.nodes.every(({ parameters }) => !JSON.stringify(parameters).includes(node.name)),
    );
    if (!found) return undefined;
    const { before, node, after } = found;
    return {
      words: `take "${node.name}" out`,
      operations: [{ op: 'removeNode', name: node.name, reconnect: true }],
      reads: [],
      expected: (now) => {
        now.nodes = now.nodes.filter(({ name }) => name !== node.name);
        delete now.connections[node.name];
        Object.assign(now.connections[before] ?? {}, { main: [lead(after)] });
      },
      says: [`Removes “${flat(node.name)}”`, `“${flat(after)}”`, `“${flat(before)}”`],
    };
  },
  'another order of two steps': (held) => {
    const [found] = betweenTwo(held).filter(({ after }) => nextOf(held, after) !== undefined);
    const last = found && nextOf(held, found.after);
    if (!found || last === undefined || last === found.before) return undefined;
    const { before, node, after } = found;
    return {
      words: `do "${node.name}" after "${after}"`,
      operations: [{ op: 'moveNode', name: node.name, after }],
      reads: [],
      expected: (now) => {
        Object.assign(now.connections[before] ?? {}, { main: [lead(after)] });
        Object.assign(now.connections[after] ?? {}, { main: [lead(node.name)] });
        Object.assign(now.connections[node.name] ?? {}, { main: [lead(last)] });
      },
      says: [`“${flat(after)}” now follows “${flat(before)}”`, `“${flat(node.name)}” now follows “${flat(after)}”`],
    };
  },
  'a connection less': (held) => {
    const node = steps(held)
      .toReversed()
      .find(({ name }) => nextOf(held, name) !== undefined);
    const to = node && nextOf(held, node.name);
    if (!node || to === undefined) return undefined;
    return {
      words: `"${node.name}" shall not lead to "${to}" any more`,
      operations: [{ op: 'disconnect', from: node.name, to }],
      reads: [],
      expected: (now) => Object.assign(now.connections[node.name] ?? {}, { main: [[]] }),
      says: [`“${flat(to)}” does not follow “${flat(node.name)}” any more`],
    };
  },
  'another kind of step': (held) => {
    const node = steps(held, 'noOp')[0] ?? steps(held, 'wait')[0];
    if (!node) return undefined;
    return {
      words: `instead of "${node.name}" keep only the first three`,
      operations: [{ op: 'replaceNode', name: node.name, type: `${base}limit`, parameters: { maxItems: 3 } }],
      reads: [],
      expected: (now) => {
        Object.assign(nodeOf(now, node.name), { type: `${base}limit`, typeVersion: 1, parameters: { maxItems: 3 } });
        delete nodeOf(now, node.name)['webhookId'];
      },
      says: [`“${flat(node.name)}”`, '3'],
    };
  },
  'a note on the canvas': (held) => {
    const note = held.nodes.find((node) => isNote(node) && String(node.parameters.content ?? '').length > 10);
    if (!note) return undefined;
    const text = String(note.parameters.content);
    return {
      words: 'add to the note that Ana knows more',
      operations: [{ op: 'appendText', name: note.name, path: 'content', text: '\nAsk Ana.' }],
      reads: [note.name],
      expected: (now) => Object.assign(nodeOf(now, note.name).parameters, { content: `${text}\nAsk Ana.` }),
      says: ['A note on the canvas', 'Ask Ana.'],
    };
  },
  'a note more and one less': (held) => {
    const note = held.nodes.filter(isNote).at(-1);
    if (!note) return undefined;
    return {
      words: 'replace the last note by: Mind the limits',
      operations: [
        { op: 'addStickyNote', content: 'Mind the limits' },
        { op: 'removeStickyNote', name: note.name },
      ],
      reads: [note.name],
      expected: (now) => {
        now.nodes = now.nodes.filter(({ name }) => name !== note.name);
        now.nodes.push({ name: '', type: `${base}stickyNote`, parameters: { content: 'Mind the limits' } } as HeldNode);
      },
      says: ['note on the canvas', 'Mind the limits'],
    };
  },
  'name, zone, tags and description': () => ({
    words: 'give it the zone of Tokyo, the tag orders, and say that Ana looks after it',
    operations: [
      { op: 'setTimezone', timezone: 'Asia/Tokyo' },
      { op: 'setTags', add: ['orders'] },
      { op: 'setDescription', description: 'Ana looks after it.' },
    ],
    reads: [],
    expected: (now) => {
      now.settings['timezone'] = 'Asia/Tokyo';
      now.tags = [...(now.tags ?? []), { name: 'orders' }];
      now.description = 'Ana looks after it.';
    },
    says: ['Asia/Tokyo', 'Gets the tags “orders”', 'Description: “Ana looks after it.”'],
  }),
  'a group': (held) => {
    // n8n takes steps that follow each other, no trigger, and none without its sub-nodes.
    const alone = (name: string): boolean =>
      !Object.values(held.connections).some((byKind) =>
        Object.entries(byKind).some(
          ([kind, outputs]) => kind !== 'main' && JSON.stringify(outputs).includes(JSON.stringify(name)),
        ),
      );
    const pair = betweenTwo(held).find(({ node, before }) =>
      [node.name, before].every((name) => alone(name) && !/trigger|webhook|cron|start$/i.test(nodeOf(held, name).type)),
    );
    if (!pair) return undefined;
    const [one, other] = [nodeOf(held, pair.before), pair.node];
    return {
      words: `frame "${one.name}" and "${other.name}" as Preparation`,
      operations: [{ op: 'setGroup', name: 'Preparation', nodes: [one.name, other.name] }],
      reads: [],
      expected: (now) => {
        now.nodeGroups = [...(now.nodeGroups ?? []), { id: '', name: 'Preparation', nodeIds: [one.id, other.id] }];
      },
      says: ['The group “Preparation” holds', `“${flat(one.name)}”`, `“${flat(other.name)}”`],
    };
  },
  'a setting taken away': (held) => {
    for (const node of steps(held)) {
      const key = Object.keys(node.parameters.options ?? {})[0];
      if (!key || !/^\w+$/.test(key) || typeof node.parameters.options[key] === 'object') continue;
      return {
        words: `take the ${key} of "${node.name}" away`,
        operations: [{ op: 'unsetParameter', name: node.name, path: `options.${key}` }],
        reads: [node.name],
        expected: (now) => delete nodeOf(now, node.name).parameters.options[key],
        says: [`“${flat(node.name)}”: Options › `, 'is not set any more'],
      };
    }
    return undefined;
  },
};

/** References as n8n writes them, in whatever quotes. */
function renameIn(held: Held, from: string, to: string): void {
  nodeOf(held, from).name = to;
  held.connections = Object.fromEntries(
    Object.entries(held.connections).map(([name, byKind]) => [
      name === from ? to : name,
      JSON.parse(JSON.stringify(byKind), (key, value) => (key === 'node' && value === from ? to : value)),
    ]),
  );
  for (const node of held.nodes) {
    const code = /\.(?:code|function|functionItem)$/.test(node.type);
    node.parameters = JSON.parse(JSON.stringify(node.parameters), (_, value) => {
      if (typeof value !== 'string' || !(code || value.startsWith('='))) return value;
      return ["'", '"', '`'].reduce(
        (text, quote) =>
          text
            .replaceAll(`$(${quote}${from}${quote}`, `$(${quote}${to}${quote}`)
            .replaceAll(`$items(${quote}${from}${quote}`, `$items(${quote}${to}${quote}`)
            .replaceAll(`$node[${quote}${from}${quote}`, `$node[${quote}${to}${quote}`),
        value,
      );
    });
  }
}
