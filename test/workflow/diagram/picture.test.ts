import { describe, expect, test } from 'vitest';
import { compile } from '#src/workflow/compile.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { toPicture } from '#src/workflow/diagram/picture.ts';
import { readPng } from '#test/support/png.ts';
import { summaryWith } from '#test/support/summary.ts';
import { catalog, draft, draftNode, link } from '../documents.ts';
import { readSvg } from './svg.ts';

const every = draftNode('Every day', 'scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } });
const workflowOf = (...args: Parameters<typeof draft>) => compile(draft(...args), { catalog });
const _diagramOf = (...args: Parameters<typeof draft>) => readSvg(toDiagram(workflowOf(...args), { catalog }));
const chainOf = (count: number) => {
  const nodes = [every, ...Array.from({ length: count - 1 }, (_, index) => draftNode(`Step ${index + 2}`, 'set'))];
  return workflowOf(
    nodes,
    nodes.slice(1).map((node, index) => link(nodes[index]?.name ?? '', node.name)),
  );
};

describe('as PNG', () => {
  test.each([1, 5, 20, 40])('%i nodes: at most 1024 px and 200 KB', async (count) => {
    const svg = toDiagram(chainOf(count), { catalog });
    const png = await toPicture(svg);
    const { width, height } = readSvg(svg);
    expect(readPng(png)).toEqual({ width, height });
    expect(Math.max(width, height)).toBeLessThanOrEqual(1024);
    expect(png.length).toBeLessThan(200 * 1024);
  });

  test('text is there: the bundled font is used', async () => {
    const svg = toDiagram(chainOf(3), { catalog });
    const bare = await toPicture(svg.replace(/<text.*?<\/text>/g, ''));
    expect((await toPicture(svg)).length).toBeGreaterThan(bare.length * 1.5);
  });

  test('what is no SVG is an error', async () => {
    await expect(toPicture('not a picture')).rejects.toThrow();
  });
});

const toldBy = (trigger: string, steps: string[]) =>
  summaryWith({ trigger, steps, sentence: '', apps: [], publishEffect: '' });

describe('the words for those who cannot see it', () => {
  test('start and steps, numbered', () => {
    expect(toAltText('Report', toldBy('Every day at 09:00', ['Get data', 'Post it']))).toBe(
      'Diagram of the workflow “Report”. Starts: Every day at 09:00. 1. Get data. 2. Post it.',
    );
  });

  test('never longer than Slack takes, and then it says what is missing', () => {
    const text = toAltText(
      'Long',
      toldBy(
        'Now',
        Array.from({ length: 200 }, () => 'x'.repeat(100)),
      ),
    );
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(text).toMatch(/And \d+ more steps: n8n shows them all\.$/);
    const steps = Array.from({ length: 200 }, () => 'x'.repeat(100));
    expect(toAltText('Long', toldBy('Now', steps), 'de', 'Schritte')).toMatch(/„Schritte“ nennt sie alle\.$/);
    expect(toAltText('x'.repeat(5000), toldBy('y', ['z'])).length).toBeLessThanOrEqual(2000);
  });
});
