import type { NodeType } from '../catalog.ts';
import {
  action,
  choice,
  collection,
  credential,
  filter,
  flag,
  json,
  list,
  mapper,
  moment,
  number,
  required,
  text,
  unless,
  version,
  when,
} from './shape.ts';

const loose = [
  ...when(version({ gte: 2.1 }), [flag('looseTypeValidation', 'Convert types where needed')]),
  collection('options', 'Options', [
    flag('ignoreCase', 'Ignore case', { default: true }),
    flag('looseTypeValidation', 'Convert types where needed'),
  ]),
];
const clashes = list('clashHandling', 'Same names', 'values', [text('resolveClash', 'Which wins')], {
  typeOptions: {},
});
const inputs = (show: Record<string, unknown[]>) =>
  when({ mode: ['append', 'combine', 'combineBySql', 'chooseBranch'], ...show }, [
    choice('numberInputs', 'Inputs', [2, 3, 4, 5, 6, 7, 8, 9, 10]),
  ]);

/** Nodes that decide what runs next. */
export const flowNodes: NodeType[] = [
  action('if', {
    displayName: 'If',
    description: 'Sends items to one of two outputs: true or false.',
    versions: [1, 2, 2.1, 2.2, 2.3],
    aliases: ['condition', 'decision', 'only when', 'otherwise', 'compare', 'check'],
    outputs: ['main', 'main'],
    properties: [filter('conditions', 'Conditions'), ...loose],
  }),
  action('switch', {
    displayName: 'Switch',
    description: 'Sends items to one of several outputs by rules.',
    versions: [1, 2, 3, 3.1, 3.2, 3.3, 3.4],
    aliases: ['route', 'cases', 'branches', 'several conditions'],
    properties: [
      choice('mode', 'Mode', ['rules', 'expression']),
      ...when({ mode: ['expression'] }, [
        number('numberOutputs', 'Outputs', { default: 4 }),
        number('output', 'Index of the output', { default: '={{}}' }),
      ]),
      ...when({ mode: ['rules'] }, [
        list('rules', 'Rules', 'values', [
          filter('conditions', 'Conditions'),
          flag('renameOutput', 'Name the output'),
          ...when({ renameOutput: [true] }, [text('outputKey', 'Name of the output')]),
        ]),
      ]),
      ...when(version({ gte: 3.1 }), [flag('looseTypeValidation', 'Convert types where needed')]),
      ...when({ mode: ['rules'] }, [
        collection('options', 'Options', [
          choice('fallbackOutput', 'When no rule holds', ['none', 'extra'], {
            description: 'extra adds one more output; a number names an existing one',
          }),
          text('renameFallbackOutput', 'Name of the fallback'),
          flag('ignoreCase', 'Ignore case', { default: true }),
          flag('allMatchingOutputs', 'To all outputs that hold'),
          flag('looseTypeValidation', 'Convert types where needed'),
        ]),
      ]),
    ],
  }),
  action('filter', {
    displayName: 'Filter',
    description: 'Keeps only the items for which the conditions hold.',
    versions: [1, 2, 2.1, 2.2, 2.3],
    aliases: ['only', 'keep', 'drop', 'condition', 'where'],
    properties: [filter('conditions', 'Conditions'), ...loose],
  }),
  action('merge', {
    displayName: 'Merge',
    description: 'Brings two or more branches together.',
    versions: [1, 2, 2.1, 3, 3.1, 3.2],
    aliases: ['join', 'combine', 'concat', 'wait for both'],
    inputs: ['main', 'main'],
    properties: [
      choice('mode', 'Mode', ['append', 'combine', 'combineBySql', 'chooseBranch']),
      ...when({ mode: ['combine'] }, [
        choice('combineBy', 'Combine by', ['combineByFields', 'combineByPosition', 'combineAll']),
      ]),
      ...inputs({}),
      ...when({ mode: ['combine'], combineBy: ['combineByFields'] }, [
        flag('advanced', 'Different names'),
        ...when({ advanced: [false] }, [text('fieldsToMatchString', 'Fields that match')]),
        ...when({ advanced: [true] }, [
          list('mergeByFields', 'Fields that match', 'values', [
            text('field1', 'Of input 1'),
            text('field2', 'Of input 2'),
          ]),
        ]),
        choice('joinMode', 'Keep', ['keepMatches', 'keepNonMatches', 'keepEverything', 'enrichInput1', 'enrichInput2']),
        ...when({ joinMode: ['keepMatches', 'keepNonMatches'] }, [
          choice('outputDataFrom', 'Data of', ['both', 'input1', 'input2']),
        ]),
      ]),
      ...when({ mode: ['combineBySql'] }, [required(text('query', 'SQL', { default: 'SELECT * FROM input1' }))]),
      ...when({ mode: ['chooseBranch'] }, [
        choice('chooseBranchMode', 'Wait', ['waitForAll']),
        choice('output', 'Give', ['specifiedInput', 'empty']),
        ...when({ output: ['specifiedInput'] }, [choice('useDataOfInput', 'Data of input', [], { default: 1 })]),
      ]),
      collection('options', 'Options', [
        clashes,
        flag('fuzzyCompare', 'Compare loosely'),
        flag('includeUnpaired', 'Keep what has no partner'),
        flag('disableDotNotation', 'Names with dots as they are'),
        choice('multipleMatches', 'Several matches', ['all', 'first']),
        choice('emptyQueryResult', 'When the query yields nothing', ['success', 'empty']),
        text('queryParameters', 'Query parameters'),
      ]),
    ],
  }),
  action('splitInBatches', {
    displayName: 'Loop Over Items (Split in Batches)',
    description: 'Works through items in batches: output 1 loops, output 0 goes on when all are done.',
    versions: [1, 2, 3],
    aliases: ['loop', 'for each', 'batch', 'chunk', 'one by one'],
    outputs: ['main', 'main'],
    properties: [
      number('batchSize', 'Size of a batch', { default: 1, typeOptions: { minValue: 1 } }),
      collection('options', 'Options', [flag('reset', 'Start anew')]),
    ],
  }),
  action('wait', {
    displayName: 'Wait',
    description: 'Pauses for a while, until a date, until an address is called or until a form is sent.',
    versions: [1, 1.1],
    aliases: ['delay', 'pause', 'sleep', 'later', 'remind after'],
    webhook: true,
    partial: true,
    credentials: [
      credential('httpBasicAuth', 'Basic Auth', { incomingAuthentication: ['basicAuth'] }),
      credential('httpHeaderAuth', 'Header Auth', { incomingAuthentication: ['headerAuth'] }),
      credential('jwtAuth', 'JWT Auth', { incomingAuthentication: ['jwtAuth'] }),
    ],
    properties: [
      choice('resume', 'Go on', ['timeInterval', 'specificTime', 'webhook', 'form']),
      ...when({ resume: ['webhook', 'form'] }, [
        choice('incomingAuthentication', 'Authentication', ['none', 'basicAuth', 'headerAuth', 'jwtAuth']),
      ]),
      ...when({ resume: ['specificTime'] }, [required(moment('dateTime', 'Date and time'))]),
      ...when({ resume: ['timeInterval'] }, [
        number('amount', 'How long', { default: 5, typeOptions: { minValue: 0 } }),
        ...unless({ '@version': [1] }, [choice('unit', 'Unit', ['seconds', 'minutes', 'hours', 'days'])]),
        ...when({ '@version': [1] }, [
          choice('unit', 'Unit', ['seconds', 'minutes', 'hours', 'days'], { default: 'hours' }),
        ]),
      ]),
      ...when({ resume: ['form'] }, [required(text('formTitle', 'Title'))]),
      ...when({ resume: ['webhook'] }, [
        choice('httpMethod', 'Method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
        choice('responseMode', 'Answer', ['onReceived', 'lastNode', 'responseNode']),
      ]),
      ...when({ resume: ['webhook', 'form'] }, [flag('limitWaitTime', 'Do not wait for ever')]),
    ],
  }),
  action('respondToWebhook', {
    displayName: 'Respond to Webhook',
    description: 'Answers the call that started the workflow.',
    versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5],
    aliases: ['answer request', 'reply', 'http response', 'return json'],
    credentials: [credential('jwtAuth', 'JWT Auth', { respondWith: ['jwt'] })],
    properties: [
      ...when(version({ gte: 1.4 }), [flag('enableResponseOutput', 'Second output with the answer')]),
      choice('respondWith', 'Answer with', [
        'firstIncomingItem',
        'allIncomingItems',
        'json',
        'text',
        'redirect',
        'binary',
        'jwt',
        'noData',
      ]),
      ...when({ respondWith: ['redirect'] }, [required(text('redirectURL', 'Address'))]),
      ...when({ respondWith: ['json'] }, [json('responseBody', 'Body')]),
      ...when({ respondWith: ['jwt'] }, [json('payload', 'Payload')]),
      ...when({ respondWith: ['text'] }, [text('responseBody', 'Body')]),
      ...when({ respondWith: ['binary'] }, [
        choice('responseDataSource', 'Data from', ['automatically', 'set']),
        ...when({ responseDataSource: ['set'] }, [required(text('inputFieldName', 'Field', { default: 'data' }))]),
      ]),
      collection('options', 'Options', [
        number('responseCode', 'Status', { default: 200 }),
        list('responseHeaders', 'Headers', 'entries', [text('name', 'Name'), text('value', 'Value')]),
        text('responseKey', 'Put under this key'),
        flag('enableStreaming', 'Stream the answer'),
      ]),
    ],
  }),
  action('executeWorkflow', {
    displayName: 'Execute Sub-workflow',
    description: 'Runs another workflow of this n8n.',
    versions: [1, 1.1, 1.2, 1.3],
    aliases: ['call workflow', 'sub-workflow', 'reuse'],
    partial: true,
    properties: [
      choice('source', 'Workflow from', ['database', 'parameter', 'localFile', 'url']),
      ...when({ source: ['database'] }, [
        required({ ...text('workflowId', 'Workflow'), type: 'workflowSelector' }),
        ...when(version({ gte: 1.2 }), [mapper('workflowInputs', 'Inputs')]),
      ]),
      ...when({ source: ['parameter'] }, [required(json('workflowJson', 'Workflow as JSON'))]),
      choice('mode', 'Run', ['once', 'each']),
      collection('options', 'Options', [flag('waitForSubWorkflow', 'Wait for it', { default: true })]),
    ],
  }),
  action('stopAndError', {
    displayName: 'Stop and Error',
    description: 'Stops the run and marks it as failed.',
    versions: [1],
    aliases: ['fail', 'abort', 'throw'],
    outputs: [],
    properties: [
      choice('errorType', 'Type', ['errorMessage', 'errorObject']),
      ...when({ errorType: ['errorMessage'] }, [required(text('errorMessage', 'Message'))]),
      ...when({ errorType: ['errorObject'] }, [required(json('errorObject', 'Error as JSON'))]),
    ],
  }),
  action('noOp', {
    displayName: 'No Operation, do nothing',
    description: 'Passes items on unchanged.',
    versions: [1],
    aliases: ['nothing', 'placeholder', 'end'],
  }),
];
