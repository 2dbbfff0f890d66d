import type { NodeType } from '../catalog.ts';
import {
  choice,
  choices,
  collection,
  credential,
  flag,
  json,
  list,
  number,
  pollTimes,
  required,
  text,
  trigger,
  unless,
  version,
  when,
} from './shape.ts';

const range = (minValue: number, maxValue?: number) => ({
  typeOptions: { minValue, ...(maxValue ? { maxValue } : {}) },
});
const clocked = ['days', 'weeks', 'months'];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

const interval = [
  choice('field', 'Unit', ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'cronExpression'], {
    default: 'days',
  }),
  ...when({ field: ['seconds'] }, [number('secondsInterval', 'Every … seconds', { default: 30, ...range(1, 59) })]),
  ...when({ field: ['minutes'] }, [number('minutesInterval', 'Every … minutes', { default: 5, ...range(1, 59) })]),
  ...when({ field: ['hours'] }, [number('hoursInterval', 'Every … hours', { default: 1, ...range(1, 23) })]),
  ...when({ field: ['days'] }, [number('daysInterval', 'Every … days', { default: 1, ...range(1, 31) })]),
  ...when({ field: ['weeks'] }, [number('weeksInterval', 'Every … weeks', { default: 1 })]),
  ...when({ field: ['months'] }, [
    number('monthsInterval', 'Every … months', { default: 1, ...range(1) }),
    number('triggerAtDayOfMonth', 'On this day of the month', { default: 1, ...range(1, 31) }),
  ]),
  ...when({ field: ['weeks'] }, [
    choices('triggerAtDay', 'On these weekdays', [1, 2, 3, 4, 5, 6, 0], {
      default: [0],
      description: '0 is Sunday',
    }),
  ]),
  ...when({ field: clocked }, [choice('triggerAtHour', 'At this hour', hours)]),
  ...when({ field: ['hours', ...clocked] }, [
    number('triggerAtMinute', 'At this minute', { typeOptions: { minValue: 0, maxValue: 59 } }),
  ]),
  ...when({ field: ['cronExpression'] }, [
    text('expression', 'Cron expression', {
      description: 'Minute, hour, day of month, month, day of week; seconds may come first',
    }),
  ]),
];

const formField = [
  ...unless({ fieldType: ['hiddenField', 'html'] }, [required(text('fieldLabel', 'Label'))]),
  required(
    choice('fieldType', 'Kind', [
      'text',
      'textarea',
      'email',
      'number',
      'date',
      'dropdown',
      'radio',
      'checkbox',
      'file',
      'password',
      'hiddenField',
      'html',
    ]),
  ),
  text('fieldName', 'Name in the data'),
  text('placeholder', 'Placeholder'),
  text('defaultValue', 'Default value'),
  ...when({ fieldType: ['dropdown', 'radio', 'checkbox'] }, [
    required(
      list('fieldOptions', 'Choices', 'values', [text('option', 'Choice')], { default: { values: [{ option: '' }] } }),
    ),
  ]),
  flag('requiredField', 'Must be filled in'),
];

