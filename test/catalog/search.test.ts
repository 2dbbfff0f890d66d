import { describe, expect, it } from 'vitest';
import { searchNodes } from '#src/catalog/search.ts';
import { searchRequest, toParts } from '#src/catalog/search-request.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { heldOutQueries, knownQueries } from './search-queries.ts';
import { coverageOf, recallOf } from './search-recall.ts';
import { requests } from './search-requests.ts';

const found = await fullCatalog();

describe.skipIf(!found)('search over everything n8n ships', () => {
  const catalog = found as NonNullable<typeof found>;
  const names = (query: string, limit = 5) =>
    searchNodes(catalog, query, limit).map(({ type }) => type.slice(type.lastIndexOf('.') + 1));

  it('finds what plain words ask for', () => {
    const [known, heldOut] = [recallOf(catalog, knownQueries), recallOf(catalog, heldOutQueries)];
    const of = known.of + heldOut.of;
    const misses = [...known.misses, ...heldOut.misses].join('\n');
    expect((known.top5 + heldOut.top5) / of, misses).toBeGreaterThanOrEqual(0.97);
    expect((known.first + heldOut.first) / of, misses).toBeGreaterThanOrEqual(0.92);
    expect(heldOut.top5 / heldOut.of, misses).toBeGreaterThanOrEqual(0.83);
  });

  it('covers all parts of a whole request with eight node types', () => {
    const { of, covered, misses } = coverageOf(catalog, requests, 8);
    expect(covered / of, misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('tells the trigger from the action', () => {
    for (const app of ['Slack', 'Gmail', 'Google Sheets', 'HubSpot', 'GitHub', 'Notion', 'Airtable', 'Telegram']) {
      const [trigger = ''] = names(`when something new happens in ${app}`);
      expect(trigger, app).toMatch(/Trigger$/);
      const [action = ''] = names(`create something in ${app}`);
      expect(`${action}Trigger`.toLowerCase(), app).toBe(trigger.toLowerCase());
    }
  });

  it.each(['Pipedrive', 'Todoist', 'Snowflake', 'Mattermost', 'Zendesk', 'Baserow'])(
    'finds %s in a long sentence',
    (app) => {
      const words = `we would like to have all of the things that we agreed on last week written into our own ${app} so that nothing is lost`;
      expect(names(words)).toContain(app.toLowerCase());
    },
  );

  it('ranks what n8n hides after all else, and still finds it by its full name', () => {
    for (const query of ['run javascript function', 'cron', 'read pdf', 'spreadsheet file', 'openai']) {
      const hits = searchNodes(catalog, query, 600).map(({ type }) => catalog.get(type)?.hidden === true);
      expect(hits.lastIndexOf(false), query).toBeLessThan(hits.includes(true) ? hits.indexOf(true) : hits.length);
    }
    expect(names('n8n-nodes-base.spreadsheetFile')[0]).toBe('spreadsheetFile');
  });

  it('gives variants for AI agents only to those who ask for a tool', () => {
    const plain = new Set(catalog.all().map(({ name }) => name));
    for (const [query] of knownQueries.filter(([words]) => !words.includes('tools')))
      for (const { type } of searchNodes(catalog, query, 8)) expect(plain, query).toContain(type);
    const tools = searchNodes(catalog, 'google calendar as a tool of the ai agent', 6).map(({ type }) => type);
    expect(tools).toContain('n8n-nodes-base.googleCalendarTool');
    expect(searchNodes(catalog, 'n8n-nodes-base.slackTool', 1)[0]?.type).toBe('n8n-nodes-base.slackTool');
  });

  it('forgives a typo, and finds nothing in nonsense', () => {
    expect(names('slakc')[0]).toBe('slack');
    expect(names('githb issue')[0]).toBe('github');
    expect(names('postgress')[0]).toBe('postgres');
    expect(names('')).toEqual([]);
    expect(names('   ,;.!? ')).toEqual([]);
    expect(names('qqqq zzzz')).toEqual([]);
    expect(searchNodes(catalog, 'slack', 0)).toEqual([]);
    expect(searchNodes(catalog, 'slack', -3)).toEqual([]);
  });

  it('is the same every time, also with the longest of requests', () => {
    const long = `${requests.map(([words]) => words).join('. ')} `.repeat(40);
    expect(searchNodes(catalog, long, 20)).toEqual(searchNodes(catalog, long, 20));
    expect(searchRequest(catalog, long)).toEqual(searchRequest(catalog, long));
    expect(searchRequest(catalog, long).hits).toHaveLength(8);
  });
});

describe('parts of a request', () => {
  it('are its clauses with what they ask for', () => {
    expect(toParts('When a form is submitted, create a contact in HubSpot and send an email.')).toEqual([
      { text: 'When a form is submitted', intent: 'trigger' },
      { text: 'create a contact in HubSpot', intent: 'action' },
      { text: 'send an email.', intent: 'action' },
    ]);
    expect(toParts('')).toEqual([]);
    expect(toParts('a, '.repeat(5000)).length).toBeLessThanOrEqual(12);
  });
});
