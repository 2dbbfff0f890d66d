import type { Fix, Issue } from '#src/model/issue.ts';
import { error, warning } from '../issues.ts';
import { toWord } from '../json/values.ts';
import { nearestWord } from '../near.ts';
import { isTimezone } from '../schedule/timezone.ts';
import type { Rule, View } from './view.ts';

/** What n8n 2.40's public API takes; the editor writes no other. Older ones take fewer and are asked when writing. */
const known = new Set(
  `saveExecutionProgress saveManualExecutions saveDataErrorExecution saveDataSuccessExecution executionTimeout
  errorWorkflow timezone executionOrder binaryMode callerPolicy callerIds timeSavedMode timeSavedPerExecution
  availableInMCP customTelemetryTags redactionPolicy credentialResolverId`.split(/\s+/),
);
const choices: Record<string, readonly unknown[]> = {
  saveDataErrorExecution: ['all', 'none', 'DEFAULT'],
  saveDataSuccessExecution: ['all', 'none', 'DEFAULT'],
  executionOrder: ['v0', 'v1'],
  redactionPolicy: ['none', 'non-manual', 'manual-only', 'all'],
  binaryMode: ['separate', 'combined'],
  saveExecutionProgress: [true, false, 'DEFAULT'],
  saveManualExecutions: [true, false, 'DEFAULT'],
  callerPolicy: ['any', 'none', 'workflowsFromAList', 'workflowsFromSameOwner'],
};

/** The workflow's settings: names and values n8n knows, a timezone that exists. */
export const checkSettings: Rule = (view) => [
  ...checkTimezone(view.settings['timezone']),
  ...checkTimeout(view.settings['executionTimeout']),
  ...checkNames(view),
  ...checkChoices(view),
  ...checkErrorWorkflow(view),
];

/** n8n takes any id; a workflow that is to report its own failures needs a step that does. */
function checkErrorWorkflow({ settings, id, nodes }: View): Issue[] {
  const { errorWorkflow } = settings;
  const at = { path: 'settings.errorWorkflow' };
  if (errorWorkflow === undefined || errorWorkflow === null || errorWorkflow === '') return [];
  if (typeof errorWorkflow !== 'string') {
    return [warning('unknown-setting-value', { setting: 'errorWorkflow', value: null }, at)];
  }
  const own = id !== undefined && errorWorkflow === id;
  if (!own || nodes.some((node) => node.shortType === 'errorTrigger' && !node.disabled)) return [];
  return [warning('error-trigger-missing', {}, at)];
}

function checkTimezone(timezone: unknown): Issue[] {
  if (timezone === undefined || timezone === '' || timezone === 'DEFAULT') return [];
  if (typeof timezone === 'string' && isTimezone(timezone)) return [];
  const written = toWord(timezone);
  const near = nearestZone(written);
  const params = { written: written.slice(0, 60), example: near ?? 'Europe/Berlin' };
  const fix: Fix | undefined = near
    ? { description: `Sets the timezone ${near}.`, edits: [{ path: ['settings', 'timezone'], value: near }] }
    : undefined;
  return [error('unknown-timezone', params, { path: 'settings.timezone', ...(fix ? { fix } : {}) })];
}

/** The zone with almost the same name, or the one zone of this city. */
function nearestZone(written: string): string | undefined {
  if (written.length < 3 || written.length > 60) return undefined;
  const zones = Intl.supportedValuesOf('timeZone');
  const near = nearestWord(written, zones);
  if (near !== undefined) return near;
  const city = written.split(/[/,]/).at(-1)?.trim().replaceAll(' ', '_').toLowerCase() ?? '';
  const fitting = zones.filter((zone) => zone.split('/').at(-1)?.toLowerCase() === city);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function checkTimeout(timeout: unknown): Issue[] {
  if (timeout === undefined || timeout === 'DEFAULT') return [];
  const path = 'settings.executionTimeout';
  if (typeof timeout !== 'number') return [warning('timeout-out-of-range', { seconds: null }, { path })];
  // -1 switches the limit off; n8n does the same with every other number below 1.
  if (timeout >= 1 || timeout === -1) return [];
  return [warning('timeout-out-of-range', { seconds: timeout }, { path })];
}

function checkNames(view: View): Issue[] {
  const unknown = Object.keys(view.settings).find((name) => !known.has(name));
  if (unknown === undefined) return [];
  const setting = unknown.slice(0, 60);
  return [warning('unknown-setting', { setting }, { path: `settings.${setting}` })];
}

function checkChoices(view: View): Issue[] {
  return Object.entries(choices).flatMap(([name, values]) => {
    const value = view.settings[name];
    if (value === undefined || values.includes(value)) return [];
    const params = { setting: name, value: toWord(value).slice(0, 40) };
    return [warning('unknown-setting-value', params, { path: `settings.${name}` })];
  });
}