/** Triggers that need no outside account. */
export const plainTriggers: NodeType[] = [
  trigger('manualTrigger', {
    displayName: 'Manual Trigger',
    description: 'Starts when someone presses the button in the n8n editor.',
    versions: [1],
    aliases: ['button', 'by hand', 'test run'],
    startsByItself: false,
  }),
  trigger('scheduleTrigger', {
    displayName: 'Schedule Trigger',
    description: 'Starts at fixed times or intervals.',
    versions: [1, 1.1, 1.2, 1.3, 1.4],
    aliases: ['cron', 'timer', 'interval', 'every day', 'hourly', 'daily', 'weekly', 'monthly'],
    properties: [
      list('rule', 'Times', 'interval', interval, { default: { interval: [{ field: 'days' }] } }),
      ...when(version({ gte: 1.4 }), [
        choice('misfirePolicy', 'When a run was missed', ['skip', 'coalesce', 'coalesce_owner']),
        number('misfireGraceSeconds', 'Grace for missed runs in seconds'),
      ]),
      flag('skipDurableScheduler', 'Without the durable scheduler'),
    ],
  }),
  trigger('webhook', {
    displayName: 'Webhook',
    description: 'Starts when another system calls an address of this n8n.',
    versions: [1, 1.1, 2, 2.1],
    aliases: ['http endpoint', 'incoming request', 'callback', 'api call', 'post request'],
    webhook: true,
    credentials: [
      credential('httpBasicAuth', 'Basic Auth', { authentication: ['basicAuth'] }),
      credential('httpHeaderAuth', 'Header Auth', { authentication: ['headerAuth'] }),
      credential('jwtAuth', 'JWT Auth', { authentication: ['jwtAuth'] }),
    ],
    properties: [
      flag('multipleMethods', 'Several methods'),
      ...when({ multipleMethods: [false] }, [
        choice('httpMethod', 'Method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
      ]),
      ...when({ multipleMethods: [true] }, [
        choices('httpMethod', 'Methods', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'], {
          default: ['GET', 'POST'],
        }),
      ]),
      text('path', 'Path', { description: 'Last part of the address, e.g. new-order' }),
      choice('authentication', 'Authentication', ['none', 'basicAuth', 'headerAuth', 'jwtAuth', 'n8nOAuth2']),
      ...when({ authentication: ['n8nOAuth2'] }, [
        flag('requireExecuteAccess', 'Needs execute access', { default: true }),
      ]),
      choice('responseMode', 'Answer', ['onReceived', 'lastNode', 'responseNode', 'streaming'], {
        description: 'At once, with the last node, or by a Respond to Webhook node',
      }),
      ...when({ '@version': [1, 1.1] }, [number('responseCode', 'Status of the answer', { default: 200 })]),
      ...when({ responseMode: ['lastNode'] }, [
        choice('responseData', 'Answer with', ['firstEntryJson', 'allEntries', 'firstEntryBinary', 'noData']),
      ]),
      ...when({ responseData: ['firstEntryBinary'] }, [
        required(text('responseBinaryPropertyName', 'Binary property', { default: 'data' })),
      ]),
      collection('options', 'Options', [text('allowedOrigins', 'Allowed origins'), flag('rawBody', 'Raw body')]),
    ],
  }),
  trigger('formTrigger', {
    displayName: 'n8n Form Trigger',
    description: 'Shows a web form and starts when someone sends it.',
    versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6],
    aliases: ['form', 'survey', 'questionnaire', 'submission', 'sign-up'],
    webhook: true,
    credentials: [credential('httpBasicAuth', 'Basic Auth', { authentication: ['basicAuth'] })],
    properties: [
      choice('authentication', 'Authentication', ['none', 'basicAuth', 'n8nUserAuth']),
      ...when({ authentication: ['n8nUserAuth'] }, [flag('requireExecuteAccess', 'Needs execute access')]),
      ...when(version({ lte: 2.1 }), [required(text('path', 'Path'))]),
      required(text('formTitle', 'Title')),
      text('formDescription', 'Description'),
      list('formFields', 'Fields', 'values', formField),
      choice('responseMode', 'Answer', ['onReceived', 'lastNode', 'responseNode']),
      collection('options', 'Options', [
        text('buttonLabel', 'Label of the button'),
        text('path', 'Path'),
        flag('appendAttribution', 'Mention n8n'),
        flag('ignoreBots', 'Ignore bots'),
      ]),
    ],
  }),
  trigger('rssFeedReadTrigger', {
    displayName: 'RSS Feed Trigger',
    description: 'Starts for every new item of an RSS or Atom feed.',
    versions: [1],
    aliases: ['rss', 'feed', 'blog', 'news', 'podcast', 'atom'],
    properties: [pollTimes, required(text('feedUrl', 'Address of the feed'))],
  }),
  trigger('errorTrigger', {
    displayName: 'Error Trigger',
    description: 'Starts when another workflow fails that names this one as its error workflow.',
    versions: [1],
    aliases: ['failure', 'on error', 'exception'],
    startsByItself: false,
  }),
  trigger('executeWorkflowTrigger', {
    displayName: 'When Executed by Another Workflow',
    description: 'Starts when another workflow calls this one.',
    versions: [1, 1.1, 1.2],
    aliases: ['sub-workflow', 'called by workflow'],
    startsByItself: false,
    properties: [
      ...when(version({ gte: 1.1 }), [
        choice('inputSource', 'Input data', ['workflowInputs', 'jsonExample', 'passthrough']),
        ...when({ inputSource: ['jsonExample'] }, [json('jsonExample', 'Example')]),
        ...when({ inputSource: ['workflowInputs'] }, [
          list('workflowInputs', 'Inputs', 'values', [
            required(text('name', 'Name')),
            required(choice('type', 'Type', ['string', 'any', 'number', 'boolean', 'array', 'object'])),
          ]),
        ]),
      ]),
      ...when(version({ lt: 1.2 }), [choice('returnOutput', 'Return', ['lastRunOnly', 'allRuns'])]),
    ],
  }),
];
