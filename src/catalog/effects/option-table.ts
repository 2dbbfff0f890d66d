import type { Risk } from './risk-names.ts';
import type { RiskRow } from './risk-row.ts';

const byOption = (why: string, also: readonly Risk[], names: string, types?: string): RiskRow[] =>
  names
    .split(' ')
    .map((name) => ({ why, ...(types ? { types } : {}), given: { [name]: [true] }, unlessReading: true, also }));

/** What a step does by a parameter other than its resource and its operation. */
export const optionTable: readonly RiskRow[] = [
  { why: 'takes it away', types: 'filemaker', given: { action: ['delete'] }, is: ['deletes'] },
  { why: 'takes it away', types: 'memoryManager', given: { mode: ['delete'] }, is: ['deletes'] },
  {
    why: 'changes records',
    types: 'filemaker',
    given: { action: ['create', 'edit', 'duplicate', 'performscript'] },
    is: ['writes'],
    also: ['writes'],
  },
  { why: 'runs a script there', types: 'filemaker', given: { action: ['performscript'] }, also: ['runs-code'] },
  ...['setScriptBefore', 'setScriptSort', 'setScriptAfter'].map(
    (name): RiskRow => ({
      why: 'runs a script there',
      types: 'filemaker',
      given: { [name]: [true] },
      also: ['writes', 'runs-code'],
    }),
  ),
  {
    why: 'changes what is remembered',
    types: 'memoryManager',
    given: { mode: ['insert'] },
    is: ['writes'],
    also: ['writes'],
  },
  { why: 'forgets what was there', types: 'memoryManager', given: { insertMode: ['override'] }, also: ['deletes'] },
  {
    why: 'runs SQL that a model writes',
    types: 'agent',
    given: { agent: ['sqlAgent'] },
    is: ['reads', 'writes', 'deletes'],
  },
  {
    why: 'lets the model use tools nobody sees here',
    types: 'openAi lmChatOpenAi',
    filled: 'mcpServers',
    also: ['reads', 'writes', 'deletes', 'sends-outside'],
  },
  {
    why: 'takes it away',
    types: 'facebookGraphApi',
    given: { httpRequestMethod: ['DELETE'] },
    is: ['deletes'],
  },
  {
    why: 'what is posted there everybody may read',
    types: 'facebookGraphApi',
    given: { httpRequestMethod: ['POST'] },
    is: ['sends-outside'],
    also: ['many-recipients', 'sends-outside'],
  },
  ...byOption(
    'empties the store first',
    ['deletes'],
    'clearNamespace clearCollection clearIndex clearStore overwriteDocuments',
  ),
  ...byOption('puts it into the bin', ['deletes'], 'trashed deleted'),
  ...byOption(
    'somebody gets a mail about it',
    ['sends-outside'],
    'sendEmail sendReceipt sendFulfillmentReceipt sendToContact sendCancellationEmails resendConfirmation notifyParticipants notifySubscribers notifyFollowers resend_autoresponders sendInvitation sendNotifications',
  ),
  ...byOption('somebody gets a mail about it', ['sends-outside'], 'notify toNotify', 'autopilot highLevel'),
  { why: 'takes the file away once it is read', types: 'mistralAi', given: { deleteFiles: [true] }, also: ['deletes'] },
];
