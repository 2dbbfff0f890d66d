import { expect, it } from 'vitest';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { services } from './asked/directories.ts';
import { askedByName } from './asked/requests.ts';
import { askAll, countOf } from './asked/run.ts';

const full = await fullCatalog();

it.runIf(full)(
  'what people name is found or offered: at most two of thirty and more are blocked for what a list has',
  async () => {
    expect(askedByName.length).toBeGreaterThanOrEqual(30);
    expect(services.length).toBeGreaterThanOrEqual(20);
    const { on, off } = await askAll(full as NonNullable<typeof full>);
    expect(on.filter(({ ending }) => ending === 'no draft').map(({ request }) => request)).toEqual([]);
    expect(countOf(on, 'blocked')).toBeLessThanOrEqual(2);
    // Most need no click at all; without the directories most could not go on.
    expect(countOf(on, 'ready')).toBeGreaterThan(askedByName.length / 2);
    expect(countOf(off, 'blocked')).toBeGreaterThan(askedByName.length / 2);
  },
  120_000,
);
