import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from './plan-words.ts';

const byHand = (request: string) => planWords(`When I start it by hand. ${request}`);
/** Each step with what it is set up for. */
const acts = async (request: string): Promise<string> => {
  const { nodes } = await byHand(request);
  const one = ({ type, parameters }: (typeof nodes)[number]) =>
    [type.slice(type.lastIndexOf('.') + 1), parameters['resource'], parameters['operation']].filter(Boolean).join(' ');
  return nodes.slice(1).map(one).join(', ');
};

describe.skipIf(!catalog)('requests that list several acts', () => {
  it.each([
    ['Create a Zendesk ticket and a task in Asana', 'zendesk ticket create, asana task create'],
    [
      'Create a Zoho CRM lead and also a file in a new Dropbox folder',
      'zohoCrm lead create, dropbox folder create, dropbox file upload',
    ],
    ['Create a Pipedrive deal and a corresponding task in Asana', 'pipedrive deal create, asana task create'],
    ['Create: 1. hubspot company 2. deal', 'hubspot company create, hubspot deal create'],
    [
      'Create a Google Doc. Before that create a folder in Google Drive',
      'googleDrive folder create, googleDocs document create',
    ],
    ['Create two Asana projects and a Todoist task', 'asana project create, asana project create, todoist task create'],
    ['Get all Salesforce accounts and opportunities', 'salesforce account getAll, salesforce opportunity getAll'],
  ])('%s', async (request, wanted) => {
    expect(await acts(request)).toBe(wanted);
    expect((await byHand(request)).notDone).toEqual([]);
  });

  it.each([
    'Erstelle jeden Tag um 9 Uhr ein Zendesk-Ticket und eine Aufgabe in Asana.',
    'Crée un ticket Zendesk et une tâche dans Asana, chaque jour à 9h.',
    'Crea un ticket en Zendesk y una tarea en Asana cada día a las 9.',
  ])('%s', async (request) => {
    expect(steps(await planWords(request))).toMatch(/zendesk asana$/);
  });

  it('asks when it starts', async () => {
    const planned = await planWords('Create a Zendesk ticket and a task in Asana');
    expect([planned.kind, planned.choices?.length]).toEqual(['question', 4]);
  });

  it('what was read for each is read once, not for every entry before', async () => {
    const { nodes } = await byHand('Get all Salesforce accounts and opportunities');
    expect(nodes.map(({ executeOnce }) => executeOnce === true)).toEqual([false, false, true]);
  });
});

describe.skipIf(!catalog)('each of what is there', () => {
  it.each([
    [
      'Create a Google Drive folder. For every retrieved HubSpot contact, upload a file to the folder.',
      'manualTrigger googleDrive hubspot convertToFile googleDrive',
    ],
    ['Send a status email via Outlook for each contact fetched from HubSpot', 'manualTrigger hubspot microsoftOutlook'],
    ['For every file in my Box folder, create a task in Asana', 'manualTrigger box asana'],
  ])('%s: is read, and starts nothing', async (request, wanted) => {
    const planned = await byHand(request);
    expect(steps(planned)).toBe(wanted);
    expect(planned.notDone).toEqual([]);
  });

  it('is an event where the words tell of one', async () => {
    expect(steps(await planWords('For each new HubSpot contact, create a task in Asana'))).toMatch(/^hubspotTrigger/);
  });

  it('what n8n cannot list is said, and one is not taken for all', async () => {
    const planned = await byHand('For every file in my Dropbox folder, create a row in Airtable.');
    expect(planned.notDone.join()).toContain('Dropbox folder');
    expect(steps(planned)).not.toContain('dropbox');
  });

  it('the folder that was made is where the file goes', async () => {
    const planned = await byHand(
      'Create a Box folder. For every retrieved HubSpot contact, create a file in the folder.',
    );
    const upload = planned.nodes.find(({ parameters }) => parameters['operation'] === 'upload');
    expect(upload?.parameters['parentId']).toBe("={{ $('Create a folder in Box').first().json.id }}");
  });

  it('the id of what was made goes into a message', async () => {
    const planned = await byHand('Create a Linear issue and send the issue ID in a Slack message to #dev');
    expect(set(planned, 'slack')['text']).toBe('={{ $json.id }}');
  });

  it('the latest is one', async () => {
    const planned = await byHand('Get the newest Freshdesk ticket and create a task in Todoist');
    expect(set(planned, 'freshdesk')).toMatchObject({ operation: 'getAll', limit: 1 });
  });
});

