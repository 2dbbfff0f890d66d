import type * as en from '../en/cards.ts';
import { nbsp, quoted } from './typography.ts';

export const draft: typeof en.draft = {
  title: (name) => `Brouillon · ${name}`,
  changeTitle: (name) => `Modification · ${name}`,
  turnOn: 'Activer',
  createOff: 'Créer désactivé',
  save: 'Enregistrer',
  saveOnly: 'Enregistrer sans mettre en service',
  saveAndTurnOn: 'Enregistrer et activer',
  saveAndMakeLive: 'Enregistrer et mettre en service',
  saveAndMakeAllLive: 'Enregistrer et tout mettre en service',
  sure: (act, name) => `${act}${nbsp}: ${quoted(name)}${nbsp}?`,
  openEarlier: 'Ouvrir la version précédente',
  openUntil: 'jusqu’au ',
  replacesLive: (effect) => `Cela remplace ce qui est en service. ${effect}`,
  notLiveYet: (edits) =>
    `Dans n8n, des modifications ne sont pas encore en service${nbsp}: ${edits}. Mettre ce changement en service les met en service aussi.`,
  failedBefore: (why) => `Une répétition a échoué. ${why}`,
  takesAlong: (edits) =>
    `Cela met aussi en service ce qui est enregistré dans n8n et ne l’est pas encore${nbsp}: ${edits}.`,
  change: 'Modifier…',
  discard: 'Abandonner',
  stepsAndPicture: 'Étapes et image',
  stepsTitle: (name) => `Étapes · ${name}`,
  fillIn: 'Compléter…',
  leaveOut: 'Laisser de côté',
  lookAgain: 'Chercher à nouveau',
  stillNeeded: 'Reste à compléter',
  needs: (what, count) =>
    count === 1 ? `Il manque une réponse${nbsp}: ${what}` : `Il manque ${count} réponses${nbsp}: ${what}`,
  asWhom: (names) => `en tant que ${names}`,
  nextRun: (when) => `prochaine exécution ${when}`,
  askedBy: (name) => `demandé par ${name}`,
  byModel: 'brouillon d’IA, à lire avant d’approuver',
  whichCredential: (kind) => `Quels identifiants doit-il utiliser (${kind})${nbsp}?`,
  noCredentialChosen: (kind) => `Aucun identifiant choisi (${kind})${nbsp}: choisissez-le dans n8n.`,
  credentialMissing: (names) =>
    `Pour qu’il puisse s’exécuter, il manque des identifiants pour ${names}. Ajoutez-les dans n8n, puis choisissez-les dans le workflow.`,
  addCredential: 'Ajouter des identifiants dans n8n',
  credentialUnknown: (names) =>
    `Il a besoin d’identifiants pour ${names}. n8n n’a pas indiqué lesquels existent${nbsp}: regardez dans n8n et choisissez-les dans le workflow.`,
  credentials: 'Identifiants dans n8n',
  credentialsUsed: 'Identifiants',
  different: 'Ce qui change',
  nothing: 'Rien.',
  moreChanges: (count) => (count === 1 ? 'et 1 autre modification' : `et ${count} autres modifications`),
  showChanges: 'Voir toutes les modifications',
  allChanges: (name) => `Toutes les modifications${nbsp}: ${name}`,
  nextRuns: 'Prochaines exécutions',
  apps: 'Applications',
  noApps: 'aucune',
  more: (count) => `et ${count} autres`,
  assumed: (what) => `Supposé${nbsp}: ${what}`,
  assumedByModel: (what) => `Le modèle dit avoir supposé (non vérifié)${nbsp}: ${what}`,
  alsoBy: (names) => `aussi formulé par ${names}`,
  footer: (requester, revision, checked) =>
    `Demandé par ${requester} · version ${revision} · ${checked} · écrit par une machine${nbsp}: à lire avant d’approuver`,
  checkedInstance: (version) => `vérifié avec votre n8n ${version}`,
  checkedNearest: (version) => `vérifié avec les types de nœuds les plus proches de votre n8n ${version}`,
  onlyBuiltIn: (version) =>
    `Pas vérifié avec votre n8n${nbsp}: seule la liste intégrée des nœuds courants (${version}) est disponible. Ce que votre n8n a en plus ou fait autrement, personne ne l’a regardé. La personne qui exploite Flowsmith peut y remédier${nbsp}: flowsmith doctor.`,
  checkedBuiltIn: (version) => `vérifié avec la liste intégrée des nœuds n8n (${version})`,
  changeForm: {
    title: 'Modifier',
    submit: 'Modifier',
    label: `Qu’est-ce qui doit changer${nbsp}?`,
    hint: 'p. ex. plutôt à 7 heures, et seulement en semaine',
    hintAfter: (request) => `Jusqu’ici${nbsp}: ${quoted(request)}. p. ex. plutôt à 7 heures, et seulement en semaine`,
  },
};

