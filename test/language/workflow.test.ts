import { describe, expect, test } from 'vitest';
import { languages } from '#src/language/language.ts';
import { compile } from '#src/workflow/compile.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { error, toMessage } from '#src/workflow/issues.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { readSvg } from '#test/workflow/diagram/svg.ts';
import { catalog, draft, draftNode, link } from '#test/workflow/documents.ts';

const channel = (name: string) => ({ __rl: true, mode: 'name', value: name });
const weekdays = draftNode('Start', 'scheduleTrigger', {
  rule: { interval: [{ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 9 }] },
});
const post = (to: string) =>
  draftNode('Post', 'slack', { resource: 'message', operation: 'post', select: 'channel', channelId: channel(to) });
const orders = (to: string) =>
  draft(
    [
      weekdays,
      draftNode('Get', 'httpRequest', { url: 'https://api.example.com/orders' }),
      draftNode('If', 'if', { conditions: [{ field: '$json.amount', operator: '>', value: 100 }] }),
      draftNode('Breathe', 'wait', { amount: 1, unit: 'minutes' }),
      post(to),
    ],
    [link('Start', 'Get'), link('Get', 'If'), link('If', 'Breathe'), link('Breathe', 'Post')],
    { timezone: 'Europe/Berlin' },
  );

const expected = {
  de: {
    sentence:
      'Montags bis freitags um 09:00 (Europe/Berlin): Daten von api.example.com abrufen, nur weitermachen, wenn gilt: amount ist größer als 100, 1 Minute warten und in Slack #ops eine Nachricht posten.',
    effect:
      'Ist er eingeschaltet (in n8n: veröffentlicht), läuft er von selbst: montags bis freitags um 09:00 (Europe/Berlin).',
    difference: ['In Slack #ops eine Nachricht posten (bisher: #sales)'],
    label: 'Channel für „Post“',
    caption: '1 Minute',
  },
  fr: {
    sentence:
      'Du lundi au vendredi à 09:00 (Europe/Berlin)\u00a0: récupérer des données de api.example.com, continuer seulement si amount est supérieur à 100, attendre 1 minute et publier un message dans Slack #ops.',
    effect:
      'Une fois activé (publié, dans n8n), il s’exécute tout seul\u00a0: du lundi au vendredi à 09:00 (Europe/Berlin).',
    difference: ['Publier un message dans Slack #ops (avant\u00a0: #sales)'],
    label: 'Channel pour «\u00a0Post\u00a0»',
    caption: '1 minute',
  },
  es: {
    sentence:
      'De lunes a viernes a las 09:00 (Europe/Berlin): obtener datos de api.example.com, seguir solo si amount es mayor que 100, esperar 1 minuto y publicar un mensaje en Slack #ops.',
    effect: 'Una vez encendido (publicado, en n8n) se ejecuta solo: de lunes a viernes a las 09:00 (Europe/Berlin).',
    difference: ['Publicar un mensaje en Slack #ops (antes: #sales)'],
    label: 'Channel para «Post»',
    caption: '1 minuto',
  },
};

describe.each(languages.filter((language) => language !== 'en'))('in %s', (language) => {
  const words = expected[language];
  const summary = summarize(orders('#ops'), { catalog, language });

  test('a draft is summed up', () => {
    expect(summary.sentence).toBe(words.sentence);
    expect(summary.publishEffect).toBe(words.effect);
  });

  test('a change is told', () => {
    const [before, after] = [orders('#sales'), orders('#ops')].map((each) => compile(each, { catalog }));
    if (!before || !after) throw new Error('nothing to compare');
    expect(describeDiff(diffWorkflows(before, after), catalog, language)).toEqual(words.difference);
  });

  test('the picture speaks it, and so do its marks and what is read out instead of it', () => {
    const workflow = compile(orders('#ops'), { catalog });
    const changes = { added: ['Post'], removed: [], changed: ['Get'] };
    const { texts } = readSvg(toDiagram(workflow, { catalog, language, changes }));
    expect(texts).toContain(words.caption);
    const all = texts.join(' ');
    expect(all).not.toMatch(/\b(?:added|changed|every|weekday|is more than)\b/i);
    expect(toAltText('Orders', summary, language)).not.toMatch(/Diagram of|Starts:/);
  });

  test('what is missing is asked for', () => {
    const at = { node: 'Post', path: 'parameters.channelId' };
    const params = { node: 'Post', parameter: 'Channel', key: 'channelId', blank: false };
    const missing = error('missing-parameter', params, at);
    const [asked] = placeholdersOf([missing], language);
    expect(asked).toMatchObject({ label: words.label, path: 'channelId' });
    expect(asked?.hint).not.toMatch(/Say/);
    expect(toMessage(missing, language)).toMatch(new RegExp(`^${words.label}\\s?: ${asked?.hint}$`));
    const said = error('not-said', { ask: 'slackChannel', channel: '' }, at);
    const [place] = placeholdersOf([said], language);
    expect(place).toMatchObject({ node: 'Post', path: 'channelId', label: toMessage(said, language), hint: '' });
    expect(place?.label).not.toMatch(/Which|Say/);
  });

  test('what was kept before findings had parameters stays as it is, and is asked for', () => {
    const kept = {
      code: 'missing-parameter',
      severity: 'error',
      message: 'Channel is missing in "Post". Say which channel, e.g. #sales.',
      node: 'Post',
      path: 'parameters.channelId',
    } as const;
    expect(toMessage(kept, language)).toBe(kept.message);
    expect(toMessage({ ...kept, code: 'of-a-later-version' }, language)).toBe(kept.message);
    const [asked] = placeholdersOf([kept], language);
    expect(asked).toMatchObject({ path: 'channelId', hint: '' });
    expect(asked?.label).not.toMatch(/Say|missing/);
  });
});
