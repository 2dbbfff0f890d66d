import type { ViewEdge } from '#src/workflow/validate/view.ts';

/** Names of the steps that data of this one may get to, itself among them. */
export function reachedFrom(name: string, edges: readonly ViewEdge[]): Set<string> {
  const next = Map.groupBy(edges, ({ from }) => from);
  const reached = new Set([name]);
  for (const each of reached) for (const { to } of next.get(each) ?? []) reached.add(to);
  return reached;
}

/** The connections by which data comes back to a step it has been at: without them there is no loop. */
export function backEdges(name: string, edges: readonly ViewEdge[]): Set<ViewEdge> {
  const next = Map.groupBy(edges, ({ from }) => from);
  const back = new Set<ViewEdge>();
  const open = new Set<string>([name]);
  const done = new Set<string>();
  const stack = [{ name, left: [...(next.get(name) ?? [])] }];
  for (let here = stack.at(-1); here; here = stack.at(-1)) {
    const edge = here.left.shift();
    if (!edge) {
      open.delete(here.name);
      done.add(here.name);
      stack.pop();
    } else if (open.has(edge.to)) back.add(edge);
    else if (!done.has(edge.to)) {
      open.add(edge.to);
      stack.push({ name: edge.to, left: [...(next.get(edge.to) ?? [])] });
    }
  }
  return back;
}