export const outcome: typeof en.outcome = {
  approvedTitle: (name) => `Approuvé · ${name}`,
  underWay: 'Création dans n8n en cours…',
  created: `Créé dans n8n, désactivé${nbsp}: il ne s’exécute pas encore.`,
  createdWord: 'Créé, désactivé',
  notPublishable: (why) => `Il n’a pas pu être activé. ${why}`,
  openInN8n: 'Ouvrir dans n8n',
  publishAgain: 'Réessayer de l’activer',
  publishIt: (name) => `Activer ${quoted(name)}${nbsp}?`,
  openNewer: 'Ouvrir la plus récente',
  live: 'En service',
  published: 'Activé',
  notRunning: 'Activé, mais ne s’exécute pas',
  saved: 'Enregistré',
  titled: (state, name) => `${state} · ${name}`,
  makeLive: 'Mettre en service',
  notChangedTitle: (name) => `Pas modifié · ${name}`,
  conflict: 'Quelqu’un a modifié ce workflow dans n8n après la préparation de cette modification. Rien n’a été écrit.',
  theirs: 'Modifié entre-temps dans n8n',
  onlyLooks: 'Seulement la présentation.',
  ours: 'Cette modification',
  putOnTop: 'Appliquer la mienne par-dessus',
  notCreatedTitle: (name) => `Pas créé · ${name}`,
  retry: 'Réessayer',
  maybeThere: `Il n’est pas certain que ce soit arrivé dans n8n. Réessayer y regarde d’abord et n’en crée pas un second${nbsp}; s’il apparaît de lui-même, cette carte le dit.`,
  twin: `n8n l’a créé deux fois, et quelqu’un s’est aussi servi de l’autre. Les deux restent${nbsp}: regardez lequel vous voulez.`,
  openTwin: 'Ouvrir l’autre',
  withReference: (message, reference) => `${message} (référence ${reference})`,
};

export const workflow: typeof en.workflow = {
  state: {
    live: `Activé (publié)${nbsp}: n8n a démarré son déclencheur`,
    published: 'Activé (publié), mais n8n n’a démarré aucun de ses déclencheurs',
    unpublished: `Désactivé (non publié)${nbsp}: il ne s’exécute pas tout seul`,
    archived: `Dans les archives de n8n${nbsp}: il ne s’exécute pas`,
    gone: 'N’est plus dans n8n',
    unknown: 'n8n ne répond pas pour l’instant',
  },
  unpublishedEdits: `Il a été modifié depuis son activation${nbsp}: c’est la version précédente qui s’exécute.`,
  now: 'Actuellement',
  lastExecution: 'Dernière exécution',
  noneKnown: 'aucune connue',
  ended: (status, when) => `${status}, ${when}`,
  credentials: 'Identifiants',
  askedForBy: 'Demandé par',
  notMadeHere: `quelqu’un dans n8n${nbsp}: il n’a pas été créé ici`,
  history: 'Historique',
  executions: 'Exécutions',
  saveAsTemplate: 'Enregistrer comme modèle',
  templateName: 'Nom du modèle',
};

export const confirm: typeof en.confirm = {
  workflow: 'Workflow concerné',
  somebody: 'quelqu’un dans n8n',
  keep: 'Laisser tel quel',
  triedBefore: (why) => `Il n’a pas pu être activé auparavant. ${why}`,
};

export const list: typeof en.list = {
  mine: 'Les workflows que vous avez demandés',
  all: 'Tous les workflows créés ici',
  instance: 'Tous les workflows dans n8n',
  previous: 'Précédent',
  next: 'Suivant',
  showAll: 'Tout afficher',
  show: 'Afficher',
  page: (page, pages, total) => `${pages > 1 ? `Page ${page} sur ${pages} · ` : ''}${total} au total`,
  titled: (title) => `${title}${nbsp}:`,
  more: (count, url) =>
    `Et ${count} autres${nbsp}: mentionnez-moi et dites ${quoted('liste')} pour tourner les pages, ou regardez dans n8n${nbsp}: ${url}`,
  allInN8n: 'Tous dans n8n',
  howToShow: `Dites ${quoted('montre <nom>')} pour en voir un et ce qu’il est possible d’en faire.`,
  row: (name, state, url) => `• ${name}${nbsp}: ${state} ${url}`,
  deleted: 'Supprimé dans n8n',
  archived: 'Dans les archives de n8n',
  published: 'Activé',
  notPublished: 'Désactivé',
  lastSeen: (state) => `${state} la dernière fois`,
  lastExecution: (status, when) => `dernière exécution ${status}, ${when}`,
  noExecution: 'aucune exécution connue',
  noneOfYours: 'Vous n’avez encore fait créer aucun workflow ici.',
  none: 'Aucun workflow n’a encore été créé ici.',
  how: `Dites-moi ce qui doit se passer et quand, par exemple${nbsp}: du lundi au vendredi à 9 h, récupérer https://example.com/status et le publier dans Slack #ops`,
  sayListAll: `Dites ${quoted('liste tous')} pour voir ceux de tout le monde.`,
};

