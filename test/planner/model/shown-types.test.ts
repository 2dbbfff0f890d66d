import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { toMessages } from '#src/planner/model/prompt.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { input } from './set-up.ts';

const catalog = await fullCatalog();

/** The catalogue as the first prompt tells it: what is described, with resource and operation, and what is only named. */
function shownFor(request: string) {
  if (!catalog) throw new Error('no catalogue');
  const background = { catalog, count: countTokens, facts: {}, templates: [], sights: new Map() };
  const [, told] = toMessages(input({ request }), background);
  const text = told && 'text' in told ? told.text : '';
  const [before = ''] = text.split('The request:');
  const described = [...before.matchAll(/^\S*?\.(\w+) "[^\n]*((?:\n.+)*)/gm)].map(([, name, rest = '']) => {
    const { resource, operation } = JSON.parse(/^parameters for (\{.*?\})/m.exec(rest)?.[1] ?? '{}');
    return [name, resource, operation].filter(Boolean).join(' ');
  });
  return { text: before, described };
}

describe.skipIf(!catalog)('the node types a request is shown', () => {
  it('follow from no name of a channel', () => {
    const { described, text } = shownFor('Remind #team-ops every weekday at 8:45 to post their standup notes');
    expect(described).toContain('slack message post');
    expect(text).not.toContain('microsoftTeams');
  });

  it('follow from no path of an address', () => {
    const { text } = shownFor('every hour call http://10.0.0.7/crm/tickets and post it to http://10.0.0.7/chat');
    for (const noise of ['hubspot', 'zendesk', 'langchain.chat', 'googleChat']) expect(text).not.toContain(noise);
  });

  it('but from the host of one', () => {
    expect(shownFor('every hour call https://api.github.com/repos and tell me').text).toContain('github');
  });

  it.each([
    "Quand un nouveau client s'inscrit par le formulaire, ajoute-le dans la table de données « Clients »",
    'Un formulario de incidencias; guárdalas en la tabla de datos Incidencias',
    'Ein Formular für Störungen; leg sie in der Datentabelle Störungen ab',
    'Trag jede Anmeldung aus dem Formular in die Data Table Anmeldungen ein',
  ])('“%s”: the data table, a row put into it', (request) => {
    expect(shownFor(request).described).toContain('dataTable row insert');
  });

  it.each([
    ['take the unread mails in Gmail and send them on', 'gmail message getAll'],
    ['every evening count the unread mails in Gmail', 'gmail message getAll'],
    [
      "Quand un client s'inscrit, ajoute-le dans la table « Clients » et préviens #ventes sur Slack",
      'slack message post',
    ],
    [
      'Tous les jours ouvrés à 18h, envoie dans le canal Teams « Support » le nombre de tickets ouverts du projet WEB dans Jira',
      'jira issue getAll',
    ],
    ['a webhook that counts visitors per page in the data table Visits', 'dataTable row get'],
    ['mark the mail as unread in Gmail', 'gmail message markAsUnread'],
  ])('“%s”: %s', (request, wanted) => {
    expect(shownFor(request).described).toContain(wanted);
  });

  it('are never taken for secrets', () => {
    const types = catalog?.all().map(({ name }) => name) ?? [];
    const told = types.map((type) => `other resources: source, token\n\n${type} "X" (action): Does something`);
    expect(told.filter((text) => redactSecrets(text).text.includes(secretMark))).toEqual([]);
    expect(redactSecrets(`token: n8n-nodes-base.slack9Kx2mQ7wLp4Zt8`).text).toContain(secretMark);
  });
});
