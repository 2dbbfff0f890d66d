import type * as en from '../en/card-state.ts';
import { nbsp, quoted } from './typography.ts';

/** What is true now of a workflow that a draft led to, and who brought it about; pieces around a name and a time. */
export const now: typeof en.now = {
  approvedBy: (name) => `Approuvé par ${name}`,
  discardedBy: (name) => `Abandonné par ${name}`,
  unpublishedBy: (name) => `Désactivé par ${name}`,
  broughtBackBy: (name) => `Récupéré par ${name}`,
  deletedBy: (name) => `Supprimé par ${name}`,
  deletedForGoodBy: (name) => `Supprimé définitivement par ${name}`,
  changedBy: (name) => `Modifié depuis par ${name}`,
  nothingCreated: '. Rien n’a été créé.',
  discardedLater: `. Abandonné ensuite${nbsp}: rien n’a été créé.`,
  doesNotRun: `${nbsp}: il ne s’exécute plus tout seul.`,
  notPublished: '. Il est désactivé.',
  inArchive: `${nbsp}: il est dans les archives de n8n et ne s’exécute pas.`,
  deleted: 'Supprimé',
  unpublished: 'Désactivé',
  changedSince: 'Modifié depuis',
  inN8n: {
    published: { before: 'Activé dans n8n (publié), vu le ', after: '.' },
    unpublished: { before: 'Désactivé dans n8n (dépublié), vu le ', after: `${nbsp}: il ne s’exécute pas tout seul.` },
    archived: { before: 'Archivé dans n8n, constaté le ', after: `${nbsp}: il ne s’exécute pas.` },
    gone: { before: 'Supprimé dans n8n, constaté le ', after: '.' },
  },
  unexplained: {
    published: 'Il est activé maintenant.',
    unpublished: `Il est désactivé maintenant${nbsp}: il ne s’exécute pas tout seul.`,
    archived: `Il est maintenant dans les archives de n8n${nbsp}: il ne s’exécute pas.`,
    gone: `Il n’est plus dans n8n${nbsp}: quelqu’un l’y a supprimé.`,
  },
  changedInN8n: 'Modifié dans n8n, constaté le ',
  mayDiffer: `${nbsp}: il fait peut-être autre chose que ce que dit cette carte.`,
  askedAs: (name) => `Il a été demandé sous le nom ${quoted(name)}.`,
  showNow: 'Afficher l’état actuel',
  undoChange: 'Annuler cette modification',
};

/** Drafts that wait for a decision. */
export const waiting: typeof en.waiting = {
  title: 'En attente de votre décision',
  nothing: 'Aucun brouillon n’attend votre décision.',
  row: (name, what) => `• ${name}${nbsp}: ${what}`,
  more: (count) => `Et ${count} autres.`,
  how: `Dites-moi ${quoted('brouillons')} en message direct, ou mentionnez-moi, pour les voir.`,
  askedFor: (requester, place) => `Demandé par ${requester} dans ${place}, `,
  aDraft: 'Un brouillon',
  places: { slack: 'Slack', teams: 'Teams', playground: 'le bac à sable', rest: 'l’API HTTP' },
};

export const address: typeof en.address = {
  webhook: (method) => `À appeler ici (${method})`,
  form: 'Le formulaire est ici',
  openForm: 'Ouvrir le formulaire',
  needsAuth: '– il demande qui appelle, voir n8n',
  example: 'Par exemple',
};
