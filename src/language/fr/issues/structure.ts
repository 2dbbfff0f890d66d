import type { structure as en } from '../../en/issues/structure.ts';
import { nbsp, quoted } from '../typography.ts';

const called = (node: string | null, step: number): string => (node === null ? `l’étape ${step}` : quoted(node));
const Called = (node: string | null, step: number): string => (node === null ? `L’étape ${step}` : quoted(node));

export const structure: typeof en = {
  'not-a-workflow': () => `Ce n’est pas un workflow${nbsp}: un objet JSON avec des nœuds est attendu.`,
  'too-large': () => 'Le workflow est trop grand ou trop imbriqué pour être vérifié.',
  'nodes-missing': () => 'Le workflow n’a pas de liste de nœuds.',
  'workflow-empty': () => 'Le workflow n’a aucune étape. Dites ce qu’il doit faire.',
  'too-many-nodes': ({ count, most }) =>
    `Le workflow a ${count} étapes${nbsp}; ${most} au plus peuvent être vérifiées. Divisez-le en plusieurs.`,
  'connections-missing': () =>
    `Le workflow n’a pas de connexions${nbsp}; n8n le refuse. Il faut au moins un objet vide.`,
  'settings-malformed': () => `Les réglages ne sont pas un objet${nbsp}; n8n refuse le workflow.`,
  'name-missing': () => 'Le workflow n’a pas de nom. Donnez-lui-en un.',
  'name-too-long': ({ length, most }) => `Le nom a ${length} caractères${nbsp}; n8n en accepte ${most}.`,
  'node-malformed': ({ step }) => `L’étape ${step} n’est pas un nœud.`,
  'node-name-missing': ({ step }) => `L’étape ${step} n’a pas de nom.`,
  'node-name-too-long': ({ length, most }) =>
    `Le nom d’une étape a ${length} caractères${nbsp}; ${most} au plus sont possibles.`,
  'node-name-reserved': ({ name }) => `Une étape ne peut pas s’appeler ${quoted(name)}. Choisissez un autre nom.`,
  'node-type-missing': ({ node, step }) => `${Called(node, step)} n’a pas de type de nœud.`,
  'parameters-malformed': () => 'Les paramètres de cette étape ne sont pas un objet.',
  'position-malformed': () =>
    `La position de cette étape n’est pas une paire de nombres${nbsp}; n8n refuse les étapes sans place.`,
  'duplicate-node-name': ({ name }) =>
    `Deux étapes s’appellent ${quoted(name)}. Chaque étape a besoin d’un nom à elle.`,
  'duplicate-node-id': () => 'Deux étapes ont le même identifiant.',
  'unknown-node-field': ({ node, step, field }) =>
    `${Called(node, step)} a un champ ${quoted(field)} que n8n ne connaît pas et refuse.`,
  'unknown-error-reaction': ({ node, step, reaction }) =>
    `${quoted(reaction)} n’est rien que n8n puisse faire quand ${called(node, step)} échoue${nbsp}; il s’arrêterait simplement.`,
  'retry-out-of-range': ({ node, step, what, value, least, most }) => {
    const unit = what === 'maxTries' ? 'tentatives' : 'millisecondes entre les tentatives';
    return `${Called(node, step)} demande ${value} ${unit}${nbsp}; n8n permet de ${least} à ${most}.`;
  },
  'credential-malformed': ({ node, step, all }) =>
    all
      ? `Les identifiants de ${called(node, step)} ne sont pas un objet qui en nomme pour chaque sorte${nbsp}; n8n n’en trouve aucun.`
      : `Les identifiants de ${called(node, step)} ne sont pas une référence avec un id et un nom.`,
  'field-not-boolean': ({ node, step, field }) => `${quoted(field)} de ${called(node, step)} n’est ni true ni false.`,
  'unknown-setting': ({ setting }) =>
    `Le réglage ${quoted(setting)} n’existe pas dans n8n, qui refuse les workflows qui le contiennent.`,
  'unknown-setting-value': ({ setting, value }) =>
    value === null
      ? 'Le workflow d’erreur n’est pas indiqué par l’id d’un workflow.'
      : `${quoted(value)} n’est pas une valeur que n8n connaît pour le réglage ${setting}.`,
  'error-trigger-missing': () =>
    `Le workflow est son propre workflow d’erreur, mais n’a pas d’Error Trigger${nbsp}: personne ne saurait qu’il a échoué.`,
  'unknown-timezone': ({ written, example }) =>
    `${quoted(written)} n’est pas un fuseau horaire. Indiquez-en un, par exemple ${example} ou UTC.`,
  'timeout-out-of-range': ({ seconds }) =>
    seconds === null
      ? 'La limite de temps du workflow n’est pas un nombre de secondes.'
      : `Une limite de temps de ${seconds} secondes n’en est pas une.`,
};
