import { document, hourly, next, node } from '../documents.ts';
import { branch, type Document, describeRules, greater, http } from './rules.ts';

const pause = (parameters: Document = {}): Document => node('Pause', 'wait', { amount: 5, ...parameters });
const called = node('Called', 'executeWorkflowTrigger');
const self = (id: string, name = 'Again'): Document => node(name, 'executeWorkflow', { workflowId: id });
const again = (id: string, steps: Document[], links: Record<string, string[]>): Document =>
  document([called, self(id), ...steps], links, { id: 'w1' });

describeRules('what never ends', [
  [
    'loop-without-end',
    'warning',
    document([hourly, http(), pause()], { Start: ['HTTP'], HTTP: ['Pause'], Pause: ['HTTP'] }),
    document([hourly, http(), branch(greater), pause()], {
      Start: ['HTTP'],
      HTTP: ['If'],
      If: ['Pause'],
      Pause: ['HTTP'],
    }),
  ],
  [
    'loop-without-end',
    'warning',
    document([hourly, next, pause({ resume: 'specificTime' })], { Start: ['Next'], Next: ['Pause'], Pause: ['Next'] }),
    document([hourly, next, pause({ resume: 'webhook' })], { Start: ['Next'], Next: ['Pause'], Pause: ['Next'] }),
  ],
  [
    'calls-itself',
    'warning',
    again('w1', [next], { Called: ['Next'], Next: ['Again'] }),
    again('w1', [branch(greater)], { Called: ['If'], If: ['Again'] }),
  ],
  [
    'calls-itself',
    'warning',
    again('={{ $workflow.id }}', [], { Called: ['Again'] }),
    again('w2', [], { Called: ['Again'] }),
  ],
  [
    'calls-itself',
    'warning',
    again('w1', [hourly], { Called: ['Again'] }),
    // Its own schedule starts it, and what it calls does something else.
    again('w1', [hourly, next], { Start: ['Again'], Called: ['Next'] }),
  ],
]);
