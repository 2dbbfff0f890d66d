import type { planning as en } from '../en/planning.ts';
import { nbsp, quoted } from './typography.ts';

export const planning: typeof en = {
  when: `Quand cela doit-il s’exécuter${nbsp}?`,
  whenChoices: [
    'Chaque matin à 9 h',
    'Chaque lundi à 9 h',
    'Quand un webhook est appelé',
    'Quand je le lance à la main',
  ],
  what: `Que doit-il se passer ensuite${nbsp}? Par exemple${nbsp}: post "Bonjour" to #general.`,
  city: `Pour quelle ville faut-il donner la météo${nbsp}?`,
  template: (name) => `Cela ressemble au modèle ${quoted(name)}. L’utiliser${nbsp}?`,
  templateChoices: ['L’utiliser', 'Non, autre chose'],
  newOrChange: (name) => `Est-ce une nouvelle automatisation, ou un changement de ${quoted(name)}${nbsp}?`,
  newOrChangeChoices: ['Une nouvelle automatisation', 'Un changement'],
  notDone: 'Rien n’a été préparé.',
  hello: `Bonjour${nbsp}! Dites-moi ce qui doit se passer et quand. Sans modèle d’IA, je ne comprends que les demandes en anglais.`,
  canStart: `Je peux démarrer selon un horaire (${quoted('every weekday at 9')}), par un webhook, un formulaire, un nouvel e-mail, une nouvelle ligne dans Google Sheets, un événement GitHub, un nouvel article de flux, un message Slack ou Teams, ou un événement de toute application pour laquelle n8n a un déclencheur.`,
  canDo: `Je peux lire une adresse web ou y envoyer des données, publier dans Slack ou Teams, envoyer des e-mails, ajouter ou lire des lignes dans Google Sheets ou PostgreSQL, donner la météo, faire ce que peuvent les nœuds de n8n pour d’autres applications, attendre, définir des champs et décider avec ${quoted('if … otherwise …')}.`,
  forExample: `Par exemple, en anglais${nbsp}:`,
  part: quoted,
  notUnderstood: (parts) => `Je n’ai pas compris ${parts.join(' et ')}, rien n’a donc été préparé.`,
  notSpoken: 'Je lis le français, l’anglais, l’allemand et l’espagnol, aucune autre langue.',
  sayHelp: 'Dites «\u00a0aide\u00a0» pour savoir ce que je sais faire.',
  nothingDrafted: 'Je n’ai pas pu en faire un workflow, rien n’a donc été préparé.',
  cannotChange: (name) =>
    `Sans modèle d’IA, je peux changer l’heure, le canal, une adresse, un texte, le nom, les notes, les tags, le fuseau horaire ou les nouvelles tentatives de ${quoted(name)}, ou ajouter une étape à la fin, en anglais${nbsp}: ${quoted('at 7:30 instead')}, ${quoted('retry Get data 3 times')}, ${quoted('post to #ops instead')}, ${quoted('also email ana@example.com')}. Pour le reste, changez-le dans n8n, ou décrivez une nouvelle automatisation en entier.`,
};
