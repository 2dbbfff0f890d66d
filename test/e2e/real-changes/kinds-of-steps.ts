import { base, flat, type Kind, steps } from './found.ts';
import { betweenTwo, type Held, type HeldNode, isNote, lead, nextOf, nodeOf } from './held.ts';

export const kindsOfSteps: Record<string, Kind> = {
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
