import type { Catalog } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { WorkflowDiff } from '../../edit/diff.ts';
import type { WiredConnection } from '../../wiring/connections.ts';
import { outputName } from '../../wiring/port-names.ts';
import { portsOf } from '../../wiring/ports.ts';

type Words = WorkflowWords['diff'];

/** What stands where, in the words of one language. */
export interface Places {
  /** Where a new step was put: `, after “If”, when “true”, before “Post”`. */
  ofNew(node: N8nNode): string;
  /** Where a step stood that is gone. */
  ofGone(node: N8nNode): string;
  /** New orders of steps that were there before, and steps nothing leads to any more. */
  others(): { node: string; line: string }[];
}

/** The connections of a difference in words. What an added or a removed step says by its place is not said again. */
export function placesOf(diff: WorkflowDiff, catalog: Catalog, words: Words, quote: (name: string) => string): Places {
  const fresh = new Set(diff.added.map(({ name }) => name));
  const gone = new Set(diff.removed.map(({ name }) => name));
  const nodes = new Map([...diff.before.nodes, ...diff.after.nodes].map((node) => [node.name, node]));
  const oldName = new Map(diff.renamed.map(({ from, to }) => [to, from]));
  const then = new Map(diff.before.nodes.map((node) => [node.name, node]));
  const added = diff.connectionsAdded;
  const removed = diff.connectionsRemoved;

  /** What the output is called where there are several; `fails` for the one of errors. */
  function outputOf({ from: name, output, kind }: WiredConnection, before: boolean): string | undefined {
    const node = before ? then.get(oldName.get(name) ?? name) : nodes.get(name);
    if (!node || kind !== 'main') return undefined;
    const ports = portsOf(node, catalog.get(node.type, node.typeVersion)).outputs?.get('main') ?? 1;
    if (node.onError === 'continueErrorOutput' && Number.isFinite(ports) && output === ports - 1) return words.fails;
    const label = outputName(node, output);
    if (label !== undefined && label !== '') return quote(label);
    return ports > 1 || output > 0 ? words.output(output + 1) : undefined;
  }
  /** `“If”, when “true”` */
  function from(one: WiredConnection, before = false): string {
    const output = outputOf(one, before);
    if (output === words.fails) return words.whenFails(quote(one.from));
    return output === undefined ? quote(one.from) : words.when(quote(one.from), output);
  }
  const to = ({ to: name, input }: WiredConnection): string => {
    const node = nodes.get(name);
    const ports = node ? (portsOf(node, catalog.get(node.type, node.typeVersion)).inputs?.get('main') ?? 1) : 1;
    return ports > 1 || input > 0 ? words.input(quote(name), input + 1) : quote(name);
  };
  const main = ({ kind }: WiredConnection): boolean => kind === 'main';
  /** True when new steps lead from the one to the other now. */
  function bridged({ from: start, to: end, output }: WiredConnection): boolean {
    const seen = new Set<string>();
    const visit = (name: string): boolean =>
      added.some((one) => {
        if (one.from !== name || (name === start && one.output !== output)) return false;
        if (one.to === end) return name !== start;
        return fresh.has(one.to) && !seen.has(one.to) && Boolean(seen.add(one.to)) && visit(one.to);
      });
    return visit(start);
  }
  const plain = (one: WiredConnection): boolean =>
    ![one.from, one.to].some((name) => gone.has(name) || fresh.has(name));

  return {
    ofNew({ name }) {
      const into = added.filter((one) => one.to === name);
      const out = added.filter((one) => one.from === name);
      return words.where({
        after: into.filter(main).map((one) => from(one)),
        // Which of its own outputs leads there says something as well.
        before: out
          .filter((one) => main(one) && !fresh.has(one.to))
          .map((one) => {
            const output = outputOf(one, false);
            return output === undefined ? to(one) : `${to(one)} (${output})`;
          }),
        serves: out.filter((one) => !main(one)).map((one) => quote(one.to)),
        uses: into.filter((one) => !main(one) && !fresh.has(one.from)).map((one) => quote(one.from)),
      });
    },
    ofGone({ name }) {
      const into = removed.filter((one) => one.to === name && main(one));
      const served = removed.filter((one) => one.from === name && !main(one));
      return words.where({
        after: into.map((one) => from(one, true)),
        before: [],
        serves: served.map((one) => quote(one.to)),
        uses: [],
      });
    },
    others() {
      const lines = [
        ...added.filter(plain).map((one) => ({
          node: one.to,
          line: main(one) ? words.follows(to(one), from(one)) : words.nowUses(quote(one.to), quote(one.from)),
        })),
        ...removed
          .filter((one) => plain(one) && !bridged(one))
          .map((one) => ({
            node: one.to,
            line: main(one)
              ? words.followsNoMore(to(one), from(one, true))
              : words.usesNoMore(quote(one.to), quote(one.from)),
          })),
      ];
      return [...lines, ...stranded().map((name) => ({ node: name, line: words.stranded(quote(name)) }))];
    },
  };

  /** Steps that lost the last step that led to them because it is gone. */
  function stranded(): string[] {
    const names = new Set(
      removed.filter((one) => gone.has(one.from) && !gone.has(one.to) && main(one)).map((one) => one.to),
    );
    const led = new Set(
      Object.values(diff.after.connections).flatMap(({ main: outputs = [] }) =>
        outputs.flatMap((targets) => (targets ?? []).map(({ node }) => node)),
      ),
    );
    return [...names].filter((name) => !led.has(name));
  }
}
