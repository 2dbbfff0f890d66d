import type * as en from '../en/card-messages.ts';
import { nbsp, quoted } from './typography.ts';

export const messages: typeof en.messages = {
  working: 'En cours',
  moment: 'Un instant, je regarde.',
  toldInPrivate: 'Réponse donnée en privé.',
  stop: 'Arrêter',
  stages: {
    understanding: 'Comprendre votre demande',
    choosing: 'Choisir les étapes dans n8n',
    checking: 'Vérifier que cela fonctionnerait',
  },
  chooseOne: 'Choisissez',
  answerOwnWords: `Ou répondez avec vos propres mots dans ce fil${nbsp}; dans un canal, mentionnez-moi.`,
  answerHere: `Répondez dans ce fil${nbsp}; dans un canal, mentionnez-moi.`,
  question: 'Une question',
  interrupted: 'Cela a été interrompu avant que je puisse répondre. Merci de le redire.',
  didNotWork: 'Cela n’a pas fonctionné',
};

export const home: typeof en.home = {
  welcome: 'Bienvenue',
  firstSteps: [
    `Dites-moi avec vos propres mots ce qui doit se passer et quand${nbsp}: ici sous ${quoted('Messages')}, en me mentionnant dans un canal, ou avec la commande slash.`,
    `Je vous montre un brouillon${nbsp}: ce qu’il fait, les applications utilisées, ce qui manque encore. Dites ce qui doit changer, aussi souvent que vous voulez.`,
    `Rien n’arrive dans n8n avant qu’une personne autorisée appuie sur ${quoted('Activer')}. Ensuite, je vous dis si c’est vraiment en service.`,
  ],
  example: `Par exemple${nbsp}: du lundi au vendredi à 9 h, récupérer https://example.com/status et le publier dans Slack #ops`,
  waiting: 'En attente de votre décision',
  askedForBy: (name) => `Demandé par ${name}`,
  newTitle: 'Nouvelle automatisation',
  newLabel: `Que doit-il se passer, et quand${nbsp}?`,
  newSubmit: 'Préparer',
  find: 'Chercher…',
  findTitle: 'Chercher un workflow',
  findLabel: 'Son nom, ou une partie',
  findSubmit: 'Chercher',
  failed: 'En échec la dernière fois',
  more: (count) => `et ${count} autres`,
  yours: 'Vos workflows',
  none: 'Aucun pour l’instant. Dites-moi ce qui doit se passer, et quand.',
  hint: `Dites-moi ${quoted('liste')} pour les voir tous, et ${quoted('aide')} pour tout ce que je sais faire.`,
  disclaimer: `Les brouillons peuvent être écrits par un modèle de langage et contenir des erreurs${nbsp}: lisez-les avant d’approuver.`,
};

export const acts: typeof en.acts = {
  withName: (text, by) => `${text} (${by})`,
  gone: `Il n’était plus dans n8n${nbsp}: quelqu’un l’y a supprimé.`,
  notStarted: (why) => `Non lancé. ${why}`,
  mayHaveRun: `Il a été appelé, mais aucune réponse n’est venue${nbsp}: il s’est peut-être exécuté. Regardez ses exécutions avant de le relancer.`,
  executionsInN8n: 'Exécutions dans n8n',
  retried: (by, execution) => `Relancé par ${by}${nbsp}: exécution ${execution}`,
  started: (by, execution) => `Lancé par ${by}${nbsp}: exécution ${execution}`,
  answered: (by, status) => `Lancé par ${by}${nbsp}; son adresse a répondu ${status}.`,
  ended: (start, status) => `${start} ${status}.`,
  executionInN8n: 'Cette exécution dans n8n',
  kept: (by) => `Laissé tel quel (${by}). Rien n’a été modifié.`,
};
