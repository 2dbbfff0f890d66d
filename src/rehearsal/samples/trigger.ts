import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import { guess } from './guess.ts';

type Item = Record<string, unknown>;

/** What n8n's own triggers put out, in n8n 2.40.7; undefined for those of apps. */
export function triggerExample({ shortType, values, version }: ViewNode, given?: Item): Item | undefined {
  switch (shortType) {
    case 'webhook':
      return webhook(given);
    case 'formTrigger':
      return {
        ...formFields(values, version),
        ...given,
        submittedAt: '2026-01-15T10:30:00.000+01:00',
        formMode: 'production',
      };
    case 'scheduleTrigger':
    case 'cron':
    case 'interval':
      return { ...schedule, ...given };
    case 'manualTrigger':
      return { ...given };
    case 'chatTrigger':
      return { sessionId: 'example-session', action: 'sendMessage', chatInput: 'Example question', ...given };
    case 'errorTrigger':
      return { ...failure, ...given };
    case 'executeWorkflowTrigger': {
      const fields = toList(toRecord(values['workflowInputs'])['values']).map((each) => toText(toRecord(each)['name']));
      return { ...Object.fromEntries(fields.flatMap((name) => (name ? [[name, guess(name)]] : []))), ...given };
    }
    default:
      return undefined;
  }
}

/** A person gives the body, or all of it where it looks like all of it. */
function webhook(given: Item = {}): Item {
  const whole = Object.hasOwn(given, 'body') && Object.keys(given).every((key) => webhookKeys.has(key));
  const parts = whole ? given : { body: given };
  return {
    headers: { host: 'n8n.example.com', 'content-type': 'application/json', 'user-agent': 'example' },
    params: {},
    query: {},
    ...parts,
    webhookUrl: 'https://n8n.example.com/webhook/example',
    executionMode: 'production',
  };
}
const webhookKeys = new Set(['headers', 'params', 'query', 'body', 'webhookUrl', 'executionMode']);

const schedule: Item = {
  timestamp: '2026-01-15T09:30:00.000+01:00',
  'Readable date': 'January 15th 2026, 9:30:00 am',
  'Readable time': '9:30:00 am',
  'Day of week': 'Thursday',
  Year: '2026',
  Month: 'January',
  'Day of month': '15',
  Hour: '09',
  Minute: '30',
  Second: '00',
  Timezone: 'Europe/Berlin (UTC+01:00)',
};

const failure: Item = {
  execution: {
    id: '231',
    url: 'https://n8n.example.com/workflow/1/executions/231',
    error: { message: 'Example error message', stack: 'Stacktrace' },
    lastNodeExecuted: 'Example step',
    mode: 'trigger',
  },
  workflow: { id: '1', name: 'Example workflow' },
};

function formFields(values: Item, version: number): Item {
  const fields = toList(toRecord(values['formFields'])['values']).map(toRecord);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const label = toText(field['fieldLabel']) ?? '';
      // Since 2.5 a field has a name for programs beside its label.
      const name = (version >= 2.5 && toText(field['fieldName'])) || label;
      if (name === '' || field['fieldType'] === 'html') return [];
      const isFile = field['fieldType'] === 'file';
      return [
        [
          name,
          isFile ? { filename: 'example.pdf', mimetype: 'application/pdf', size: 1024 } : answer(field, name, label),
        ],
      ];
    }),
  );
}

function answer(field: Item, name: string, label: string): unknown {
  const options = toList(toRecord(field['fieldOptions'])['values']).map((each) => toText(toRecord(each)['option']));
  const [first = 'Example'] = options.filter((each) => each !== undefined);
  switch (field['fieldType']) {
    case 'number':
      return 3;
    case 'date':
      return '2026-01-15';
    case 'email':
      return 'anna@example.com';
    case 'dropdown':
    case 'radio':
      return field['multiselect'] === true ? [first] : first;
    case 'checkbox':
      return [first];
    default: {
      const guessed = guess(name, label);
      return typeof guessed === 'string' ? guessed : String(guessed);
    }
  }
}
