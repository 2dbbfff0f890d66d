import type { Draft } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';

/**
 * Why n8n would refuse a frame around these nodes, as its own check does (`node-grouping-validation` in n8n-workflow
 * 2.40): no trigger, one connected piece with one way in and one way out, sub-nodes together with their agent.
 */
export function groupProblem(
  { nodes, connections, stickyNotes = [] }: Draft,
  names: readonly string[],
): string | undefined {
  const notes = new Set(stickyNotes.map(({ name }) => name));
  const inside = new Set(names.filter((name) => !notes.has(name)));
  if (inside.size === 0) return 'A group needs at least one step.';
  const starts = new Set(connections.filter(({ kind }) => kind === 'main').map(({ to }) => to));
  const trigger = nodes.find(
    ({ name, type }) => inside.has(name) && !starts.has(name) && /(?:trigger|webhook)$/i.test(type),
  );
  if (trigger) return `"${trigger.name}" starts the workflow, and a trigger cannot be in a group.`;
  const split = connections.find(({ from, to, kind }) => kind !== 'main' && inside.has(from) !== inside.has(to));
  if (split) return `"${split.from}" and "${split.to}" belong together: put both into the group or none.`;
  const within = connections.filter(({ from, to }) => inside.has(from) && inside.has(to));
  const main = connections.filter(({ kind, from, to }) => kind === 'main' && inside.has(from) !== inside.has(to));
  const entries = new Set(main.filter(({ to }) => inside.has(to)).map(({ to }) => to));
  const exits = new Set(main.filter(({ from }) => inside.has(from)).map(({ from }) => from));
  const [first] = inside;
  const reached = new Set([first]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of within) {
      if (reached.has(from)) reached.add(to);
      else if (reached.has(to)) reached.add(from);
    }
  }
  if (reached.size < inside.size) return 'The steps of a group have to be connected to each other.';
  if (entries.size > 1 || exits.size > 1)
    return 'A group has one way in and one way out: take in what is missing, or leave something out.';
  return undefined;
}

/** n8n's groups with what the draft says of them; a group that stays keeps its id and description. Pure. */
export function mergeGroups(
  original: Pick<N8nWorkflow, 'nodeGroups'> | undefined,
  wanted: NonNullable<Draft['groups']>,
  { nodes, before, createId }: { nodes: readonly N8nNode[]; before: Draft['groups']; createId: () => string },
): N8nWorkflow['nodeGroups'] {
  const ids = new Map(nodes.map(({ id, name }) => [name, id]));
  const given = original?.nodeGroups ?? [];
  const known = new Set(given);
  return wanted.map(({ name, nodes: members }, index) => {
    // By name, else the one in its place: that is how a group gets another name.
    const place = before?.length === wanted.length ? given[index] : undefined;
    const same =
      given.find((one) => known.has(one) && one.name === name) ?? (place && known.has(place) ? place : undefined);
    if (same) known.delete(same);
    const nodeIds = members.flatMap((member) => ids.get(member) ?? []);
    const stays = same?.nodeIds.length === nodeIds.length && same.nodeIds.every((id) => nodeIds.includes(id));
    const kept = stays ? same.nodeIds : nodeIds;
    return { ...same, id: same?.id ?? createId(), name, nodeIds: kept };
  });
}
