import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { mendEmpty } from '#src/rehearsal/mend.ts';
import { warning } from '#src/workflow/issues.ts';
import { chain, hook, node, schedule } from '#test/contract/n8n-workflows.ts';

const catalog = createCoreCatalog();
const send = (url: string) => node('Send', 'httpRequest', 4.2, { url });
const empty = (code: string, name = 'Send') =>
  warning('rehearsal-value-empty', { node: name, field: 'URL', code }, { node: name, path: 'parameters.url' });

function mend(workflow: N8nWorkflow, code: string, known: Record<string, Record<string, unknown>>) {
  const made = mendEmpty(workflow, { workflow, issues: [empty(code)], known: new Map(Object.entries(known)), catalog });
  return { ...made, url: made.document.nodes.find(({ name }) => name === 'Send')?.parameters['url'] };
}

describe('what came out empty', () => {
  it('of a webhook stands in its body, everywhere in the step, and what is longer stays', () => {
    const made = mend(
      chain(hook('a'), send('=x/{{ $json.id }}/{{ $json.id + 1 }}/{{ $json.ids }}/{{ $json.id.a }}')),
      '$json.id',
      {
        Hook: { body: {} },
      },
    );
    expect(made.url).toBe('=x/{{ $json.body.id }}/{{ $json.body.id + 1 }}/{{ $json.ids }}/{{ $json.id.a }}');
    expect(made.mended).toEqual([{ node: 'Send', from: '$json.id', to: '$json.body.id' }]);
    expect(made.left).toEqual([]);
  });

  it.each([
    ['$json.Subjetc', '$json.Subject'],
    ['$json.subject', '$json.Subject'],
    ["$('Get').item.json.from.addres", "$('Get').item.json.from.address"],
    ['$json.e_mail', '$json["E-Mail"]'],
  ])('is the field that is there in other letters: %s', (from, to) => {
    const known = { Get: { Subject: 'a', from: { address: 'b', name: 'c' }, 'E-Mail': 'd' } };
    const made = mend(chain(schedule(), node('Get', 'gmail', 2.1), send(`=x/{{ ${from} }}`)), from, known);
    expect(made.url).toBe(`=x/{{ ${to} }}`);
  });

  it.each([
    ['nothing is like it', '$json.other', { Get: { Subject: 'a' } }],
    ['two fields are like it', '$json.nmae', { Get: { name: 'a', Name: 'b' } }],
    ['more is done with it', '$json.subject.trim()', { Get: { Subject: 'a' } }],
    ['nobody knows what is there', '$json.subject', {}],
    ['it would set what all objects have', '$json.__proto__', { Get: { Subject: 'a' } }],
  ])('stays, and is told, where %s', (_, code, known) => {
    const given = chain(schedule(), node('Get', 'gmail', 2.1), send(`=x/{{ ${code} }}`));
    const made = mend(given, code, known as Record<string, Record<string, unknown>>);
    expect(made.document).toBe(given);
    expect(made.left).toHaveLength(1);
  });

  it('stays, and is told, where the other name is read as well: both may be right', () => {
    const given = chain(hook('a'), send('=x/{{ $json.body.country }}/{{ $json.body.county }}'));
    const made = mend(given, '$json.body.county', { Hook: { body: { country: 'DE' } } });
    expect(made.document).toBe(given);
    expect(made.left).toHaveLength(1);
  });
});
