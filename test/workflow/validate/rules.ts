import { describe, expect, it } from 'vitest';
import { toMessage } from '#src/workflow/issues.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, document, hourly, langchain, next, node } from '../documents.ts';

export type Document = Record<string, unknown>;
export type Row = [code: string, severity: 'error' | 'warning', wrong: unknown, right: Document];

export const slack = (parameters: Document = {}): Document =>
  node('Slack', 'slack', {
    select: 'channel',
    channelId: { __rl: true, mode: 'name', value: '#ops' },
    text: 'hi',
    ...parameters,
  });
export const http = (parameters: Document = {}): Document =>
  node('HTTP', 'httpRequest', { url: 'https://example.com', ...parameters });
export const hook = (parameters: Document = {}, name = 'Hook'): Document =>
  node(
    name,
    'webhook',
    { path: 'orders', httpMethod: 'POST', authentication: 'headerAuth', ...parameters },
    { credentials: { httpHeaderAuth: { id: '1', name: 'x' } } },
  );
export const respond = node('Answer', 'respondToWebhook', {});
export const agent = node('Agent', langchain('agent'), { promptType: 'define', text: 'hi' });
export const model = node('Model', langchain('lmChatOpenAi'));
export const conditions = (operator: Document): Document => ({
  conditions: {
    combinator: 'and',
    options: {},
    conditions: [{ leftValue: '={{ $json.a }}', rightValue: 1, operator }],
  },
});
export const branch = (parameters: Document): Document => node('If', 'if', parameters);
export const greater = conditions({ type: 'number', operation: 'gt' });
export const set = (parameters: Document): Document => node('Set', 'set', parameters);
export const code = (jsCode: string): Document => node('Code', 'code', { jsCode });
export const wired = (kind: string, output: number, index: number): Document => {
  const target = { node: 'Next', type: kind, index };
  const outputs = Array.from({ length: output + 1 }, (_, at) => (at === output ? [target] : []));
  return document([hourly, next], {}, { connections: { Start: { [kind]: outputs } } });
};
export const triggered = (rule: Document): Document =>
  chain(node('Start', 'scheduleTrigger', { rule: { interval: [rule] } }), next);
export const fine = chain(hourly, next);

/** Every wrong document gets the finding, in words of every language; every right one does not, and has no error at all. */
export function describeRules(family: string, rows: readonly Row[]): void {
  describe(`rules: ${family}`, () => {
    it.each(rows)('%s (%s)', (code, severity, wrong, right) => {
      const found = validateWorkflow(wrong, { catalog });
      expect(found.map((issue) => `${issue.code} ${issue.severity}`)).toContain(`${code} ${severity}`);
      for (const issue of found) expect(toMessage(issue, 'de')).not.toBe(issue.message);
      const passing = validateWorkflow(right, { catalog });
      expect(passing.map((issue) => issue.code)).not.toContain(code);
      expect(passing.filter((issue) => issue.severity === 'error')).toEqual([]);
    });
  });
}