describe.skipIf(!catalog)('conditions on what a step gave', () => {
  it.each([
    ['Get all Zendesk tickets. If the ticket has "urgent" priority, create a Linear issue', '$json.priority', 'equals'],
    [
      'Get all Zendesk tickets and create a Linear issue for each ticket that has an "urgent" priority',
      '$json.priority',
      'equals',
    ],
    ['Get all Salesforce leads. If the lead has a hot rating, create a Linear issue', '$json.Rating', 'equals'],
    ['Create a Box folder. If the folder name is none, create a Linear issue', '$json.name', 'empty'],
    ['Get all Zendesk tickets. If its type is critical, create a Linear issue', '$json.type', 'equals'],
    ['Get all Zendesk tickets. If the ticket has no assignee, create a Linear issue', '$json.assignee', 'empty'],
  ])('%s', async (request, left, operation) => {
    const planned = await byHand(request);
    const { conditions } = set(planned, 'if')['conditions'] as {
      conditions: { leftValue: string; operator: object }[];
    };
    expect(conditions[0]).toMatchObject({ leftValue: `={{ ${left} }}`, operator: { operation } });
    expect(planned.notDone).toEqual([]);
    expect(planned.assumptions.join()).toContain(left.replace('$json.', ''));
  });

  it('otherwise goes another way', async () => {
    const planned = await byHand(
      'Get the latest ServiceNow incident. If the incident has "high" impact, create a Jira issue. Else create a GitHub issue.',
    );
    const main = Object.values(planned.connections[planned.nodes[2]?.name ?? '']?.['main'] ?? {});
    expect(main.map((to) => to?.map(({ node }) => node))).toEqual([
      ['Create an issue in Jira Software'],
      ['Create an issue in GitHub'],
    ]);
  });

  it('nothing made or read is no thing to look at', async () => {
    const planned = await byHand('Post "x" to #ops if the moon is full and bright');
    expect(steps(planned)).not.toContain(' if');
    expect(planned.notDone.join()).toContain('moon');
  });

  it.each([
    'Get and delete all Box files that belong to the intern',
    'Get all Box files. If the moon is full and bright, delete them',
  ])('%s: nothing is deleted where words are left out', async (request) => {
    const planned = await byHand(request);
    expect(planned.nodes.map(({ parameters }) => parameters['operation'])).not.toContain('delete');
    expect(planned.notDone.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!catalog)('what n8n cannot do', () => {
  it.each([
    ['Create two new marketo leads and a Jira issue', 'no node for Marketo'],
    ['Obtain all power bi workspaces and goals and create a Jira issue', 'no node for Power BI'],
    ['Create a GitLab project and a Jira issue', 'n8n’s node for GitLab has no such operation'],
    ['Create a GitHub repository and a new issue in that repository', 'n8n’s node for GitHub has no such operation'],
    ['Create a Jira issue and connect with stakeholders', 'something a person does'],
    [
      'Create a Jira issue. For each of my Trello boards, create a task in Asana',
      'n8n’s node for Trello has no such operation',
    ],
  ])('%s', async (request, why) => {
    const planned = await byHand(request);
    expect(planned.issues.map(({ message }) => message).join('\n')).toContain(why);
    expect(planned.nodes.length).toBeGreaterThan(1);
  });
});

describe.skipIf(!catalog)('people who are asked', () => {
  it('the answer decides', async () => {
    const planned = await byHand(
      'Create a Jira issue and get approval from the team lead. If the lead rejects it, send a Slack message',
    );
    expect(steps(planned)).toBe('manualTrigger jira slack if slack');
    expect(set(planned, 'slack')).toMatchObject({ operation: 'sendAndWait', select: 'user' });
    expect(JSON.stringify(set(planned, 'if'))).toContain('$json.data.approved');
    expect(planned.assumptions).toContain('It is asked in Slack.');
  });

  it('what follows without a word of the answer waits for a yes', async () => {
    const planned = await byHand('Get approval from the manager in Slack, then create an invoice in QuickBooks');
    expect(steps(planned)).toBe('manualTrigger slack if quickbooks');
  });
});
