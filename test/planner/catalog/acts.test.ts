import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { stem } from '#src/catalog/search-words.ts';
import { actsOf } from '#src/catalog/slice.ts';
import { chooseAct } from '#src/planner/catalog/acts.ts';
import { noSources } from '#src/planner/planner.ts';
import { takesAwayUnasked } from '#src/planner/takes-away.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const core = createCoreCatalog();
const full = await fullCatalog();

describe('what is done with an app', () => {
  it.each(['number of the', 'post the', 'get the', 'send the', 'put the'])('"%s …" never takes away', (words) => {
    let chosen = 0;
    const taken = [core, ...(full ? [full] : [])].flatMap((catalog) =>
      catalog.all().flatMap(({ name }) => {
        const nodeType = catalog.get(name);
        if (!nodeType) return [];
        return actsOf(nodeType).flatMap(({ value: resource }) =>
          [true, false].flatMap((reads) => {
            const object = [stem(resource)];
            const [verb = ''] = words.split(' ');
            const said = `${words} ${resource}`;
            const act = chooseAct(nodeType, { verb, said, stems: object, object, reads, many: true });
            if (act?.operation) chosen += 1;
            return act?.operation && takesAwayUnasked(act.operation, said)
              ? [`${nodeType.name} ${resource}/${act.operation}`]
              : [];
          }),
        );
      }),
    );
    expect(taken).toEqual([]);
    expect(chosen).toBeGreaterThan(20);
  });

  it.each([
    ['post the number of open GitHub issues of a/b to #dev every monday', ['repository/getIssues', 'message/post']],
    ['lock GitHub issue 5 of a/b every monday', ['issue/lock']],
    ['make me a sandwich', 'answer'],
    ['put us a tent in the garden', 'answer'],
  ])('without a catalogue of the connected n8n: %s', async (request, wanted) => {
    const { result } = await createTemplatePlanner({ catalog: core }).plan({
      ...{ request, history: [], sources: noSources, timezone: 'Europe/Berlin', signal: new AbortController().signal },
    });
    const acts =
      'draft' in result
        ? result.draft.nodes.map(({ parameters: { resource, operation } }) => `${resource}/${operation}`)
        : [];
    expect('draft' in result ? acts.slice(1) : result.kind).toEqual(wanted);
    if (result.kind === 'answer') expect(result.text).not.toContain('Slack has');
  });
});
