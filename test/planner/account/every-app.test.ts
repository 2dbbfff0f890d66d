import { expect, it } from 'vitest';
import { appsOf } from '#src/planner/account/apps.ts';
import { accountOver } from '#src/planner/account/over.ts';
import { pair, slack, weekly } from '#test/support/accounted/flow.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();
const { draft } = pair('', weekly([1], 9), slack('ops', 'Hello'));

it.skipIf(!catalog)('an app of the catalogue that is named and not in the draft is told, in a new request too', () => {
  const apps = catalog ? appsOf(catalog) : [];
  expect(apps.length).toBeGreaterThan(300);
  const lost = apps.filter(({ name }) => {
    const newest = `Every Monday at 9 read the numbers in ${name} and post "Hello" to #ops`;
    const told = accountOver({ newest, earlier: [] }, draft, catalog).notDone.map(({ words }) => words);
    return !['Slack'].includes(name) && !told.some((words) => words.toLowerCase().includes(name.toLowerCase()));
  });
  expect(lost.map(({ name }) => name)).toEqual([]);
});
