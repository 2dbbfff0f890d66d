import { base, flat, type Kind, steps } from './found.ts';
import { betweenTwo, type HeldNode, isNote, nodeOf } from './held.ts';

export const kindsOfSettings: Record<string, Kind> = {
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
