import { expect, it } from 'vitest';
import { CatalogError, N8nError, PlannerError } from '#src/errors.ts';
import { toLoggedError } from '#src/log-error.ts';
import { keepLogLines } from '#test/support/log-lines.ts';

const told = { code: 'n8n_refused', userMessage: 'n8n refused “Anna’s salary”' };

it.each([
  ['what n8n said', new N8nError('n8n_refused (create 400 node Salary of Anna)', { ...told, status: 400 })],
  ['its cause', new PlannerError('Planning failed', { ...told, cause: new N8nError('Salary of Anna', told) })],
  ['what a parser quotes', new SyntaxError('Unexpected token S, Salary of Anna is not valid JSON')],
  [
    'what PostgreSQL quotes',
    Object.assign(new Error('value too long: Salary of Anna'), { code: '22001', table: 'drafts' }),
  ],
  ['whole statements', Object.assign(new Error(`insert … values (Salary of Anna)`), { name: 'DriverException' })],
  ['another server', Object.assign(new Error('bad request: Salary of Anna'), { statusCode: 400 })],
  ['what stands between quotation marks', new TypeError('"Salary of Anna" is not a function')],
  ['fields somebody hung on', Object.assign(new Error('failed'), { text: 'Salary of Anna', query: 'Salary of Anna' })],
  ['several at once', new AggregateError([new SyntaxError('Salary of Anna')], 'all failed')],
])('a logged error leaves out %s', (_, error) => {
  const { log, text, lines } = keepLogLines();
  log.error({ err: error }, 'failed');
  expect(text()).not.toMatch(/Salary|Anna/);
  expect(lines()[0]).toMatchObject({ err: { type: error.name, stack: expect.stringContaining('log-error.test') } });
});

it('and keeps what tells where and why', () => {
  expect(toLoggedError(new TypeError('Cannot read properties of undefined (reading id)'))).toMatchObject({
    type: 'TypeError',
    message: 'Cannot read properties of undefined (reading id)',
  });
  const lost = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5678'), { code: 'ECONNREFUSED' });
  expect(toLoggedError(new N8nError('x', { ...told, status: 503, retryable: true, cause: lost }))).toMatchObject({
    ...{ type: 'N8nError', code: 'n8n_refused', status: 503, retryable: true },
    cause: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5678' },
  });
  const taken = Object.assign(new Error('duplicate'), { code: '23505', table: 'drafts', constraint: 'drafts_pkey' });
  expect(toLoggedError(taken)).toMatchObject({ code: '23505', table: 'drafts', constraint: 'drafts_pkey' });
  expect(toLoggedError(new CatalogError('cannot write "a.json"', told))).toMatchObject({
    message: 'cannot write "a.json"',
  });
  expect(toLoggedError('text that was thrown')).toEqual({ type: 'string' });
});
