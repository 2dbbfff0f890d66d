import type { StandInWorkflow } from './workflows.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#1f2430}
.badge{padding:.1rem .6rem;border-radius:1rem;background:#e6e8ee;font-size:.85rem}.live{background:#d4f0dd}
ol{padding:0;list-style:none}li{border:1px solid #d8dbe3;border-radius:.6rem;padding:.7rem 1rem;margin:.6rem 0}
code{color:#5a6170}pre{overflow:auto;background:#f5f6f9;padding:.6rem;border-radius:.4rem;margin:.5rem 0 0}
footer{color:#5a6170;font-size:.85rem;margin-top:2rem}`;

/** The start page carries the version where n8n carries it. */
export function toStartPage(version: string): string {
  const release = Buffer.from(JSON.stringify({ dsn: '', release: `n8n@${version}` })).toString('base64');
  const meta = `<meta name="n8n:config:sentry" content="${release}">`;
  return page(
    'Stand-in for n8n',
    '<p>This is the stand-in that comes with Flowsmith. It keeps workflows and runs none.</p>',
    meta,
  );
}

/** What the demo's links open: the workflow for a person to read, in place of n8n's editor. */
export function toWorkflowPage(workflow: StandInWorkflow): string {
  const state = workflow.isArchived ? 'archived' : workflow.active ? 'published' : 'unpublished';
  const steps = workflow.nodes.map((node) => {
    const targets = Object.values(workflow.connections[node.name] ?? {}).flatMap((outputs) =>
      outputs.flatMap((each) => each ?? []),
    );
    const next = targets.length > 0 ? `<br>→ ${escapeHtml(targets.map((target) => target.node).join(', '))}` : '';
    const parameters = JSON.stringify(node.parameters ?? {}, undefined, 2);
    const shown = parameters === '{}' ? '' : `<pre>${escapeHtml(parameters)}</pre>`;
    return `<li><b>${escapeHtml(node.name)}</b> <code>${escapeHtml(node.type)}</code>${next}${shown}</li>`;
  });
  const badge = `<span class="badge ${workflow.active ? 'live' : ''}">${state}</span>`;
  return page(workflow.name, `<p>${badge} ${workflow.nodes.length} nodes</p><ol>${steps.join('')}</ol>`);
}

export function toMissingPage(): string {
  return page('No such workflow', '<p>It was deleted, or the stand-in was restarted since.</p>');
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(title)}</h1>${body}<footer>Stand-in for n8n, for trying Flowsmith out. Set N8N_BASE_URL and N8N_API_KEY to use yours.</footer></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
