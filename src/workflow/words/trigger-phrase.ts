import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { plain, where } from './phrases.ts';
import { schedulePhrase } from './schedule-phrase.ts';
import type { SeenStep } from './seen-step.ts';
import { capitalize, inWords, shorten } from './text.ts';

/** When a trigger node starts the workflow, as the start of a sentence. */
export function triggerPhrase(step: SeenStep, timezone: string | undefined, words: WorkflowWords): string {
  const { short, nodeType, parameters: p } = step;
  const { triggers } = words;
  const word = (value: unknown): string => shorten(plain(value, words), 60);
  switch (short) {
    case 'scheduleTrigger':
      return schedulePhrase(p, timezone, words.schedule);
    case 'manualTrigger':
      return triggers.byHand;
    case 'webhook':
      return triggers.webhook(word(p['httpMethod']) || 'GET', word(p['path']));
    case 'formTrigger':
      return triggers.form(word(p['formTitle']));
    case 'emailReadImap':
      return triggers.email;
    case 'gmailTrigger':
      return triggers.gmail;
    case 'slackTrigger':
      return triggers.slack(where(p['channelId'], words));
    case 'googleSheetsTrigger':
      return p['event'] === 'rowUpdate' ? triggers.rowChanged : triggers.rowAdded;
    case 'githubTrigger':
      return triggers.github(list(p['events']), word(p['owner']), word(p['repository']));
    case 'rssFeedReadTrigger':
      return triggers.feed(word(p['feedUrl']));
    case 'errorTrigger':
      return triggers.error;
    case 'executeWorkflowTrigger':
      return triggers.called;
    case 'cron':
    case 'interval':
      return capitalize(words.schedule.onSchedule);
    case 'chatTrigger':
    case 'manualChatTrigger':
      return triggers.chat;
    default: {
      const app = (nodeType?.displayName ?? short).replace(/ Trigger$/, '');
      const event = typeof p['event'] === 'string' && !p['event'].startsWith('=') ? inWords(p['event']) : '';
      return triggers.app(event === '' ? app : `${app} (${shorten(event, 40)})`);
    }
  }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
}
