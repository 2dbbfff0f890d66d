import type { NodeType } from '../catalog.ts';
import {
  action,
  assignments,
  choice,
  choices,
  collection,
  flag,
  json,
  list,
  number,
  required,
  text,
  unless,
  version,
  when,
} from './shape.ts';

const units = ['days', 'years', 'quarters', 'months', 'weeks', 'hours', 'minutes', 'seconds', 'milliseconds'];
const parts = ['month', 'year', 'week', 'day', 'hour', 'minute', 'second'];
const older = { '@version': [3, 3.1, 3.2] };
const dateOptions = collection('options', 'Options', [
  flag('includeInputFields', 'Keep the input fields'),
  text('timezone', 'Timezone'),
  text('fromFormat', 'Format of the input'),
  flag('isoString', 'As ISO text'),
]);

/** Nodes that change, group or make data. */
export const dataNodes: NodeType[] = [
  action('set', {
    displayName: 'Edit Fields (Set)',
    description: 'Adds, changes or keeps fields of every item.',
    versions: [1, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5],
    aliases: ['set field', 'assign', 'rename', 'map', 'compose', 'variable'],
    properties: [
      choice('mode', 'Mode', ['manual', 'raw']),
      flag('duplicateItem', 'Duplicate item'),
      ...when({ duplicateItem: [true] }, [number('duplicateCount', 'How often')]),
      ...when({ mode: ['raw'] }, [json('jsonOutput', 'JSON')]),
      ...when({ ...older, mode: ['manual'] }, [
        list('fields', 'Fields', 'values', [
          text('name', 'Name'),
          choice('type', 'Type', ['stringValue', 'numberValue', 'booleanValue', 'arrayValue', 'objectValue']),
          ...['stringValue', 'numberValue', 'booleanValue', 'arrayValue', 'objectValue'].map((name) =>
            text(name, 'Value'),
          ),
        ]),
      ]),
      ...unless(older, when({ mode: ['manual'] }, [assignments('assignments', 'Fields')])),
      ...when(older, [choice('include', 'Keep', ['all', 'none', 'selected', 'except'])]),
      ...unless(older, [flag('includeOtherFields', 'Keep the other fields')]),
      ...unless({ ...older, includeOtherFields: [false] }, [choice('include', 'Keep', ['all', 'selected', 'except'])]),
      ...when({ include: ['selected'] }, [text('includeFields', 'Fields to keep')]),
      ...when({ include: ['except'] }, [text('excludeFields', 'Fields to drop')]),
      collection('options', 'Options', [
        flag('includeBinary', 'Keep files'),
        flag('stripBinary', 'Drop files'),
        flag('ignoreConversionErrors', 'Ignore conversion errors'),
        flag('dotNotation', 'Dots make nested fields', { default: true }),
      ]),
    ],
  }),
  action('code', {
    displayName: 'Code',
    description: 'Runs JavaScript or Python over the items. No network, no files.',
    versions: [1, 2],
    aliases: ['javascript', 'script', 'python', 'custom logic', 'transform'],
    properties: [
      choice('mode', 'Run', ['runOnceForAllItems', 'runOnceForEachItem']),
      ...when({ '@version': [2] }, [choice('language', 'Language', ['javaScript', 'pythonNative', 'python'])]),
      text('jsCode', 'JavaScript', {
        description: 'Returns [{ json: {…} }] for all items, { json: {…} } for each item',
        typeOptions: { editor: 'codeNodeEditor' },
        displayOptions: { hide: { language: ['python', 'pythonNative'] } },
      }),
      ...when({ language: ['python', 'pythonNative'] }, [
        text('pythonCode', 'Python', { typeOptions: { editor: 'codeNodeEditor' } }),
      ]),
    ],
  }),
  action('splitOut', {
    displayName: 'Split Out',
    description: 'Makes one item of every entry of a list.',
    versions: [1],
    aliases: ['list to items', 'explode', 'flatten', 'array'],
    properties: [
      required(text('fieldToSplitOut', 'Field with the list')),
      choice('include', 'Keep other fields', ['noOtherFields', 'allOtherFields', 'selectedOtherFields']),
      ...when({ include: ['selectedOtherFields'] }, [text('fieldsToInclude', 'Fields to keep')]),
      collection('options', 'Options', [
        flag('disableDotNotation', 'Names with dots as they are'),
        text('destinationFieldName', 'Name of the new field'),
        flag('includeBinary', 'Keep files'),
      ]),
    ],
  }),
  action('aggregate', {
    displayName: 'Aggregate',
    description: 'Makes one item of many.',
    versions: [1],
    aliases: ['items to list', 'group', 'collect', 'combine items'],
    properties: [
      choice('aggregate', 'What', ['aggregateIndividualFields', 'aggregateAllItemData']),
      ...when({ aggregate: ['aggregateIndividualFields'] }, [
        list('fieldsToAggregate', 'Fields', 'fieldToAggregate', [
          text('fieldToAggregate', 'Field'),
          flag('renameField', 'New name'),
          ...when({ renameField: [true] }, [text('outputFieldName', 'New name')]),
        ]),
      ]),
      ...when({ aggregate: ['aggregateAllItemData'] }, [
        text('destinationFieldName', 'Put into field', { default: 'data' }),
        choice('include', 'Fields', ['allFields', 'specifiedFields', 'allFieldsExcept']),
        ...when({ include: ['specifiedFields'] }, [text('fieldsToInclude', 'Fields to keep')]),
        ...when({ include: ['allFieldsExcept'] }, [text('fieldsToExclude', 'Fields to drop')]),
      ]),
      collection('options', 'Options', [
        flag('disableDotNotation', 'Names with dots as they are'),
        flag('mergeLists', 'Merge lists'),
        flag('includeBinaries', 'Keep files'),
        flag('keepOnlyUnique', 'Without doubles'),
        flag('keepMissing', 'Keep missing values'),
      ]),
    ],
  }),
  action('limit', {
    displayName: 'Limit',
    description: 'Keeps the first or last few items.',
    versions: [1],
    aliases: ['top', 'first', 'at most', 'last'],
    properties: [
      number('maxItems', 'How many', { default: 1, typeOptions: { minValue: 1 } }),
      choice('keep', 'Keep', ['firstItems', 'lastItems']),
    ],
  }),
  action('dateTime', {
    displayName: 'Date & Time',
    description: 'Calculates with dates and formats them.',
    versions: [1, 2],
    aliases: ['date', 'time', 'now', 'today', 'format date', 'add days', 'timezone'],
    properties: [
      choice('operation', 'Operation', [
        'getCurrentDate',
        'addToDate',
        'subtractFromDate',
        'formatDate',
        'roundDate',
        'getTimeBetweenDates',
        'extractDate',
      ]),
      ...when({ operation: ['getCurrentDate'] }, [flag('includeTime', 'With the time', { default: true })]),
      ...when({ operation: ['addToDate', 'subtractFromDate'] }, [
        required(text('magnitude', 'Date')),
        required(choice('timeUnit', 'Unit', units)),
        number('duration', 'How many'),
      ]),
      ...when({ operation: ['formatDate', 'roundDate', 'extractDate'] }, [text('date', 'Date')]),
      ...when({ operation: ['formatDate'] }, [
        choice('format', 'Format', [
          'MM/dd/yyyy',
          'yyyy/MM/dd',
          'MMMM dd yyyy',
          'MM-dd-yyyy',
          'yyyy-MM-dd',
          'X',
          'x',
          'custom',
        ]),
        ...when({ format: ['custom'] }, [text('customFormat', 'Own format', { description: 'Luxon tokens' })]),
      ]),
      ...when({ operation: ['roundDate'] }, [
        choice('mode', 'Direction', ['roundDown', 'roundUp']),
        ...when({ mode: ['roundDown'] }, [choice('toNearest', 'To', parts)]),
        ...when({ mode: ['roundUp'] }, [choice('to', 'To', ['month'])]),
      ]),
      ...when({ operation: ['getTimeBetweenDates'] }, [
        text('startDate', 'From'),
        text('endDate', 'To'),
        choices('units', 'Units', [...parts, 'millisecond'], { default: ['day'] }),
      ]),
      ...when({ operation: ['extractDate'] }, [choice('part', 'Part', parts)]),
      text('outputFieldName', 'Name of the new field', { default: 'currentDate' }),
      dateOptions,
    ],
  }),
  action('rssFeedRead', {
    displayName: 'RSS Read',
    description: 'Reads the items of an RSS or Atom feed.',
    versions: [1, 1.1, 1.2],
    aliases: ['feed', 'blog', 'news', 'atom'],
    properties: [
      required(text('url', 'Address of the feed')),
      ...when(version({ gte: 1.1 }), [
        collection('options', 'Options', [
          text('customFields', 'More fields'),
          flag('ignoreSSL', 'Accept any certificate'),
        ]),
      ]),
    ],
  }),
];
