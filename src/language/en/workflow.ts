import { listIn } from '../language.ts';
import { diff } from './diff.ts';
import { schedule } from './schedule.ts';
import { conditions, duration, steps, triggers } from './steps.ts';

/** What a workflow does, is and changes. */
export const workflow = {
  schedule,
  triggers,
  steps,
  duration,
  conditions,
  diff,
  summary: {
    list: listIn('en-GB'),
    sentence: (trigger: string, doing: string): string => `${trigger}${doing && `, ${doing}`}.`,
    noTrigger: 'Nothing starts it yet',
    or: '; or ',
    moreSteps: (count: number): string => `${count} more steps`,
    email: 'E-mail',
    cannotRun: 'It cannot run by itself: nothing starts it.',
    runsByItself: (when: string): string => `Once published it runs by itself: ${when}.`,
    runsOnErrors: 'Once published it runs when a workflow fails that names this one as its error workflow.',
    canBeCalled: 'Once published other workflows can call it.',
    byHandOnly: 'It only runs when someone starts it by hand in n8n; it cannot be published.',
  },
  alt: {
    start: (name: string, trigger: string): string => `Diagram of the workflow “${name}”. Starts: ${trigger}.`,
    more: (count: number): string => `And ${count} more steps.`,
  },
  diagram: {
    added: 'added',
    changed: 'changed',
    removed: 'removed',
    off: 'switched off',
    empty: 'No steps yet',
    more: (count: number): string => `and ${count} more ${count === 1 ? 'step' : 'steps'}`,
    step: 'Step',
    subNode: 'Sub-node',
    category: (number: number): string => `category ${number}`,
    rule: (number: number): string => `rule ${number}`,
    otherwise: 'otherwise',
  },
  /** What to answer when a value is missing, by n8n's name of the parameter. */
  asking: {
    channelId: 'Say which channel, e.g. #sales.',
    user: 'Say which person.',
    teamId: 'Say which team.',
    chatId: 'Say which chat.',
    url: 'Say which address to call, e.g. https://api.example.com/orders.',
    feedUrl: 'Say which feed to read.',
    toEmail: 'Say who should get the e-mail.',
    fromEmail: 'Say from which address the e-mail should be sent.',
    sendTo: 'Say who should get the e-mail.',
    subject: 'Say what the subject should be.',
    text: 'Say what the message should say.',
    message: 'Say what the message should say.',
    documentId: 'Say which spreadsheet, by its link.',
    sheetName: 'Say which sheet of the spreadsheet.',
    table: 'Say which table.',
    owner: 'Say whose repository, e.g. acme.',
    repository: 'Say which repository.',
    query: 'Say what to query.',
    events: 'Say which events to watch.',
  },
  askingElse: 'Say what it should be.',
  needed: (what: string, node: string): string => `${what} for “${node}”`,
};

export type WorkflowWords = typeof workflow;
