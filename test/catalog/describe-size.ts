import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Catalog } from '#src/catalog/catalog.ts';
import { describeNode, describeNodeJson } from '#src/catalog/describe.ts';

/** Node types that workflows are mostly made of; those from the AI package with their prefix. */
export const mostUsed = [
  ...'httpRequest set code if webhook scheduleTrigger googleSheets merge switch manualTrigger splitInBatches filter wait'.split(
    ' ',
  ),
  ...'gmail slack respondToWebhook splitOut aggregate telegram telegramTrigger formTrigger googleDrive airtable'.split(
    ' ',
  ),
  ...'postgres executeWorkflow extractFromFile notion gmailTrigger googleCalendar emailSend hubspot'.split(' '),
  ...'microsoftTeams microsoftOutlook discord rssFeedRead html removeDuplicates'.split(' '),
  '@n8n/n8n-nodes-langchain.agent',
  '@n8n/n8n-nodes-langchain.openAi',
  '@n8n/n8n-nodes-langchain.lmChatOpenAi',
];

/** Tokens of the description of each of them at its default operation, ascending. */
export function tokensOf(catalog: Catalog): number[] {
  const sizes = mostUsed.flatMap((name) => {
    const nodeType = catalog.get(name.includes('.') ? name : `n8n-nodes-base.${name}`);
    if (!nodeType) return [];
    const view = describeNodeJson(nodeType);
    const usual = nodeType.properties.find((property) => property.name === 'resource')?.default;
    return countTokens(describeNode(nodeType, view.view === 'overview' ? { resource: String(usual) } : {}));
  });
  return sizes.sort((a, b) => a - b);
}
