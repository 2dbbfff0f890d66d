import type * as en from '../en/adapters.ts';
import { nbsp } from './typography.ts';

export const card: typeof en.card = {
  notice: { info: 'Remarque', success: 'Fait', warning: 'À vérifier', error: 'Problème' },
  warning: 'Avertissement',
  noticeLine: (word) => `${word}${nbsp}:`,
  choosePlaceholder: 'Choisir…',
  chooseOne: 'Choisissez',
  orType: 'Ou à saisir : un nom, un lien ou un identifiant',
  choose: 'Choisir',
  notNow: 'Pas maintenant',
  good: 'Utile',
  goodAnswer: 'Cette réponse est utile',
  bad: 'Pas utile',
  badAnswer: 'Cette réponse n’est pas utile',
  cancel: 'Annuler',
  refresh: 'Actualiser',
  moreActions: 'Autres actions',
  newer: 'Il y a une version plus récente de cette carte. Elle s’affichera quand vous fermerez ce qui est ouvert.',
  showNow: 'L’afficher maintenant',
  openInWindow: 'Ouvrir dans une fenêtre',
  more: (count) => `… et ${count} autres`,
  picture: 'Image',
  fillIn: 'Veuillez compléter ce champ.',
};

export const slack: typeof en.slack = {
  onIt: 'Je m’en occupe…',
  notStored: (reference) =>
    `Je n’ai pas pu prendre cela en compte, rien n’a donc été créé ni modifié. Réessayez dans une minute. (Référence ${reference})`,
  notTaken: 'Je n’ai pas pu prendre cela en compte, rien n’a donc été créé. Réessayez dans une minute.',
  slow: 'Cela prend plus de temps que prévu. Si rien n’apparaît ici d’ici une minute, refaites votre demande.',
  unknownButton: `Je ne connais plus ce bouton${nbsp}: la carte vient d’une version plus ancienne. Rien n’a été modifié. Refaites votre demande.`,
  notInstalled:
    'L’application Flowsmith n’est plus installée dans cet espace de travail. Demandez à votre administrateur Slack de la réinstaller.',
  outsider:
    'Cette application appartient à une autre entreprise : elle n’accepte de vous ni demandes ni décisions. Rien n’a été créé ni modifié. La personne qui l’exploite peut autoriser votre espace de travail (SLACK_ALLOWED_TEAMS).',
  otherCommand: (command) => `Je réponds à ${command}. Essayez ${command} aide.`,
  noWords: 'Ce message ne contient pas de mots dont je pourrais faire un workflow. Rien n’a été créé.',
  invitation:
    'Je ne suis pas membre de cette conversation. Invitez-moi ici et je pourrai mettre à jour cette carte et répondre dans un fil.',
  unknownOutcome:
    'Slack ne m’a pas dit si mon dernier message est arrivé. Si vous ne voyez pas de réponse ici, refaites votre demande. Rien n’arrive dans n8n sans un bouton.',
  notWhole: 'Cette carte n’a pas pu être affichée en entier. Redemandez-moi, ou regardez dans n8n.',
  writeSomething: 'Écrivez quelque chose ici, ou annulez.',
  formTooLate:
    'Slack m’a laissé trop peu de temps pour ouvrir le formulaire. Rien n’a été modifié. Appuyez à nouveau sur le bouton, ou dites-le-moi ici avec vos mots.',
  formNotOpened:
    'Slack n’a pas pu ouvrir le formulaire. Rien n’a été modifié. Appuyez à nouveau sur le bouton, ou dites-le-moi ici avec vos mots.',
  homeUnreadable: (reference) =>
    `Je ne peux pas consulter vos workflows pour l’instant. Rien n’a été modifié. Rouvrez cette page dans une minute. (Référence ${reference})`,
  stepUnknown:
    'Flowsmith ne connaît pas cette étape, donc rien n’a été demandé. Demandez à la personne qui l’exploite s’il est aussi récent que l’app Slack.',
  stepOfNobody:
    'Slack n’a pas dit qui a lancé ce flux, donc rien n’a été demandé. Faites-le commencer par un lien ou un bouton sur lequel quelqu’un appuie.',
  stepUnplaced:
    'Slack n’a pas dit à temps si vous faites partie de cet espace de travail, donc rien n’a été demandé. Relancez le flux. Si cela n’aide pas, il manque à l’app Slack l’autorisation users:read.',
  stepNotEnded:
    'La demande a été prise, mais Slack n’a pas accepté ce qui en est sorti. Demandez à votre admin Slack de réinstaller l’app avec le manifeste actuel.',
  promptsTitle: 'Essayez l’un de ces exemples',
  prompts: [
    {
      title: 'Publier une page chaque matin',
      message: 'Du lundi au vendredi à 9 h, récupérer https://example.com/status et le publier dans Slack #ops',
    },
    {
      title: 'Surveiller un site web',
      message:
        'Toutes les 15 minutes, récupérer https://example.com/health et, si le statut n’est pas ok, poster « Site en panne » dans Slack #ops',
    },
    { title: 'Afficher mes workflows', message: 'liste' },
    { title: `Que sais-tu faire${nbsp}?`, message: 'aide' },
  ],
};

export const teams: typeof en.teams = {
  unknownButton: 'Flowsmith ne connaît pas ce bouton. Refaites votre demande pour obtenir une nouvelle carte.',
  chooseFirst: 'Choisissez d’abord dans la liste, puis appuyez à nouveau.',
  nothingToFill: `Il n’y a plus rien à compléter ici${nbsp}: regardez la carte la plus récente.`,
  notNow: `Flowsmith ne peut pas ouvrir cela pour l’instant. Rien n’a été modifié${nbsp}; réessayez dans un instant.`,
  working: 'En cours…',
  notTaken: (reference) =>
    `Rien ne s’est passé${nbsp}: Flowsmith n’a pas pu le prendre en compte. Appuyez à nouveau dans un instant. Référence${nbsp}: ${reference}`,
  nothingNewer: 'Il n’y a rien de plus récent à afficher.',
  notRead: 'Le dernier état n’a pas pu être lu pour l’instant. Rien n’a été modifié.',
  automate: {
    title: 'Automatiser ceci',
    what: `Que faut-il automatiser${nbsp}?`,
    hint: `Ce sont les mots du message. Changez-les à votre gré${nbsp}: ce qui se trouve ici est ce qui est demandé à Flowsmith. Rien n’arrive dans n8n avant d’être approuvé.`,
    ask: 'Demander à Flowsmith',
    outside: `Flowsmith n’est pas dans cette conversation ni dans ce canal et ne peut pas y répondre. Ajoutez-le, ou continuez dans votre propre conversation avec lui${nbsp}: vos mots restent là.`,
    add: 'Ajouter Flowsmith ici',
    alone: 'Continuer dans ma conversation',
    comesHere: `En cours${nbsp}: la réponse arrive ici, sous le message ou comme nouveau message.`,
    comesAlone: `En cours${nbsp}: la réponse arrive dans votre propre conversation avec Flowsmith.`,
    notAlone: `Flowsmith ne peut pas non plus vous écrire en privé. Dans Teams, ouvrez Applications, ajoutez Flowsmith pour vous et appuyez à nouveau${nbsp}: vos mots restent là.`,
    openLater: `Teams n’a pas ouvert votre conversation pour l’instant. Appuyez à nouveau dans un instant${nbsp}: vos mots restent là.`,
  },
};
