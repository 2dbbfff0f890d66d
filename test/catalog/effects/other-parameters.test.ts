import { describe, expect, it } from 'vitest';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { toRiskyStep } from '#src/catalog/effects/step.ts';
import { catalog, versionsOf } from './steps.ts';

const acts =
  /^(?:delete|remove|create|insert|update|upsert|edit|duplicate|send|post|put|patch|perform|execut|run|clear|add|write|publish|drop|truncate|push|pop|move|upload|append|trigger|invoke|start|stop|exit|cancel|archive|purge|reset|revoke|pay|refund|merge|replace|override|sql)/i;

/** Choices that sound as if they did something, and do not. */
const harmless: Readonly<Record<string, string>> = {
  'debugHelper randomDataType': 'what is made up',
  'editImage operator': 'computes a picture',
  'googleContacts fields': 'what is read',
  'goToWebinar details': 'what is read',
  'microsoftOutlook fields': 'what is read',
  'graphql requestMethod': 'the query says what it does',
  'merge mode': 'puts items together, in memory',
  'merge combinationMode': 'puts items together, in memory',
  'removeDuplicates logic': 'leaves items out, in memory',
  'vectorStoreInMemory mode': 'is gone when n8n stops',
  'wait httpMethod': 'how it is called',
};

describe.skipIf(!catalog)('what a step does by another parameter than its operation', () => {
  it('is never only reading where a choice sounds like more, unless there is a reason', () => {
    const mild = new Set<string>();
    for (const { name } of catalog?.all() ?? [])
      for (const nodeType of versionsOf(name.slice(name.lastIndexOf('.') + 1))) {
        if (nodeType.kind === 'trigger') continue;
        const version = nodeType.covers.at(-1) ?? 1;
        for (const { name: parameter, options, displayOptions } of nodeType.properties) {
          if (parameter === 'resource' || parameter === 'operation') continue;
          const shown = Object.entries(displayOptions?.show ?? {}).flatMap(([key, [first]]) =>
            key.startsWith('@') ? [] : [[key.replace('/', ''), first] as const],
          );
          for (const { value } of options ?? []) {
            if (typeof value !== 'string' || !acts.test(value)) continue;
            const parameters = { ...Object.fromEntries(shown), [parameter]: value };
            const step = toRiskyStep({ type: nodeType.name, parameters, version }, nodeType);
            const found = risksOf(step, { domains: [] }).filter((risk) => risk !== 'personal-data');
            if (found.every((risk) => risk === 'reads')) mild.add(`${step.short} ${parameter}`);
          }
        }
      }
    expect([...mild].toSorted()).toEqual(Object.keys(harmless).toSorted());
  });
});
