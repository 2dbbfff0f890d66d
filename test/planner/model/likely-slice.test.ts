import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { describeNodeJson } from '#src/catalog/describe.ts';
import { likelySlice } from '#src/planner/model/likely-slice.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();
const catalog = full ?? createCoreCatalog();
const slice = (type: string, words: string) => {
  const found = catalog.get(`n8n-nodes-base.${type}`);
  const { resource, operation } = found ? likelySlice(found, words) : {};
  return [resource, operation].filter(Boolean).join('.');
};

describe.skipIf(!full)('the operation that words mean', () => {
  it.each([
    ['telegram', 'send me the news', 'message.sendMessage'],
    ['telegram', 'send me a photo', 'message.sendPhoto'],
    ['discord', 'send a note to the team', 'message.send'],
    ['microsoftTeams', 'post to the sales team', 'channelMessage.create'],
    ['mySql', 'put every order into a MySQL table', 'database.insert'],
    ['postgres', 'read all rows of the table users', 'database.select'],
    ['googleSheets', 'put it into the spreadsheet', 'sheet.append'],
    ['googleSheets', 'delete the row in the sheet', 'sheet.delete'],
    ['shopify', 'new orders of our shop every morning', 'order.getAll'],
    ['wooCommerce', 'list the orders of our shop', 'order.getAll'],
    ['jira', 'create an issue in project WEB', 'issue.create'],
    ['jira', 'all open issues from the Jira project WEB fetched and added to a sheet', 'issue.getAll'],
    ['googleCalendar', 'remind whoever is on call from the calendar On-call in Google Calendar', 'event.getAll'],
    ['slack', 'tell #sales who it was', 'message.post'],
    ['discord', 'post every new article to our Discord channel', 'message.send'],
    ['slack', 'mention it in the #ops Slack channel', 'message.post'],
    ['googleSheets', 'note it in a sheet', 'sheet.append'],
    ['gmail', 'email ops@example.com', 'message.send'],
    ['microsoftOutlook', 'mail the report to my boss', 'message.send'],
    ['shopify', 'save new orders from Shopify in a sheet', 'order.getAll'],
    ['postgres', 'back up our Postgres table orders to S3', 'database.select'],
    ['awsS3', 'back up our Postgres table orders to S3', 'file.upload'],
    ['microsoftTeams', 'remind the team in Teams', 'channelMessage.create'],
    ['discord', 'post it in Discord', 'message.send'],
    ['twitter', 'post on X', 'tweet.create'],
    ['twitter', 'get the latest tweets', 'tweet.search'],
    ['jira', 'tell me the number of open tickets of project WEB', 'issue.getAll'],
    ['microsoftTeams', 'send in the Teams channel the number of open issues of project WEB', 'channelMessage.create'],
    ['github', 'how many open issues there are', 'repository.getIssues'],
    ['dataTable', 'one row per page in the data table Visits', 'row.upsert'],
    ['googleSheets', 'update the row in the sheet, or add it', 'sheet.appendOrUpdate'],
    ['gmail', 'the unread mails in Gmail', 'message.getAll'],
    ['slack', 'add it to the list and tell #sales', 'message.post'],
  ])('%s, “%s”: %s', (type, words, wanted) => {
    expect(slice(type, words)).toBe(wanted);
  });
});

describe('what takes something away', () => {
  const plain = ['send it', 'put it into the table', 'the file in the folder', 'new rows every day', 'tell the team'];
  it.each([...plain, 'jede neue Bestellung in die Tabelle', 'nuevo mensaje del canal'])(
    'is not meant by “%s”, whatever the node',
    (words) => {
      const taken = catalog.all().flatMap(({ name: type }) => {
        const nodeType = catalog.get(type);
        if (!nodeType) return [];
        const view = describeNodeJson(nodeType);
        const operations = view.view === 'overview' ? view.resources.flatMap((one) => one.operations) : [];
        const harmless = operations.some(({ value }) => !/^(?:delete|remove|kick|ban)/i.test(value));
        const { operation } = likelySlice(nodeType, words);
        return harmless && /^(?:delete|remove|kick|ban|archive|clear|drop)/i.test(operation ?? '')
          ? [`${type} ${operation}`]
          : [];
      });
      expect(taken).toEqual([]);
    },
  );
});
