import type { Catalog } from '#src/catalog/catalog.ts';
import type { StandIn } from '#src/dev/n8n-stand-in.ts';

/** What twenty services would list, by n8n's names of the lists. */
const directories: Record<string, Record<string, string[]>> = {
  airtable: { baseSearch: ['Event planning', 'CRM', 'Hiring'], tableSearch: ['Guests', 'Leads', 'Applicants'] },
  asana: { getWorkspaces: ['Acme'], getProjects: ['Website relaunch', 'Office move'] },
  baserow: { getDatabaseIds: ['Shop'], getTableIds: ['Orders', 'Returns'] },
  clickUp: {
    getTeams: ['Acme'],
    getSpaces: ['Marketing', 'Product'],
    getFolders: ['2026'],
    getFolderlessLists: ['Ideas', 'Bugs'],
    getLists: ['Backlog'],
  },
  discord: {
    guildSearch: ['Acme community'],
    channelSearch: ['general', 'releases'],
    textChannelSearch: ['general', 'releases'],
  },
  github: { getUsers: ['acme'], getRepositories: ['api', 'web'] },
  googleCalendar: { getCalendars: ['Team holidays', 'Meeting rooms', 'ana@example.com'] },
  googleDocs: { getDrives: ['My Drive'], getFolders: ['Contracts', 'Minutes'] },
  googleDrive: {
    driveSearchWithDefault: ['My Drive'],
    driveSearch: ['My Drive'],
    folderSearchWithDefault: ['Contracts', 'Invoices 2026', 'Photos'],
    folderSearch: ['Contracts', 'Invoices 2026', 'Photos'],
    fileSearch: ['Price list.pdf', 'Logo.png'],
  },
  googleSheets: {
    spreadSheetsSearch: ['Orders', 'Orders archive', 'Customers', 'Sign-ups', 'Inventory'],
    sheetsSearch: ['Sheet1'],
  },
  googleTasks: { getTasks: ['My tasks', 'Groceries'] },
  jira: { getProjects: ['Website (WEB)', 'Support (SUP)'], getIssueTypes: ['Bug', 'Task'] },
  linear: { getTeams: ['Platform', 'Mobile'] },
  mailchimp: { getLists: ['Newsletter', 'Beta testers'] },
  mattermost: {
    getTeams: ['Acme'],
    getChannels: ['town-square', 'deploys'],
    getChannelsInTeam: ['town-square', 'deploys'],
  },
  microsoftExcel: {
    searchWorkbooks: ['Budget', 'Expenses'],
    getWorksheetsList: ['Sheet1'],
    getWorksheetTables: ['Table1'],
  },
  microsoftOutlook: { searchCalendars: ['Calendar', 'Team'], searchFolders: ['Invoices', 'Archive'] },
  microsoftTeams: { getTeams: ['Sales', 'Support'], getChannels: ['General', 'Escalations'] },
  mondayCom: { getBoards: ['Sales pipeline', 'Roadmap'], getGroups: ['New', 'Done'] },
  mySql: { searchTables: ['orders', 'customers'] },
  notion: { getDatabases: ['Meeting notes', 'Reading list'], getDataSources: ['Meeting notes', 'Reading list'] },
  postgres: { schemaSearch: ['public'], tableSearch: ['leads', 'invoices'] },
  slack: { getChannels: ['general', 'alerts', 'sales', 'sales-emea'], getUsers: ['ana', 'ben'] },
  supabase: { getTables: ['profiles', 'orders'] },
  todoist: { searchProjects: ['Inbox', 'House'] },
  trello: { searchBoards: ['Marketing', 'Recruiting'], searchCards: ['Launch'] },
};

export const services = Object.keys(directories);

/** Gives the stand-in the directories, and a credential for each way to sign in to one of these services. */
export function giveDirectories(standIn: StandIn, catalog: Catalog): void {
  const kinds = new Set<string>();
  for (const [service, lists] of Object.entries(directories)) {
    for (const type of [
      `n8n-nodes-base.${service}`,
      `n8n-nodes-base.${service}Trigger`,
      `n8n-nodes-base.${service}Tool`,
    ]) {
      for (const { name } of catalog.get(type)?.credentials ?? []) kinds.add(name);
      for (const [method, names] of Object.entries(lists))
        standIn.lookUps.add(type, method, () => names.map((name) => ({ name, value: `${service}-${name}` })));
    }
  }
  for (const type of kinds) standIn.addCredential({ name: type, type });
}
