import type { away as english } from '../en/away.ts';
import { quoted } from './typography.ts';

export const away: typeof english = {
  noted: (day) =>
    `C’est noté : vous êtes en absence jusqu’au ${day} inclus. D’ici là, vous ne recevez ni demande ni rappel. Dites ${quoted('je suis de retour')} si vous revenez plus tôt.`,
  notedOf: (name, day) =>
    `C’est noté : ${name} est en absence jusqu’au ${day} inclus, sans demande ni rappel d’ici là. Dites ${quoted(`${name} est de retour`)} pour y mettre fin plus tôt.`,
  decides: (deputy) => `${deputy} approuve à votre place.`,
  decidesOf: (deputy, name) => `${deputy} approuve à la place de ${name}.`,
  nobody: `Personne n’approuve à votre place. Pour nommer quelqu’un, dites p. ex. ${quoted('je suis absent jusqu’à vendredi, Bo décide pour moi')}.`,
  nobodyOf: (name) => `Personne n’approuve à la place de ${name}.`,
  youStoodIn: (names) => `Vous remplacez ${names} : personne ne le fait pendant votre absence.`,
  back: `Bon retour : les demandes reprennent. Dites ${quoted('en attente')} pour voir ce qui vous attend encore.`,
  backOf: (name) => `${name} est de retour ; les demandes reprennent.`,
  notAway: 'Aucune absence n’était notée, donc rien n’a été changé.',
  notAsked: 'Personne ici n’attend votre approbation : il n’y a rien à noter, et rien n’a été changé.',
  notAskedOf: (name) => `Personne ici n’attend l’approbation de ${name}, donc rien n’a été changé.`,
  adminsOnly: 'Seul un admin peut le dire de quelqu’un d’autre. Rien n’a été changé.',
  unknown: (name) =>
    `Les règles ne nomment personne appelé ${quoted(name)}, et seules les personnes nommées peuvent approuver à la place d’une autre. Rien n’a été changé.`,
  several: (name) => `Plusieurs personnes s’appellent ${quoted(name)}. Rien n’a été changé. Mentionnez-la avec @.`,
  samePerson: 'Personne ne se remplace soi-même. Rien n’a été changé. Nommez quelqu’un d’autre.',
  notYourself:
    'Qui le dit de quelqu’un d’autre ne peut pas le remplacer. Rien n’a été changé. Nommez quelqu’un d’autre.',
  deputyAway: (name, day) =>
    `${name} est en absence jusqu’au ${day} inclus. Rien n’a été changé. Nommez quelqu’un d’autre.`,
  past: 'Ce jour est passé. Rien n’a été changé.',
  tooFar: 'C’est dans plus d’un an. Rien n’a été changé.',
};
