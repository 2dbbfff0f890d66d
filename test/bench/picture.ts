import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { compile } from '#src/workflow/compile.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { toPicture } from '#src/workflow/diagram/picture.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const catalog = createCoreCatalog();
const types = ['httpRequest', 'if', 'slack', 'set', 'googleSheets', 'filter', 'gmail', 'postgres', 'code', 'wait'];

/** A schedule and steps of many kinds in a row, every IF with a second branch that ends. */
function workflowOf(count: number) {
  const nodes = [{ name: 'Every day', type: 'n8n-nodes-base.scheduleTrigger' }];
  const connections: { from: string; to: string; output: number }[] = [];
  let last = 'Every day';
  for (let index = 0; nodes.length < count; index += 1) {
    const type = types[index % types.length] ?? 'set';
    const name = `Step ${index + 1} of the workflow`;
    nodes.push({ name, type: `n8n-nodes-base.${type}` });
    connections.push({ from: last, to: name, output: 0 });
    if (type === 'if' && nodes.length < count) {
      nodes.push({ name: `Otherwise ${index + 1}`, type: 'n8n-nodes-base.slack' });
      connections.push({ from: name, to: `Otherwise ${index + 1}`, output: 1 });
    }
    last = name;
  }
  return compile(draftSchema.parse({ name: 'Benchmark', nodes, connections }), { catalog });
}

/** Prints how long a picture takes from document to PNG, and how large it is. */
export async function run(): Promise<void> {
  const rounds = 30;
  for (const count of [5, 20, 40]) {
    const workflow = workflowOf(count);
    const times: number[] = [];
    let size = 0;
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      size = (await toPicture(toDiagram(workflow, { catalog }))).length;
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (rounds - 1))] ?? 0).toFixed(0);
    const kilobytes = Math.round(size / 1024);
    process.stdout.write(`picture, ${count} nodes: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${kilobytes} KB\n`);
  }
}
