import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AdaptiveElement } from './adaptive-types.ts';
import { escapeMarkdown } from './card-text.ts';
import { teamsLimits } from './limits.ts';

/** What the form knows of the message it was opened on: what is sent back may name nothing else. */
export interface AutomateData {
  message: string;
  root?: string;
  /** Id of the activity that opened it. */
  opened: string;
}

export interface AutomateForm {
  /** What stands in the field. */
  words: string;
  data: AutomateData;
  language: Language;
  /** Why it is there again. */
  problem?: string;
  /** The bot is no member where the message is. */
  outside?: boolean;
}

interface SubmitAction {
  type: 'Action.Submit';
  title: string;
  style?: 'positive';
  data: AutomateData & { automate: 'here' | 'alone'; msteams?: { justInTimeInstall: true } };
}

/** The card of "Automate this". Teams itself adds the app when a button says `justInTimeInstall`, and then comes back. */
export interface AutomateCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  body: AdaptiveElement[];
  actions: SubmitAction[];
}

/** A form with the words of the message in its one field: what stands there when it is sent is what is asked for. */
export function toAutomateCard({ words, data, language, problem, outside }: AutomateForm): AutomateCard {
  const { card, teams } = wordsIn(language).adapters;
  const { automate } = teams;
  const block = (text: string) => ({ type: 'TextBlock' as const, text: escapeMarkdown(text), wrap: true as const });
  const notices = [...(outside ? [automate.outside] : []), ...(problem ? [problem] : [])];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [
      ...notices.map((text) => ({ type: 'Container' as const, style: 'warning' as const, items: [block(text)] })),
      {
        type: 'Input.Text',
        id: 'field_request',
        label: automate.what,
        isMultiline: true,
        isRequired: true,
        errorMessage: card.fillIn,
        ...(words ? { value: words } : {}),
        maxLength: teamsLimits.requestLength,
      },
      { ...block(automate.hint), isSubtle: true },
    ],
    actions: outside
      ? [
          {
            type: 'Action.Submit',
            title: automate.add,
            style: 'positive',
            data: { ...data, automate: 'here', msteams: { justInTimeInstall: true } },
          },
          { type: 'Action.Submit', title: automate.alone, data: { ...data, automate: 'alone' } },
        ]
      : [{ type: 'Action.Submit', title: automate.ask, style: 'positive', data: { ...data, automate: 'here' } }],
  };
}
