import type { policy as en, PolicyPlace, PolicyReason } from '../../en/issues/policy.ts';
import { takes } from '../takes.ts';

const untold: Record<string, string> = {
  '(expression)': 'ein Ausdruck',
  '(unreadable)': 'nicht lesbar',
  '(computed)': 'erst im Lauf benannt',
};

const placed = (place: PolicyPlace): string => place.map((name) => `„${name}“`).join(' in ');

/** A sentence without its full stop. */
function because(reason: PolicyReason): string {
  const step = placed(reason.place);
  switch (reason.what) {
    case 'type':
      return `${step} verwendet ${reason.type}`;
    case 'unknownType':
      return `${step} verwendet ${reason.type}, worüber nichts bekannt ist`;
    case 'code':
      return `${step} enthält Code${reason.reached === null ? '' : `, der mehr tut als rechnen (${untold[reason.reached] ?? reason.reached})`}`;
    case 'internal':
      return `${step} ruft ${reason.host} auf, eine Adresse im Netz, in dem n8n läuft`;
    case 'unknownAddress':
      return `${step} ruft eine Adresse auf, die erst der Lauf kennt (${reason.value})`;
    case 'tooMuch':
      return `${step} enthält mehr, als sich lesen lässt`;
    case 'codeAtRun':
      return `${step} führt Code aus, der erst beim Lauf bekannt ist`;
    case 'credential':
      return `${step} bringt Zugangsdaten mit, die hier niemand gewählt hat`;
    case 'agent':
      return `${step} gibt seine Arbeit an einen Agenten, dessen Werkzeuge hier nicht zu sehen sind`;
    case 'unreadable':
      return `${step} führt einen Workflow aus, den vor dem Lauf niemand lesen kann`;
    case 'tooDeep':
      return `${step} führt einen Workflow aus, der zu tief verschachtelt ist, um gelesen zu werden`;
    case 'again':
      return `${step} führt diesen Workflow noch einmal aus, und darin: ${because(reason.where)}`;
    case 'runs':
      return runs(reason, step);
    default:
      return reason satisfies never;
  }
}

function runs(reason: Extract<PolicyReason, { what: 'runs' }>, step: string): string {
  const who = {
    step: `${step} führt`,
    again: `${step} führt diesen Workflow noch einmal aus und damit`,
    failing: `Schlägt ${reason.place.length > 0 ? `fehl, was in ${step} steht` : 'dieser Workflow fehl'}, führt n8n`,
  }[reason.by];
  if ('name' in reason) return `${who} „${reason.name}“ aus, und darin: ${because(reason.where)}`;
  const why = reason.why === 'unread' ? 'der gerade nicht zu lesen war' : 'den hier nicht sieht, wer gefragt hat';
  return `${who} den Workflow ${reason.id} aus, ${why}`;
}

const denied = (reason: PolicyReason, instead = 'Lass es weg oder frag deinen Flowsmith-Betreiber.'): string =>
  `${because(reason)}. Das ist hier nicht erlaubt. ${instead}`;

export const policy: typeof en = {
  'denied-node-type': (given) => {
    if ('reason' in given) return denied(given.reason);
    return given.by === 'machine'
      ? `${given.type} kann auf den Rechner zugreifen, auf dem n8n läuft, und ist nicht erlaubt.`
      : `Dieses n8n erlaubt ${given.type} nicht (NODES_EXCLUDE).`;
  },
  'denied-code': ({ reason }) => denied(reason, 'Frag ohne Code danach.'),
  'denied-address': ({ reason }) => denied(reason),
  'needs-admin': ({ reason }) => `${because(reason)}. Das kann hier nur ein Admin freigeben.`,
  'needs-approvals': ({ because: why }) =>
    why.length > 0
      ? `Die Richtlinie verlangt Freigaben: ${why.map(takes).join('; ')}.`
      : 'Nach der Richtlinie muss das niemand sonst freigeben.',
  'holds-code': ({ reason }) => `${because(reason)}: Lass zuerst jemanden darauf sehen, der ihn lesen kann.`,
  'unknown-address': ({ reason }) => `${because(reason)}.`,
};
