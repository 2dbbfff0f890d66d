import { expect, it } from 'vitest';
import { portsOf } from '#src/workflow/wiring/ports.ts';
import { base, catalog, langchain } from '../documents.ts';

const many = Number.POSITIVE_INFINITY;

it.each<[string, Record<string, unknown>, number, [inputs: number | undefined, outputs: number | undefined]]>([
  [base('set'), {}, 3.4, [1, 1]],
  [base('if'), {}, 2.3, [1, 2]],
  [base('scheduleTrigger'), {}, 1.4, [undefined, 1]],
  [base('switch'), { rules: { values: [{}, {}, {}] } }, 3.4, [1, 3]],
  [base('switch'), { rules: { values: [{}, {}] }, options: { fallbackOutput: 'extra' } }, 3.4, [1, 3]],
  [base('switch'), { mode: 'expression', numberOutputs: 6 }, 3.4, [1, 6]],
  [base('switch'), { mode: 'expression', numberOutputs: '={{ 3 }}' }, 3.4, [1, undefined]],
  [base('switch'), {}, 1, [1, 4]],
  [base('merge'), {}, 3.2, [2, 1]],
  [base('merge'), { numberInputs: 5 }, 3.2, [5, 1]],
  [base('merge'), { numberInputs: 5 }, 2, [2, 1]],
  [base('splitInBatches'), {}, 3, [1, 2]],
  [base('splitInBatches'), {}, 1, [1, 1]],
  [base('webhook'), { multipleMethods: true, httpMethod: ['GET', 'POST', 'PUT'] }, 2.1, [undefined, 3]],
  [base('respondToWebhook'), { enableResponseOutput: true }, 1.5, [1, 2]],
  [base('stopAndError'), {}, 1, [1, undefined]],
])('%s %j (version %d)', (type, parameters, typeVersion, [inputs, outputs]) => {
  const ports = portsOf({ type, parameters, typeVersion }, catalog.get(type));
  expect([ports.inputs?.get('main'), ports.outputs?.get('main')]).toEqual([inputs, outputs]);
});

it('adds an error output, and takes any number of helpers', () => {
  const http = { type: base('httpRequest'), parameters: {}, typeVersion: 4.5, onError: 'continueErrorOutput' };
  expect(portsOf(http, catalog.get(http.type)).outputs?.get('main')).toBe(2);
  const agent = portsOf(
    { type: langchain('agent'), parameters: {}, typeVersion: 3.1 },
    catalog.get(langchain('agent')),
  );
  expect(agent.inputs?.get('ai_tool')).toBe(many);
  const unknown = portsOf({ type: 'x.y', parameters: {}, typeVersion: 1 }, undefined);
  expect(unknown).toEqual({ inputs: undefined, outputs: undefined });
});
