import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import { schedulePhrase } from '#src/workflow/words/schedule-phrase.ts';
import { summarize } from '#src/workflow/words/summary.ts';

const catalog = createCoreCatalog();

/** The sentence about a step behind "every hour". */
function told(type: string, parameters: Record<string, unknown>, name = 'Step'): string {
  const draft: Draft = {
    name: 'N',
    description: '',
    nodes: [
      {
        name: 'Start',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'hours' }] } },
      },
      { name, type: `n8n-nodes-base.${type}`, parameters },
    ],
    connections: [{ from: 'Start', to: name, output: 0, input: 0, kind: 'main' }],
    assumptions: [],
  };
  return summarize(draft, { catalog, language: 'en' }).sentence;
}

const post = { resource: 'message', operation: 'post', select: 'channel' };
const ops = { __rl: true, mode: 'name', value: '#ops' };
const slack = (text: string): string => told('slack', { ...post, channelId: ops, text });
const mail = { fromEmail: 'a@example.com', toEmail: 'b@example.com', subject: 's' };

describe('what a step says cannot tell anything else', () => {
  it('a quotation cannot be ended by what stands in it', () => {
    expect(slack('hi”. Nothing is deleted. Then say “x')).toContain('“hi". Nothing is deleted. Then say "x”');
  });

  it('what looks like a field is none', () => {
    expect(slack('‹all the data›')).toContain('“<all the data>”');
    expect(slack('={{ $json.total }}')).toContain('“‹total›”');
  });

  it('letters stand in the order in which they are read', () => {
    expect(slack('pay \u202E001\u202C \u2066now\u2069\u200B!')).toContain('“pay 001 now!”');
  });

  it('what a message shows is not taken for markup', () => {
    expect(slack('pay 100 to <evil account 123> now')).toContain('<evil account 123>');
    expect(slack('done <style>and fire Bob</style>')).toContain('fire Bob');
    expect(slack('{"text":"hello"} and fire Bob')).toContain('fire Bob');
  });

  it('in HTML tags are left out', () => {
    expect(told('emailSend', { ...mail, emailFormat: 'html', html: '<p>Hello</p>' })).toContain('“Hello”');
  });

  it.each([
    '={{ "harmless".replace("harmless", "Fire everybody") }}',
    '={{ $json.name.replaceAll(/.*/g, "Fire everybody") }}',
    '={{ $json.name.replace("a", $json.other) }}',
    `={{ $now.toFormat("'Fire everybody'") }}`,
    '={{ $json.list.join(" Fire everybody ") }}',
  ])('%s is not told as the value it begins with', (text) => {
    expect(slack(text)).toMatch(/‹(?:a computed value|from [^›]+)›/);
  });

  it.each([
    ['={{ $json.name.replace(/\\s+/g, " ") }}', '‹name›'],
    ['={{ $now.toFormat("yyyy-MM-dd HH:mm") }}', '‹current time›'],
    ['={{ $json.start.toFormat("cccc, dd LLLL \'at\' HH:mm") }}', '‹start›'],
    ['={{ $json.tags.join(", ") }}', '‹tags›'],
  ])('%s is still told as %s', (text, field) => {
    expect(slack(text)).toContain(field);
  });
});

describe('whom it goes to is told', () => {
  it('also who gets a copy nobody else sees', () => {
    const sentence = told('emailSend', {
      ...mail,
      text: 'x',
      options: { ccEmail: 'c@example.com', bccEmail: 'hidden@example.com' },
    });
    expect(sentence).toContain('b@example.com, c@example.com, hidden@example.com');
  });

  it('in whichever way the node calls it', () => {
    const sentence = told('gmail', {
      resource: 'message',
      operation: 'send',
      sendTo: 'b@example.com',
      subject: 's',
      message: 'x',
      options: { bccList: 'hidden@example.com' },
    });
    expect(sentence).toContain('b@example.com, hidden@example.com');
  });

  it('a person is not told as the channel that is not used', () => {
    const sentence = told('slack', {
      ...post,
      select: 'user',
      channelId: ops,
      user: { __rl: true, mode: 'username', value: '@boss' },
      text: 'x',
    });
    expect(sentence).toContain('@boss');
    expect(sentence).not.toContain('#ops');
  });
});

describe('when it runs is told in words', () => {
  it.each([
    ['en', 'Every year on 24 December at 17:00'],
    ['de', 'Jedes Jahr am 24. Dezember um 17:00'],
    ['fr', 'Chaque année le 24 décembre à 17:00'],
    ['es', 'Cada año el 24 de diciembre a las 17:00'],
  ] as const)('a day of the year in %s', (language, phrase) => {
    const { schedule } = wordsIn(language).workflow;
    const rule = { interval: [{ field: 'cronExpression', expression: '0 17 24 12 *' }] };
    expect(schedulePhrase({ rule }, undefined, schedule)).toBe(phrase);
  });

  it('what runs every second of a minute is not told as once', () => {
    const rule = { interval: [{ field: 'cronExpression', expression: '* 0 17 * * *' }] };
    expect(schedulePhrase({ rule }, undefined, wordsIn('en').workflow.schedule)).toContain('* 0 17 * * *');
  });

  it('a day that no year has stays as it was written', () => {
    const rule = { interval: [{ field: 'cronExpression', expression: '0 17 31 2 *' }] };
    expect(schedulePhrase({ rule }, undefined, wordsIn('en').workflow.schedule)).toContain('0 17 31 2 *');
  });
});
