import type { nodes as en } from '../../en/issues/nodes.ts';
import { either } from '../../language.ts';
import { nbsp, quoted } from '../typography.ts';

const meant = (type: string | null): string => (type === null ? '' : ` Vouliez-vous dire ${type}${nbsp}?`);

export const nodes: typeof en = {
  'deprecated-node-type': ({ type, instead }) =>
    `${type} est obsolète dans n8n${nbsp}; ${instead.length > 0 ? `utilisez plutôt ${either('fr', instead)}` : 'cherchez ce qui le remplace'}.`,
  'deprecated-node-refused': ({ node, type, instead, changed }) =>
    `n8n a abandonné ${type} et refuse d’enregistrer un workflow où une telle étape est ${changed ? 'modifiée' : 'nouvelle'}, comme ${quoted(node)}${nbsp}; ${instead.length > 0 ? `utilisez plutôt ${either('fr', instead)}` : 'cherchez ce qui le remplace'}${changed ? ', ou laissez-la comme elle était' : ''}.`,
  'version-missing': ({ node, type }) =>
    `${quoted(node)} ne dit pas pour quelle version de ${type} il est fait${nbsp}; n8n prend la plus récente, qui peut changer.`,
  'version-malformed': ({ node, example }) =>
    `La version de ${quoted(node)} doit être un nombre, par exemple ${example}.`,
  'unknown-node-version': ({ type, version, versions }) =>
    `La version ${version} de ${type} est inconnue${nbsp}; il existe ${versions.join(', ')}.`,
  'unknown-node-type': ({ type, suggestion, here }) =>
    here
      ? `Le type de nœud ${type} n’existe pas ici.${meant(suggestion)}`
      : `Le type de nœud ${type} n’est pas dans le catalogue, il n’est donc pas vérifié.${meant(suggestion)}`,
  'credential-in-parameters': ({ node }) =>
    `${quoted(node)} nomme des identifiants parmi ses paramètres. Les identifiants se choisissent dans n8n, jamais dans le brouillon.`,
  'credential-missing': ({ node, kind, held }) =>
    `${quoted(node)} a besoin d’identifiants (${kind})${held === null ? '' : `${nbsp}; il a ${held}`}. Choisissez-les dans n8n.`,
  'credential-of-other-type': ({ node, wanted, name, type }) =>
    `${quoted(node)} a besoin d’identifiants de type ${wanted}, mais ${quoted(name)} sont de type ${type}.`,
  'unknown-credential': ({ node, name }) =>
    `Les identifiants ${quoted(name)} de ${quoted(node)} n’existent pas dans ce n8n. Choisissez-en d’autres là-bas.`,
  'credential-elsewhere': ({ node, names, place }) =>
    `${quoted(node)} emporte ses identifiants ${names.map(quoted).join(', ')} vers ${place ?? 'une adresse connue seulement à l’exécution'}${nbsp}: vérifiez qu’ils peuvent y être connus.`,
  'error-workflow-missing': () => 'Le workflow à exécuter quand celui-ci échoue n’existe pas dans ce n8n.',
  'error-workflow-without-trigger': ({ name }) =>
    `${quoted(name)} doit s’exécuter quand ce workflow échoue, mais n’a pas d’Error Trigger.`,
  'error-workflow-unpublished': ({ name }) =>
    `${quoted(name)} doit s’exécuter quand ce workflow échoue, mais n’est pas publié et ne le fera donc pas.`,
  'sub-workflow-missing': ({ node, name }) =>
    `${quoted(node)} appelle le workflow ${quoted(name)}, qui n’existe pas dans ce n8n.`,
  'sub-workflow-without-trigger': ({ node, name }) =>
    `${quoted(node)} appelle ${quoted(name)}, qui ne peut pas être appelé${nbsp}: il n’a pas d’Execute Sub-workflow Trigger.`,
  'sub-workflow-unpublished': ({ node, name }) =>
    `${quoted(node)} appelle ${quoted(name)}, qui n’est pas publié. Publiez-le d’abord.`,
  'webhook-path-missing': ({ node }) => `${quoted(node)} n’a pas de chemin, son adresse serait donc aléatoire.`,
  'webhook-path-unusual': ({ node, odd }) =>
    `Le chemin de ${quoted(node)} contient ${quoted(odd)}${nbsp}: indiquez seulement la dernière partie de l’adresse, par exemple nouvelle-commande.`,
  'webhook-open': ({ node }) =>
    `Toute personne qui connaît l’adresse de ${quoted(node)} peut le lancer${nbsp}: aucune authentification n’est demandée.`,
  'webhook-path-taken': ({ node, owner, call }) =>
    call === null
      ? `${quoted(owner)} et ${quoted(node)} utilisent la même adresse. Donnez un autre chemin à l’un des deux.`
      : `${quoted(owner)} répond déjà à ${call}. Donnez un autre chemin à ${quoted(node)}.`,
  'invalid-url': ({ node, address }) =>
    `${quoted(address)} dans ${quoted(node)} n’est pas une adresse web${nbsp}; elle doit commencer par https://.`,
  'url-unusual': ({ node }) => `L’adresse dans ${quoted(node)} ne commence pas par https://.`,
  'internal-url': ({ node, host }) => `${quoted(node)} appelle ${host}, qui se trouve dans le réseau où tourne n8n.`,
  'url-unencrypted': ({ node, host }) =>
    `${quoted(node)} appelle ${host} en http, tout le monde en chemin peut donc lire. Utilisez https.`,
  'secret-in-parameters': ({ node }) =>
    `${node === null ? 'Ce document' : quoted(node)} contient ce qui ressemble à un mot de passe ou à une clé. Retirez-le${nbsp}; sa place est dans les identifiants de n8n.`,
  'secret-removed': ({ node }) =>
    `Une valeur de ${quoted(node)} ressemblait à un mot de passe ou à une clé et a été retirée. Ajoutez-la dans n8n sous Credentials, puis demandez l’étape avec ces identifiants.`,
  'removed-step-read': ({ node, read, removed }) =>
    `${quoted(node)} lit ${read}, qui venait de ${quoted(removed)}. Cette étape est supprimée${nbsp}: vérifiez d’où ${quoted(node)} le tient maintenant.`,
  'beside-the-change': ({ node, path }) => {
    const where = node === null ? `${path} du workflow` : `${quoted(node)}${path === '' ? '' : ` (${path})`}`;
    return `Écrire cette modification toucherait aussi ${where}, ce que personne n’a demandé. Elle ne peut pas être approuvée ainsi${nbsp}: dites-le autrement, ou changez-le dans n8n.`;
  },
  'not-a-draft': ({ problem }) => `Ce n’est pas un brouillon${nbsp}: ${problem}.`,
};
