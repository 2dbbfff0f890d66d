import { describe, expect, it } from 'vitest';
import { fillTemplate, toOpenIssues } from '#src/planner/templates/fill.ts';
import { channelSlot, emailSlot, textSlot, timeSlot, urlSlot } from '#src/planner/templates/slots.ts';
import { parseClock } from '#src/planner/templates/time-of-day.ts';
import { draft, draftNode } from '../../workflow/documents.ts';

const template = {
  slots: [
    timeSlot({ default: '08:00' }),
    channelSlot(),
    textSlot('message', 'Message', 'reminder'),
    urlSlot('website'),
    emailSlot(),
  ],
  draft: draft([
    draftNode('Start', 'scheduleTrigger', { hour: '<<time.hour>>', minute: '<<time.minute>>', text: 'at <<time>>' }),
    draftNode('Post', 'slack', { channelId: '<<channel>>', text: 'Say: <<message>>', list: [{ url: '<<url>>' }] }),
    draftNode('Mail', 'emailSend', { toEmail: '<<email>>', subject: '<<message>>' }),
  ]),
};
const fill = (values: Record<string, string> = {}) => fillTemplate(template, values);
const parametersOf = (values: Record<string, string>) => fill(values).draft.nodes.map((node) => node.parameters);

describe('filling a template', () => {
  it('puts values and defaults in place, times as numbers', () => {
    const [start, post] = parametersOf({
      channel: 'ops',
      message: 'Hi',
      url: 'https://a.example',
      email: 'a@b.example',
    });
    expect(start).toEqual({ hour: 8, minute: 0, text: 'at 08:00' });
    expect(post).toEqual({ channelId: '#ops', text: 'Say: Hi', list: [{ url: 'https://a.example' }] });
    expect(fill({ channel: 'ops', message: 'Hi', url: 'https://a.example', email: 'a@b.example' }).open).toEqual([]);
  });

  it('leaves empty what nobody said, and names every place of it', () => {
    const { draft: filled, open } = fill();
    expect(filled.nodes[1]?.parameters).toEqual({ channelId: '', text: 'Say: Message', list: [{ url: '' }] });
    expect(open.map(({ slot }) => slot)).toEqual(['channel', 'message', 'url', 'email']);
    expect(open[1]?.places).toEqual([
      { node: 'Post', path: 'parameters.text' },
      { node: 'Mail', path: 'parameters.subject' },
    ]);
    expect(toOpenIssues(open)[2]).toEqual({
      code: 'not-said',
      severity: 'error',
      node: 'Post',
      path: 'parameters.list[0].url',
      message: 'Which website?',
      params: { words: 'Which website?', template: 'website', key: 'url' },
    });
  });

  it.each([
    ['email', 'nobody'],
    ['url', 'javascript:alert(1)'],
    ['url', 'example'],
  ])('does not take a wrong %s: %s', (slot, value) => {
    expect(fill({ [slot]: value }).open.map((one) => one.slot)).toContain(slot);
  });

  it('takes no expression from anybody', () => {
    const text = JSON.stringify(parametersOf({ message: '={{ $env.SECRET }}', channel: '{{ 1 }}' }));
    expect(text).not.toContain('{{');
    expect(text).not.toContain('"=');
  });

  it('leaves the template itself as it is', () => {
    const before = structuredClone(template);
    fill({ channel: '#a' });
    expect(template).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['9', { hour: 9, minute: 0 }],
    ['09:30', { hour: 9, minute: 30 }],
    ['12 am', { hour: 0, minute: 0 }],
    ['5:15 pm', { hour: 17, minute: 15 }],
    ['8 Uhr', { hour: 8, minute: 0 }],
    ['25:00', undefined],
    ['13 pm', undefined],
    ['soon', undefined],
  ])('reads the time %s', (text, expected) => {
    expect(parseClock(text)).toEqual(expected);
  });
});
