import type { Catalog } from '#src/catalog/catalog.ts';
import { houseThingOf } from '#src/language/things.ts';
import type { HouseValue } from '#src/policy/roles.ts';

/** What an admin said that everybody uses: a thing, of one app or (empty) of every app, in the words it was said in. */
export interface HouseWord {
  thing: string;
  app: string;
  value: string;
}

/** What the house uses: by the operator's file, and as an admin said. */
export interface House {
  file: readonly HouseValue[];
  said(): Promise<readonly HouseWord[]>;
}

/** What the house has there: the operator's file comes before an admin's word, one app's before every app's. Pure. */
export function houseAt(
  { file, said }: { file: readonly HouseValue[]; said: readonly HouseWord[] },
  { nodeType, app, key }: { nodeType: string; app: string; key: string },
): Pick<HouseValue, 'value' | 'name'> | undefined {
  const written = file.find(
    ({ node, parameter }) => (nodeType === node || nodeType.endsWith(`.${node}`)) && parameter === key,
  );
  if (written) return written;
  const thing = houseThingOf(key);
  const fitting = said.filter((one) => one.thing === thing && isCalled(app, one.app) && !isExpression(one.value));
  return fitting.find((one) => one.app !== '') ?? fitting[0];
}

/** What n8n, or a planner, would take for an expression. An admin of a tenant sets words, the operator's file may do more. */
export const isExpression = (value: string): boolean => /^\s*=|\{\{/.test(value);

/** Whether any app of this n8n goes by these words, e.g. "Jira" by `Jira Software`. */
export const isAppCalled = (catalog: Catalog, words: string): boolean =>
  catalog.all().some(({ displayName }) => isCalled(displayName, words));

const isCalled = (displayName: string, words: string): boolean =>
  words === '' || `${displayName} `.toLowerCase().startsWith(`${words.toLowerCase()} `);