export const history: typeof en.history = {
  title: (name) => `Historique de ${name}`,
  newer: 'Plus récentes',
  older: 'Plus anciennes',
  none: 'Aucune version connue.',
  version: (number) => `Version ${number}`,
  by: (who, what) => `${who}${nbsp}: ${what}`,
  restore: 'Restaurer',
  onlyOurs: `Ce n8n n’énumère pas les versions${nbsp}: voici celles créées ici. ${quoted('Restaurer')} montre d’abord la différence.`,
  nothingChanges: `${quoted('Restaurer')} montre d’abord la différence${nbsp}; rien ne change avant l’approbation.`,
  line: (name, versions) => `Historique de ${name}${nbsp}: ${versions}`,
  versionBy: (number, who) => `version ${number} par ${who}`,
  now: 'actuelle',
  live: 'en service',
  first: 'la première version',
  noDifference: 'aucune différence visible',
};

export const executions: typeof en.executions = {
  title: (name) => `Exécutions de ${name}`,
  none: `n8n n’en conserve aucune exécution${nbsp}: il ne s’est pas encore exécuté, ou n8n les a supprimées.`,
  retried: 'relancée depuis, avec succès',
  why: `Pourquoi${nbsp}?`,
  all: 'Toutes les exécutions dans n8n',
  whyFailed: (id) => `Pourquoi l’exécution ${id} a échoué`,
  fix: 'Proposer une correction',
  line: (name, id, status) => `${name}${nbsp}: exécution ${id} ${status}`,
  about: (name, what) => `${name}${nbsp}: ${what}`,
  noneKnown: (name) => `${name}${nbsp}: aucune exécution connue`,
  status: {
    success: 'réussie',
    error: 'échouée',
    crashed: 'interrompue par un plantage',
    canceled: 'arrêtée',
    running: 'en cours',
    waiting: 'en attente',
    new: 'sur le point de démarrer',
  },
  unknownStatus: 'terminée de façon inconnue',
  mode: {
    trigger: 'par son déclencheur',
    webhook: 'appelée de l’extérieur',
    manual: 'lancée dans l’éditeur',
    retry: 'relancée',
    error: 'après un échec ailleurs',
    integrated: 'par un autre workflow',
  },
  unknownMode: 'par n8n',
};

export const failure: typeof en.failure = {
  step: (name, problem) => `étape ${quoted(name)}${nbsp}: ${problem}`,
  line: (name, at, timezone, problem) => `${name} a échoué à ${at} (${timezone})${nbsp}: ${problem}`,
  noReason: 'n8n ne dit pas pourquoi.',
  count: (count, since) => `${count}e fois depuis ${since}${nbsp}; voici la dernière.`,
  mixed: `Il échoue de plusieurs façons${nbsp}: elles sont comptées ensemble ici.`,
  recovered: (at, timezone) => `Il a de nouveau bien fonctionné à ${at} (${timezone}).`,
  footer: 'Ce que signale n8n est montré tel quel. Le même échec est compté ici, pendant un jour au plus.',
  title: (name) => `Échec${nbsp}: ${name}`,
  recoveredTitle: (name) => `Fonctionne à nouveau${nbsp}: ${name}`,
  mute: 'En sourdine un jour',
};

export const when: typeof en.when = {
  unknown: 'à une heure inconnue',
  about: (time) => `environ ${time}`,
};

/** A draft nobody decided about in time. */
export const expired: typeof en.expired = {
  title: (name) => `Expiré · ${name}`,
  nothingCreated: 'Rien n’a été créé dans n8n.',
  nothingChanged: 'Rien n’a été modifié dans n8n.',
  until: 'Personne n’a décidé avant le ',
  inTime: 'Personne n’a décidé à temps.',
  reopen: 'Rouvrir',
};

/** What is asked about a bad answer. */
export const feedback: typeof en.feedback = {
  title: `Qu’est-ce qui n’allait pas${nbsp}?`,
  submit: 'Envoyer',
  label: `Qu’est-ce qui aurait dû être différent${nbsp}?`,
  hint: `Les exploitants de Flowsmith le lisent${nbsp}; pas de mots de passe, s’il vous plaît. Pour modifier le brouillon, dites-le-moi dans son fil.`,
};
