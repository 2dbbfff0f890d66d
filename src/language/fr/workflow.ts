import type { WorkflowWords } from '../en/workflow.ts';
import { listIn } from '../language.ts';
import { diff } from './diff.ts';
import { schedule } from './schedule.ts';
import { conditions, duration, steps, triggers } from './steps.ts';
import { nbsp, quoted } from './typography.ts';

export const workflow: WorkflowWords = {
  schedule,
  triggers,
  steps,
  duration,
  conditions,
  diff,
  summary: {
    list: listIn('fr'),
    sentence: (trigger, doing) => `${trigger}${doing && `${nbsp}: ${doing}`}.`,
    noTrigger: 'Rien ne le déclenche pour l’instant',
    or: `${nbsp}; ou `,
    moreSteps: (count) => `${count} autres étapes`,
    email: 'Messagerie',
    cannotRun: `Il ne peut pas s’exécuter tout seul${nbsp}: rien ne le déclenche.`,
    runsByItself: (when) => `Une fois publié, il s’exécute tout seul${nbsp}: ${when}.`,
    runsOnErrors: 'Une fois publié, il s’exécute quand échoue un workflow qui le désigne comme workflow d’erreur.',
    canBeCalled: 'Une fois publié, d’autres workflows peuvent l’appeler.',
    byHandOnly: `Il ne s’exécute que si quelqu’un le lance à la main dans n8n${nbsp}; il ne peut pas être publié.`,
  },
  alt: {
    start: (name, trigger) => `Schéma du workflow ${quoted(name)}. Déclenchement${nbsp}: ${trigger}.`,
    more: (count) => `Et ${count} autres étapes.`,
  },
  diagram: {
    added: 'ajouté',
    changed: 'modifié',
    removed: 'supprimé',
    off: 'désactivé',
    empty: 'Aucune étape pour l’instant',
    more: (count) => (count === 1 ? 'et 1 autre étape' : `et ${count} autres étapes`),
    step: 'Étape',
    subNode: 'Sous-nœud',
    category: (number) => `catégorie ${number}`,
    rule: (number) => `règle ${number}`,
    otherwise: 'sinon',
  },
  asking: {
    channelId: 'Indiquez le canal, par exemple #ventes.',
    user: 'Indiquez la personne.',
    teamId: 'Indiquez l’équipe.',
    chatId: 'Indiquez la conversation.',
    url: 'Indiquez l’adresse à appeler, par exemple https://api.example.com/orders.',
    feedUrl: 'Indiquez l’adresse du flux.',
    toEmail: 'Indiquez le destinataire de l’e-mail.',
    fromEmail: 'Indiquez l’adresse d’expédition de l’e-mail.',
    sendTo: 'Indiquez le destinataire de l’e-mail.',
    subject: 'Indiquez l’objet.',
    text: 'Indiquez le contenu du message.',
    message: 'Indiquez le contenu du message.',
    documentId: 'Indiquez la feuille de calcul, avec son lien.',
    sheetName: 'Indiquez l’onglet de la feuille de calcul.',
    table: 'Indiquez la table.',
    owner: 'Indiquez à qui appartient le dépôt, par exemple acme.',
    repository: 'Indiquez le dépôt.',
    query: 'Indiquez la requête.',
    events: 'Indiquez les événements à surveiller.',
  },
  askingElse: 'Indiquez la valeur.',
  needed: (what, node) => `${what} pour ${quoted(node)}`,
};
