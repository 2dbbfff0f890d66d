import { describe, expect, it } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import { toCurl } from '#src/cards/addresses.ts';
import { doneCard } from '#src/cards/done-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import { addressesOf } from '#src/engine/shown/addresses.ts';
import type { DoneOutcome } from '#src/model/outcome.ts';
import { namesOf, nowOf, view } from '#test/support/cards.ts';

const node = (type: string, parameters: Record<string, unknown>) => ({
  ...{ id: type, name: type, type: `n8n-nodes-base.${type}`, typeVersion: 2, position: [0, 0] as [number, number] },
  parameters,
});
const hook = node('webhook', { httpMethod: 'POST', path: 'incoming-2854f1' });
const form = node('formTrigger', { options: { path: 'contact' }, formTitle: 'Contact' });
const posts = node('slack', { text: '={{ $json.body.name }} of {{ $json["body"]["company"] }}' });
const url = 'https://n8n.example.com/workflow/7';
const live: DoneOutcome = { kind: 'published', url, live: true, message: 'It runs.' };

describe('where something outside starts a workflow', () => {
  it('is said as people reach n8n, with what the workflow reads of the call', () => {
    expect(addressesOf([hook, posts], 'https://n8n.example.com')).toEqual([
      {
        ...{ kind: 'webhook', url: 'https://n8n.example.com/webhook/incoming-2854f1', method: 'POST' },
        needsAuth: false,
        fields: ['name', 'company'],
      },
    ]);
    expect(addressesOf([form], 'https://n8n.example.com')[0]?.url).toBe('https://n8n.example.com/form/contact');
  });

  it('a call as an example, which whatever stands in it cannot leave', () => {
    const address = { kind: 'webhook' as const, url: "https://a.b/webhook/it's", method: 'POST', needsAuth: false };
    expect(toCurl({ ...address, fields: ['name'] })).toBe(
      `curl -X POST 'https://a.b/webhook/it'\\''s' -H 'Content-Type: application/json' -d '{"name":"…"}'`,
    );
    expect(toCurl({ ...address, url: 'https://a.b/webhook/x', method: 'GET', fields: ['q'] })).toBe(
      `curl 'https://a.b/webhook/x?q=…'`,
    );
  });

  const shown = (nodes: (typeof hook)[], now: Partial<WorkflowNow> = {}) =>
    doneCard(view({ addresses: addressesOf(nodes, 'https://n8n.example.com') }), { name: 'Boss' }, live, nowOf(now));

  it('a live webhook shows it with a call, a live form can be opened', () => {
    const card = shown([hook, posts]);
    expect(card.elements.filter(({ kind }) => kind === 'copy')).toMatchObject([
      { value: 'https://n8n.example.com/webhook/incoming-2854f1' },
      { value: expect.stringMatching(/^curl -X POST /) },
    ]);
    expect(namesOf(shown([form]))).toContain('https://n8n.example.com/form/contact');
  });

  it.each([
    { state: 'unpublished' },
    { state: 'gone' },
    { superseded: true },
    { changed: { inN8nAt: new Date() } },
  ] as const)('nobody is sent to an address that does not answer: %o', (now) => {
    expect(JSON.stringify(shown([hook, form], now))).not.toMatch(/webhook\/|form\//);
  });

  it('to take along: code in Slack, a text of one width in Teams', () => {
    const card = shown([hook]);
    const blocks = toBlocks(card);
    expect(validateBlocks(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).toContain('```https://n8n.example.com/webhook/incoming-2854f1```');
    expect(toAdaptiveCard(card).body).toContainEqual(
      expect.objectContaining({ fontType: 'Monospace', text: 'https://n8n.example.com/webhook/incoming-2854f1' }),
    );
  });
});
