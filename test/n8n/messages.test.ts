import { describe, expect, test } from 'vitest';
import { toOperatorMessage, toUserMessage } from '#src/errors.ts';
import { toN8nError } from '#src/n8n/messages.ts';
import { rows } from './failures/all.ts';
import { says } from './failures/answers.ts';

describe('toN8nError', () => {
  test.each(rows)('%s (%s)', (_, act, failure, code, flags, words) => {
    const error = toN8nError(failure, act);
    const found = [error.retryable && 'retry', error.ambiguous && 'unsure'].filter(Boolean).join(' ');
    expect({ code: error.code, flags: found }).toEqual({ code, flags });
    expect(error.userMessage).toContain(words);
    expect(error.userMessage).toMatch(/^[^<>]+\. [^<>]+\. [^<>]+\.$/);
    expect(error.userMessage).not.toMatch(/stack|vendor words|secret|undefined|\.\./);
    expect(toUserMessage(error)).toBe(error.userMessage);
    const told = toOperatorMessage(error);
    expect(told).not.toMatch(/operator|[;,]\.|\. ?\./i);
    expect(told).toMatch(/^[A-Z“n].*\.$/);
  });

  test('says for every node what is missing before it can be published', () => {
    const message =
      'Cannot publish workflow: 2 nodes have configuration issues:\n\nNode "Slack":\n  - Missing required credential: slackApi\n  - Missing or invalid required parameters: select, text\n\nNode "Say "hi"":\n  - Something new';
    const error = toN8nError(says(400, message), 'publish');
    expect(error).toMatchObject({ code: 'n8n_publish_configuration', status: 400, ambiguous: false });
    expect(error.userMessage).toBe(
      'n8n cannot turn it on (publish it) yet: “Slack” needs a credential (slackApi) and a valid value for select, text; “Say "hi"” needs attention (“Something new”). The workflow was not turned on (published, in n8n). Add what is missing in n8n, then turn it on again.',
    );
  });

  test('passes on when to try again, in seconds or as a date', () => {
    expect(toN8nError(says(429, 'Slow down', { 'retry-after': '7' }), 'list').retryAfterMs).toBe(7000);
    const date = new Date(Date.now() + 60_000).toUTCString();
    const retryAfterMs = toN8nError(says(503, 'Later', { 'retry-after': date }), 'list').retryAfterMs ?? 0;
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(toN8nError(says(400, 'No', { 'retry-after': '7' }), 'list').retryAfterMs).toBeUndefined();
  });
});
