import type { z } from 'zod';
import type { draftSchema } from '#src/workflow/draft.ts';

type Draft = z.input<typeof draftSchema>;
type Parameters = Record<string, unknown>;

export interface RehearsedDraft {
  title: string;
  draft: Draft;
}

const base = (type: string): string => (type.includes('.') ? type : `n8n-nodes-base.${type}`);

export interface Step {
  name: string;
  type: string;
  parameters?: Parameters;
  onError?: 'continueErrorOutput' | 'continueRegularOutput';
  executeOnce?: boolean;
}

export const step = (name: string, type: string, parameters: Parameters = {}, more: Partial<Step> = {}): Step => ({
  ...{ name, type: base(type), parameters },
  ...more,
});

/** One line per connection: `A > B`, `A:true > B`, `A > B:1`. */
export function drafted(title: string, nodes: Step[], ...lines: string[]): RehearsedDraft {
  const connections = lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ');
    const [source = '', output] = from.split(':');
    const [target = '', input] = to.split(':');
    const ends = { from: source, to: target, ...(input ? { input: Number(input) } : {}) };
    if (output?.startsWith('ai_')) return { ...ends, kind: output };
    return output ? { ...ends, output } : ends;
  });
  return { title, draft: { name: title, nodes, connections } as Draft };
}

export const hook = (path: string): Step => step('Hook', 'webhook', { httpMethod: 'POST', path });
export const daily = step('Every day', 'scheduleTrigger', { rule: { field: 'days', at: '09:00' } });
export const mail = (name: string, to: string, subject: string, text: string): Step =>
  step(name, 'emailSend', {
    ...{ fromEmail: 'bot@example.com', toEmail: to, subject, emailFormat: 'text', text },
    options: { appendAttribution: false },
  });
export const post = (name: string, channel: string, text: string): Step =>
  step(name, 'slack', {
    ...{ resource: 'message', operation: 'post', select: 'channel', channelId: channel, text },
    otherOptions: { includeLinkToWorkflow: false },
  });
