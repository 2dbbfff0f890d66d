import type { DoneWords, Sayings, VerbWords } from '../verb-words.ts';
import { nbsp, quoted } from './typography.ts';

export const verbs: VerbWords = {
  publish: {
    label: 'Activer',
    busy: 'Activation en cours…',
    ask: (name) => `Activer ${name}${nbsp}?`,
    effect: () => 'Il s’exécute ensuite tout seul à chaque déclenchement.',
  },
  unpublish: {
    label: 'Désactiver',
    busy: 'Désactivation en cours…',
    ask: (name) => `Désactiver ${name}${nbsp}?`,
    effect: () =>
      `Il ne s’exécute plus tout seul (dépublié, dans n8n). Rien n’est perdu${nbsp}: il peut être réactivé à tout moment.`,
  },
  delete: {
    label: 'Supprimer',
    busy: 'Suppression en cours…',
    ask: (name) => `Supprimer ${name}${nbsp}?`,
    effect: () => 'Il ne s’exécute plus et passe dans les archives de n8n. Il peut en être sorti.',
    forGood: {
      label: 'Supprimer définitivement',
      effect: `Il ne s’exécute plus et il est supprimé définitivement${nbsp}: ce n8n n’a pas d’archives, il ne peut pas être récupéré.`,
    },
  },
  rename: {
    label: 'Renommer',
    busy: 'Changement de nom en cours…',
    ask: (name, to) => `Renommer ${name} en ${to}${nbsp}?`,
    effect: () => `Seul son nom change, dans n8n et ici${nbsp}; ce qui s’exécute continue de s’exécuter.`,
    field: 'Nouveau nom',
  },
  unarchive: { label: `Annuler${nbsp}: sortir des archives`, busy: 'Récupération en cours…' },
  run: {
    label: 'Exécuter une fois',
    busy: 'Lancement en cours…',
    ask: (name) => `Exécuter ${name} maintenant${nbsp}?`,
    effect: () =>
      `Ses étapes ont réellement lieu une fois${nbsp}: ce qu’il envoie est envoyé, ce qu’il écrit est écrit.`,
  },
  retry: {
    label: 'Réessayer',
    busy: 'Nouvelle tentative d’exécution…',
    ask: (name) => `Relancer l’exécution échouée de ${name}${nbsp}?`,
    effect: (execution) =>
      `L’exécution ${execution} reprend à l’étape qui a échoué, avec le workflow dans son état actuel. À partir de là, les étapes ont réellement lieu.`,
  },
};

export const done: DoneWords = {
  unpublished: (by) => `Désactivé par ${by}${nbsp}: il ne s’exécute plus tout seul.`,
  archived: (by) => `Supprimé par ${by}${nbsp}: il est dans les archives de n8n et ne s’exécute plus.`,
  deleted: (by) => `Supprimé définitivement par ${by}.`,
  unarchived: (by) => `Récupéré par ${by}. Il est désactivé.`,
  renamed: (by, was) => (was ? `Renommé par ${by}${nbsp}: il s’appelait ${quoted(was)}.` : `Renommé par ${by}.`),
};

const name = `(?:le |la |les |l'|mon |ma |workflow |automatisation )*["“„«']?(?<words>.{1,120}?)["”“»']?`;
const to = `["“„«'‚‘]?(?<argument>.{1,200}?)["”“»'’]?`;

export const sayings: Sayings = {
  sentences: {
    unpublish: [`(?:désactive|arrête|suspends) ${name}`],
    publish: [`(?:active|publie|réactive) ${name}`],
    delete: [`(?:supprime|efface|archive) ${name}`],
    show: [`(?:montre|affiche|ouvre)(?:-moi)? ${name}`],
    history: [`(?:historique|versions) (?:de |du )?${name}`],
    try: [`(?:essaie|essaye|teste|répète) ${name}`],
    run: [`(?:exécute|lance) ${name}`],
    restore: [],
    executions: [],
    retry: [],
    save_template: [],
    explain: [],
    rename: [`renomme ${name} en ${to}`, `change le nom de ${name} en ${to}`],
    edit: [],
  },
  bare: { historique: 'history' },
  ordinary:
    'arrête|active|désactive|suspends|supprime|efface|archive|montre|affiche|ouvre|exécute|lance|publie|renomme|essaie|essaye|teste|répète',
  examples: [
    'montre <nom>',
    'désactive <nom>',
    'active <nom>',
    'supprime <nom>',
    'historique <nom>',
    'renomme <nom> en <nouveau nom>',
    'exécute <nom>',
  ],
};
