import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './docs/markdown.ts';

/** What the compiler cannot know anything of is rare, and says why. */
const most = 9;

interface Cast {
  place: string;
  hasReason: boolean;
}

function castsIn(file: string): Cast[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    Array.from(line.matchAll(/\bas unknown as\b/g), () => ({
      place: `${file}:${index + 1}`,
      hasReason: /^\s*(\/\/|\*)/.test(lines[index - 1] ?? ''),
    })),
  );
}

describe('casts through unknown in src and adapters', () => {
  const files = trackedFiles().filter((file) => /^(src|adapters)\/.*\.ts$/.test(file));
  const casts = files.flatMap(castsIn);

  it('are few', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(casts.map(({ place }) => place).slice(most)).toEqual([]);
  });

  it('say in the line before why', () => {
    expect(casts.filter(({ hasReason }) => !hasReason)).toEqual([]);
  });
});
