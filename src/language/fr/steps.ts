import type {
  conditions as enConditions,
  duration as enDuration,
  steps as enSteps,
  triggers as enTriggers,
} from '../en/steps.ts';
import { nbsp, quoted } from './typography.ts';

const repositoryOf = (owner: string, repository: string): string =>
  owner && repository ? `${owner}/${repository}` : owner || repository || 'un dépôt';

export const triggers: typeof enTriggers = {
  byHand: 'Quand quelqu’un le lance à la main dans n8n',
  webhook: (method, path) => `Quand une requête ${method} arrive sur …/webhook/${path || '(chemin manquant)'}`,
  form: (title) =>
    title ? `Quand quelqu’un envoie le formulaire ${quoted(title)}` : 'Quand quelqu’un envoie le formulaire',
  email: 'Quand un e-mail arrive',
  gmail: 'Quand un e-mail arrive dans Gmail',
  slack: (where) => `Quand il se passe quelque chose dans Slack${where}`,
  rowAdded: 'Quand une ligne est ajoutée dans Google Sheets',
  rowChanged: 'Quand une ligne est modifiée dans Google Sheets',
  github: (events, owner, repository) =>
    `Quand GitHub signale ${events ? quoted(events) : 'un événement'} dans ${repositoryOf(owner, repository)}`,
  feed: (address) => `Quand le flux ${address || '(adresse manquante)'} contient un nouvel élément`,
  error: 'Quand un autre workflow échoue',
  called: 'Quand un autre workflow l’appelle',
  app: (name) => `Quand ${name} le déclenche`,
};

export const steps: typeof enSteps = {
  fromData: '[valeur issue des données]',
  noAddress: '(pas encore d’adresse)',
  unknownAddress: '(adresse connue seulement à l’exécution)',
  getData: (host) => `récupérer des données de ${host}`,
  sendData: (host, method) => `envoyer des données à ${host} (${method})`,
  postSlack: (where) => `publier un message dans Slack${where}`,
  postTeams: (where) => `publier un message dans Microsoft Teams${where}`,
  telegram: 'envoyer un message Telegram',
  githubIssue: (owner, repository) => `créer une issue GitHub dans ${repositoryOf(owner, repository)}`,
  openAi: 'interroger un modèle OpenAI',
  agent: 'confier la tâche à un agent IA',
  readFeed: (address) => `lire le flux ${address || '(adresse manquante)'}`,
  email: (to) => `envoyer un e-mail à ${to || '(pas encore d’adresse)'}`,
  gmail: (to) => `envoyer un e-mail avec Gmail à ${to || '(pas encore d’adresse)'}`,
  onlyIf: (condition) => `continuer seulement si ${condition}`,
  onlyIfNamed: (name) => `continuer seulement si ${quoted(name)} est vérifié`,
  onlyIfHolds: 'continuer seulement si la condition est remplie',
  rules: 'choisir la suite selon des règles',
  prepare: 'préparer les données',
  code: (name) => `exécuter du code (${name})`,
  waitUntil: 'attendre jusqu’à l’heure indiquée',
  waitForAnswer: 'attendre une réponse',
  wait: (duration) => `attendre ${duration}`,
  splitOut: 'séparer les éléments de la liste',
  aggregate: 'regrouper tout en un seul élément',
  keepFirst: (count) => `garder le début de la liste (${count})`,
  keepLast: (count) => `garder la fin de la liste (${count})`,
  date: 'calculer la date',
  stop: 's’arrêter avec une erreur',
  runWorkflow: (name) => (name ? `exécuter le workflow ${quoted(name)}` : 'exécuter un autre workflow'),
  runInline: (steps) => `exécuter ses propres étapes (${steps})`,
  runUnknown: 'exécuter un workflow qui n’est connu qu’à l’exécution',
  putWorkflow: (steps) => `mettre un workflow dans n8n (${steps})`,
  askAgent: 'laisser travailler un agent gardé dans n8n',
  andMore: (count) => `et ${count} de plus`,
  merge: 'réunir les branches',
  loop: 'traiter les éléments un par un',
  answer: 'répondre à la requête',
  nothing: 'ne rien faire de plus',
  sheets: (sheet) => `Google Sheets${sheet && ` (${sheet})`}`,
  postgres: (table) => `PostgreSQL${table && ` (${table})`}`,
  query: 'exécuter une requête dans PostgreSQL',
  addRow: (to) => `ajouter une ligne dans ${to}`,
  addOrUpdateRow: (to) => `ajouter ou mettre à jour une ligne dans ${to}`,
  updateRow: (to) => `mettre à jour une ligne dans ${to}`,
  updateRows: (to) => `mettre à jour des lignes dans ${to}`,
  readRows: (from) => `lire des lignes dans ${from}`,
  clear: (what) => `vider ${what}`,
  deleteRows: (from) => `supprimer des lignes dans ${from}`,
  workWith: (what) => `utiliser ${what}`,
  operation: (operation, app) => `${app}${nbsp}: ${operation}`,
  withApp: (node, app) => `${node} (${app})`,
};

const units: Record<string, [one: string, many: string]> = {
  seconds: ['seconde', 'secondes'],
  minutes: ['minute', 'minutes'],
  hours: ['heure', 'heures'],
  days: ['jour', 'jours'],
};

export const duration: typeof enDuration = (amount, unit) =>
  `${amount} ${units[unit]?.[amount === '1' ? 0 : 1] ?? unit}`;

export const conditions: typeof enConditions = {
  compare: {
    equals: 'est égal à',
    notEquals: 'n’est pas égal à',
    gt: 'est supérieur à',
    gte: 'vaut au moins',
    lt: 'est inférieur à',
    lte: 'vaut au plus',
    contains: 'contient',
    notContains: 'ne contient pas',
    startsWith: 'commence par',
    notStartsWith: 'ne commence pas par',
    endsWith: 'finit par',
    notEndsWith: 'ne finit pas par',
    regex: 'correspond à',
    notRegex: 'ne correspond pas à',
    empty: 'est vide',
    notEmpty: 'n’est pas vide',
    exists: 'existe',
    notExists: 'n’existe pas',
    true: 'est vrai',
    false: 'n’est pas vrai',
    after: 'est après',
    before: 'est avant',
  },
  nothing: 'vide',
  and: ' et ',
  or: ' ou ',
};
