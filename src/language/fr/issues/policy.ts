import type { policy as en, PolicyPlace, PolicyReason } from '../../en/issues/policy.ts';
import { takes } from '../takes.ts';
import { nbsp, quoted } from '../typography.ts';

const untold: Record<string, string> = {
  '(expression)': 'une expression',
  '(unreadable)': 'illisible',
  '(computed)': 'connu seulement à l’exécution',
};

const placed = (place: PolicyPlace): string => place.map(quoted).join(' dans ');

/** A sentence without its full stop. */
function because(reason: PolicyReason): string {
  const step = placed(reason.place);
  switch (reason.what) {
    case 'type':
      return `${step} utilise ${reason.type}`;
    case 'unknownType':
      return `${step} utilise ${reason.type}, dont on ne sait rien`;
    case 'code':
      return `${step} contient du code${reason.reached === null ? '' : ` qui fait plus que calculer (${untold[reason.reached] ?? reason.reached})`}`;
    case 'internal':
      return `${step} appelle ${reason.host}, qui se trouve dans le réseau où tourne n8n`;
    case 'unknownAddress':
      return `${step} appelle une adresse connue seulement à l’exécution (${reason.value})`;
    case 'tooMuch':
      return `${step} contient plus que ce qui peut être lu`;
    case 'codeAtRun':
      return `${step} exécute du code connu seulement à l’exécution`;
    case 'credential':
      return `${step} apporte des identifiants que personne n’a choisis ici`;
    case 'agent':
      return `${step} confie son travail à un agent dont les outils ne se voient pas ici`;
    case 'unreadable':
      return `${step} exécute un workflow que personne ne peut lire avant l’exécution`;
    case 'tooDeep':
      return `${step} exécute un workflow trop imbriqué pour être lu`;
    case 'again':
      return `${step} exécute à nouveau ce workflow, où ${because(reason.where)}`;
    case 'runs':
      return runs(reason, step);
    default:
      return reason satisfies never;
  }
}

function runs(reason: Extract<PolicyReason, { what: 'runs' }>, step: string): string {
  const who = {
    step: `${step} exécute`,
    again: `${step} exécute à nouveau ce workflow, et ainsi`,
    failing: `Quand ${reason.place.length > 0 ? `ce qui est dans ${step}` : 'ce workflow'} échoue, n8n exécute`,
  }[reason.by];
  if ('name' in reason) return `${who} ${quoted(reason.name)}, où ${because(reason.where)}`;
  const why =
    reason.why === 'unread' ? 'qui n’a pas pu être lu maintenant' : 'que la personne qui a demandé ne voit pas ici';
  return `${who} le workflow ${reason.id}, ${why}`;
}

const denied = (reason: PolicyReason, instead = 'Retirez-le, ou demandez à votre opérateur Flowsmith.'): string =>
  `${because(reason)}. Ce n’est pas permis ici. ${instead}`;

export const policy: typeof en = {
  'denied-node-type': (given) => {
    if ('reason' in given) return denied(given.reason);
    return given.by === 'machine'
      ? `${given.type} peut atteindre la machine où tourne n8n et n’est pas permis.`
      : `Ce n8n ne permet pas ${given.type} (NODES_EXCLUDE).`;
  },
  'denied-code': ({ reason }) => denied(reason, 'Demandez-le sans code.'),
  'denied-address': ({ reason }) => denied(reason),
  'needs-admin': ({ reason }) => `${because(reason)}. Seul un admin peut l’approuver ici.`,
  'needs-approvals': ({ because: why }) =>
    why.length > 0
      ? `Les règles demandent des approbations${nbsp}: ${why.map(takes).join('; ')}.`
      : 'D’après les règles, personne d’autre n’a à l’approuver.',
  'holds-code': ({ reason }) => `${because(reason)}${nbsp}: faites-le d’abord regarder par quelqu’un qui sait le lire.`,
  'unknown-address': ({ reason }) => `${because(reason)}.`,
};
