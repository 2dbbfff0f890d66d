import type { policy as en, PolicyPlace, PolicyReason } from '../../en/issues/policy.ts';
import { takes } from '../takes.ts';

const untold: Record<string, string> = {
  '(expression)': 'una expresión',
  '(unreadable)': 'ilegible',
  '(computed)': 'solo se conoce al ejecutar',
};

const placed = (place: PolicyPlace): string => place.map((name) => `«${name}»`).join(' dentro de ');

/** A sentence without its full stop. */
function because(reason: PolicyReason): string {
  const step = placed(reason.place);
  switch (reason.what) {
    case 'type':
      return `${step} usa ${reason.type}`;
    case 'unknownType':
      return `${step} usa ${reason.type}, del que no se sabe nada`;
    case 'code':
      return `${step} contiene código${reason.reached === null ? '' : ` que hace más que calcular (${untold[reason.reached] ?? reason.reached})`}`;
    case 'internal':
      return `${step} llama a ${reason.host}, que está dentro de la red donde funciona n8n`;
    case 'unknownAddress':
      return `${step} llama a una dirección que solo se conoce al ejecutar (${reason.value})`;
    case 'tooMuch':
      return `${step} contiene más de lo que se puede leer`;
    case 'codeAtRun':
      return `${step} ejecuta código que solo se conoce al ejecutar`;
    case 'credential':
      return `${step} trae una credencial que nadie ha elegido aquí`;
    case 'agent':
      return `${step} pasa su trabajo a un agente cuyas herramientas no se ven aquí`;
    case 'unreadable':
      return `${step} ejecuta un workflow que nadie puede leer antes de la ejecución`;
    case 'tooDeep':
      return `${step} ejecuta un workflow demasiado anidado para leerlo`;
    case 'again':
      return `${step} ejecuta otra vez este workflow, donde ${because(reason.where)}`;
    case 'runs':
      return runs(reason, step);
    default:
      return reason satisfies never;
  }
}

function runs(reason: Extract<PolicyReason, { what: 'runs' }>, step: string): string {
  const who = {
    step: `${step} ejecuta`,
    again: `${step} ejecuta otra vez este workflow, y con ello`,
    failing: `Cuando falla ${reason.place.length > 0 ? `lo que está dentro de ${step}` : 'este workflow'}, n8n ejecuta`,
  }[reason.by];
  if ('name' in reason) return `${who} «${reason.name}», donde ${because(reason.where)}`;
  const why = reason.why === 'unread' ? 'que ahora no se ha podido leer' : 'que quien lo pidió no ve aquí';
  return `${who} el workflow ${reason.id}, ${why}`;
}

const denied = (reason: PolicyReason, instead = 'Quítalo, o pregunta a tu operador de Flowsmith.'): string =>
  `${because(reason)}. Eso no está permitido aquí. ${instead}`;

export const policy: typeof en = {
  'denied-node-type': (given) => {
    if ('reason' in given) return denied(given.reason);
    return given.by === 'machine'
      ? `${given.type} puede acceder a la máquina donde funciona n8n y no está permitido.`
      : `Este n8n no permite ${given.type} (NODES_EXCLUDE).`;
  },
  'denied-code': ({ reason }) => denied(reason, 'Pídelo sin código.'),
  'denied-address': ({ reason }) => denied(reason),
  'needs-admin': ({ reason }) => `${because(reason)}. Aquí solo puede aprobarlo un admin.`,
  'needs-approvals': ({ because: why }) =>
    why.length > 0
      ? `La política pide aprobaciones: ${why.map(takes).join('; ')}.`
      : 'Según la política, nadie más tiene que aprobarlo.',
  'holds-code': ({ reason }) => `${because(reason)}: que lo mire antes alguien que sepa leerlo.`,
  'unknown-address': ({ reason }) => `${because(reason)}.`,
};
