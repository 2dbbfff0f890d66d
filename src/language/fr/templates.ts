import type { templates as en } from '../en/templates.ts';
import { nbsp } from './typography.ts';

const asks: (typeof en)['asks'] = {
  channel: `Quel canal Slack, par exemple #general${nbsp}?`,
  decidingChannel: `Dans quel canal Slack la décision est-elle prise${nbsp}?`,
  leaveChannel: `Dans quel canal Slack les congés sont-ils décidés${nbsp}?`,
  salesChannel: `Quel canal Slack l’équipe commerciale lit-elle${nbsp}?`,
  billingChannel: `Quel canal Slack reçoit les e-mails de facturation${nbsp}?`,
  technicalChannel: `Quel canal Slack reçoit les e-mails techniques${nbsp}?`,
  restChannel: `Quel canal Slack reçoit le reste${nbsp}?`,
  itChannel: `Quel canal Slack l’informatique lit-elle${nbsp}?`,
  facilitiesChannel: `Quel canal Slack les services généraux lisent-ils${nbsp}?`,
  email: `À quelle adresse e-mail${nbsp}?`,
  decidingEmail: `Quelle adresse e-mail décide${nbsp}?`,
  watchedEmail: `Les e-mails de quelle adresse${nbsp}?`,
  itEmail: `Quelle adresse e-mail l’informatique lit-elle${nbsp}?`,
  restEmail: `Quelle adresse e-mail reçoit le reste${nbsp}?`,
  sender: `De quelle adresse e-mail sont-ils envoyés${nbsp}?`,
  sheet: `Quelle feuille Google${nbsp}? Envoyez son lien.`,
  tab: `Quel onglet de la feuille${nbsp}?`,
  folder: `Quel dossier Google Drive${nbsp}? Envoyez son lien.`,
  calendar: `Quel agenda Google (son adresse e-mail)${nbsp}?`,
  api: `Quelle est l’adresse de l’API${nbsp}?`,
  calledAddress: `Quelle adresse est appelée${nbsp}?`,
  passedOn: `À quelle adresse sont-ils transmis${nbsp}?`,
  price: `Quelle adresse répond avec le prix en JSON${nbsp}?`,
  feed: `Quelle est l’adresse du flux${nbsp}?`,
  website: `Quel site web${nbsp}?`,
  time: `À quelle heure${nbsp}?`,
  list: `Dans quel champ de la réponse se trouve la liste${nbsp}?`,
  role: `À quoi sert l’assistant${nbsp}?`,
  tone: `Quel ton les réponses doivent-elles avoir${nbsp}?`,
  orders: `Dans quelle table sont les commandes${nbsp}?`,
  fromTable: `Depuis quelle table${nbsp}?`,
  intoTable: `Dans quelle table${nbsp}?`,
  key: `Quelle colonne distingue les lignes${nbsp}?`,
  owner: `À qui est le dépôt (utilisateur ou organisation)${nbsp}?`,
  repository: `Quel dépôt${nbsp}?`,
  limit: `En dessous de quel prix${nbsp}?`,
  event: `Quel événement compte, par exemple order.paid${nbsp}?`,
  reminder: `Que doit dire le rappel${nbsp}?`,
  group: `Par quelle colonne${nbsp}?`,
  value: `Quelle colonne est additionnée${nbsp}?`,
  place: `Pour quel lieu${nbsp}?`,
};

const assumes: (typeof en)['assumes'] = {
  startsFrom: ({ name }) => `Le point de départ est le modèle «${nbsp}${name}${nbsp}».`,
  sentAs: ({ address }) => `Les e-mails sont envoyés en tant que ${address}.`,
  listIds: () => 'Les entrées de la liste se distinguent par leur id.',
  birthdays: () => 'La feuille a les colonnes Name et Birthday, écrites comme 1990-12-31.',
  sales: () => 'La table a les colonnes id, total et created_at.',
  tableRows: () => 'La table a les colonnes id et created_at.',
  errorWorkflow: () => 'D’autres workflows désignent celui-ci comme workflow d’erreur dans leurs paramètres.',
  firstTab: () => 'Le premier onglet de la feuille est surveillé.',
  dueRows: () => 'La feuille a les colonnes Task, Due (écrite comme 2026-12-31) et Status.',
  priceField: () => 'Le prix se trouve dans le champ price de la réponse.',
  openMeteo: () => 'La météo vient d’Open-Meteo, un service public qui ne demande pas de clé.',
  callerSends: () => 'Qui appelle le webhook envoie name et email en JSON.',
  noTime: ({ time }) => `Aucune heure n’a été indiquée : exécution à ${time}.`,
  everyWeek: () => 'Exécution chaque semaine ce jour-là.',
  everyDay: () => 'Aucun jour n’a été indiqué : exécution tous les jours.',
  onMonday: () => 'Aucun jour n’a été indiqué : exécution le lundi.',
  lookedUp: ({ place }) => `${place} est recherché par son nom à chaque exécution.`,
  placeOfZone: ({ place }) => `Aucun lieu n’a été indiqué : la météo de ${place} est utilisée.`,
  subject: ({ text }) => `L’objet est « ${text} ».`,
  messageSays: ({ text }) => `Le message dit « ${text} ».`,
  webhookAt: ({ method, path }) => `Le webhook est appelé en ${method} au chemin « ${path} ».`,
  firstTabUsed: () => 'Le premier onglet de la feuille Google est utilisé.',
  aiTaken: ({ name }) => `L’IA est ${name} ; dites « avec Anthropic » ou une autre pour changer.`,
  assistantTold: () =>
    'L’assistant reçoit ce que vous avez écrit sur lui ; il peut répondre, et rien d’autre.',
  assistantReads: ({ what }) =>
    `L’assistant reçoit ce que vous avez écrit sur lui ; il peut répondre et lire ${what}, et rien d’autre.`,
  aiReads: ({ what }) => `L’IA peut lire ${what}, et rien d’autre.`,
  remembers: () => 'Il se souvient des derniers messages d’une conversation, jusqu’au redémarrage de n8n.',
  storeTaken: ({ store }) =>
    `Aucune base n’a été nommée : ${store} est utilisé, dans une base Postgres à vous ; dites « dans Qdrant » ou une autre pour changer.`,
  storeInMemory: ({ store }) =>
    `${store} est vide après un redémarrage, et ne connaît que ce que le même processus n8n a reçu.`,
  storeNotFilled: ({ store }) =>
    `Ce workflow cherche dans ${store} et n’y met rien. Pour cela, demandez-en un autre : « Quand un fichier est ajouté dans Google Drive, indexe-le dans ${store} ».`,
  storeFilledFrom: ({ app, store }) =>
    `Ce qui est ajouté à ${app} à partir de maintenant est mis dans ${store} ; ce qui y est déjà ne l’est pas.`,
  storeAnew: ({ store }) => `Chaque exécution remet tout dans ${store} ; ce qui y était reste.`,
  embeddingsOf: ({ name }) =>
    `${name} fait les embeddings ; ce qui remplit la base et ce qui y cherche ont besoin des mêmes.`,
  fileKinds: () =>
    'Les fichiers PDF, Word, CSV, EPUB, JSON et texte sont lus ; avec tout autre fichier, l’exécution échoue.',
};

export const templates: typeof en = { asks, assumes };
