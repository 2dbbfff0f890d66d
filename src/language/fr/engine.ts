import type * as en from '../en/engine.ts';
import { nbsp, quoted } from './typography.ts';
import { sayings } from './verbs.ts';

const example = 'du lundi au vendredi à 9 h, récupérer https://example.com/status et le publier dans Slack #ops';

export const reasons: typeof en.reasons = {
  onlyRequester:
    'Seule la personne qui a fait la demande peut en décider, car aucun approbateur n’est désigné. Demandez-lui d’appuyer sur le bouton.',
  onlyApprover: 'Seul un approbateur peut décider de ce brouillon. Demandez à l’un d’eux d’appuyer sur le bouton.',
  namedOnly:
    'Ce brouillon est approuvé par les personnes que les règles désignent pour ce qu’il fait. La carte dit qui.',
  alreadyCounted: `Votre approbation compte déjà. D’autres doivent aussi l’approuver${nbsp}: la carte dit qui.`,
  seatTaken: `Vous remplacez quelqu’un dont l’approbation compte déjà, donnée par cette personne ou par un autre remplaçant. La carte dit qui d’autre doit approuver.`,
  fourEyes: `Quelqu’un d’autre doit l’approuver${nbsp}: ici, personne n’approuve sa propre demande. Demandez à un approbateur d’appuyer sur le bouton.`,
  publishersOnly:
    'Vous pouvez créer ce workflow, mais l’activer est réservé à d’autres. Choisissez « Créer désactivé », puis demandez à l’une de ces personnes.',
  withdrawRequester:
    'Seule la personne qui a demandé ce workflow peut le faire, car aucun approbateur n’est désigné. Demandez-lui d’appuyer sur le bouton.',
  withdrawApprover:
    'Seul un approbateur ou la personne qui a demandé ce workflow peut le faire. Demandez-leur d’appuyer sur le bouton.',
  changeApprover: 'Seul un approbateur peut le faire avec ce workflow. Demandez à l’un d’eux d’appuyer sur le bouton.',
  publishRights:
    'Seules les personnes autorisées à activer des workflows le peuvent avec celui-ci. Demandez à un approbateur d’appuyer sur le bouton.',
  notTheirs:
    'Seule la personne qui a demandé ce workflow peut en approuver une modification, car aucun approbateur n’est désigné. Demandez-lui d’appuyer sur le bouton.',
  noTests:
    'Les tests sont désactivés ici, rien n’a donc été envoyé. Un opérateur peut les autoriser : tests dans la politique.',
  adminOnly: `Seul un administrateur peut l’approuver${nbsp}; la carte dit pourquoi. Demandez-lui d’appuyer sur le bouton, ou demandez une modification.`,
  changedSince: `Ce brouillon a changé depuis${nbsp}: regardez sa carte la plus récente ci-dessous.`,
  nothingToPublish: 'Il n’y a pas encore de workflow créé à activer.',
  nothingToRetry: 'Il n’y a plus rien à réessayer.',
  alreadyApproved: 'Il est déjà approuvé et en route vers n8n.',
  alreadyCreated: 'Il est déjà dans n8n.',
  expired: `Ce brouillon a expiré. Appuyez sur ${quoted('Rouvrir')} ou ${quoted('Modifier…')} sur sa carte, ou refaites votre demande.`,
  linkAdmins: 'Seule une personne administratrice des deux côtés peut en décider. Adressez-vous à l’une d’elles.',
  linkFourEyes: `Quelqu’un d’autre doit confirmer${nbsp}: avec le principe des quatre yeux, personne ne lie ses propres comptes.`,
  notExpired: `Ce brouillon est ouvert${nbsp}: il n’a pas expiré.`,
  discarded: 'Ce brouillon a été abandonné. Refaites votre demande pour en commencer un nouveau.',
  rehearsalFailed: `Une répétition a échoué, donc rien n’a été créé. La carte dit pourquoi${nbsp}: demandez une modification, ou appuyez encore une fois et confirmez.`,
  alreadyTried: `Cette version a déjà été approuvée${nbsp}: appuyez sur « Réessayer » ou demandez une modification.`,
  blocked: `Il reste quelque chose à régler avant la création${nbsp}: voyez la carte.`,
  needsPerson: 'Une personne doit en décider.',
  busy: 'Une action est déjà en cours sur ce workflow. Attendez que sa carte change.',
  gone: `Il n’est plus dans n8n${nbsp}: quelqu’un l’y a supprimé.`,
  archivedAlready: 'Il est déjà dans les archives de n8n.',
  archived: 'Il est dans les archives de n8n. Sortez-le d’abord de là.',
  notArchived: 'Il n’est plus dans les archives.',
  publishedAlready: 'Il est déjà activé.',
  notPublished: 'Il est désactivé.',
};

export const answers: typeof en.answers = {
  help: `Dites-moi simplement ce qui doit se passer et quand. Je vous montre un brouillon${nbsp}; rien n’arrive dans n8n avant que quelqu’un appuie sur ${quoted('Activer')}.

Par exemple${nbsp}:
• ${example}
• quand quelqu’un envoie un formulaire avec nom et e-mail, ajouter une ligne dans Google Sheets
• toutes les 15 minutes, récupérer https://example.com/health et, si le statut n’est pas ok, poster « Site en panne » dans Slack #ops

Pour modifier un brouillon ou un workflow créé ici, dites-le-moi dans son fil (${quoted('plutôt à 7 heures')})${nbsp}; dans un canal, mentionnez-moi.

Vous pouvez aussi dire${nbsp}: liste · liste tous · ${sayings.examples.join(' · ')}

Dites ${quoted('brouillons')} pour voir ce que vous pouvez approuver, et ${quoted('lier mes comptes')} pour utiliser vos comptes Slack et Teams comme un seul.

Ne mettez ni mots de passe ni clés dans vos messages${nbsp}: leur place est dans les identifiants de n8n.`,
  welcome: (
    addedBy,
  ) => `${addedBy ? `${addedBy} m’a ajouté. ` : ''}Je suis Flowsmith${nbsp}: dites-moi simplement ce qui doit se faire tout seul, et j’en fais un workflow n8n. Je vous montre d’abord un brouillon${nbsp}; rien n’arrive dans n8n avant que quelqu’un appuie sur ${quoted('Activer')}.

Par exemple${nbsp}: ${example}

Dans un canal ou une conversation de groupe, mentionnez-moi. Dites ${quoted('aide')} pour d’autres exemples, ${quoted('liste')} pour voir ce qui a été créé ici. Votre organisation m’exploite avec son propre n8n${nbsp}: demandez à votre administrateur qui peut approuver.`,
  tooOften: `Cela fait beaucoup de commandes en peu de temps. Réessayez dans quelques minutes${nbsp}; rien n’a été modifié.`,
  tooLong: (length, most) =>
    `Cela fait ${length} caractères${nbsp}; j’en lis ${most} au plus. Dites-moi en quelques phrases ce qui doit se passer et quand, et gardez les détails pour un second message.`,
  tooManyRequests: (minutes) =>
    `Cela fait beaucoup de demandes en peu de temps. Réessayez dans ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}${nbsp}; ce que vous avez est conservé.`,
  waitingAlready: {
    person: `Beaucoup de vos demandes attendent déjà une réponse, celle-ci n’a donc pas été prise. Redites-la quand quelques-unes auront leur réponse${nbsp}; celles qui attendent gardent leur place.`,
    tenant: `Tant de demandes venues d’ici attendent déjà une réponse que celle-ci n’a pas été prise. Redites-la dans quelques minutes${nbsp}; celles qui attendent gardent leur place.`,
  },
  secretRemoved: (credentialsUrl) =>
    `Quelque chose dans votre message ressemblait à un mot de passe ou à une clé. Je l’ai retiré avant de garder quoi que ce soit${nbsp}: ajoutez-le plutôt dans n8n sous ${quoted('Credentials')} (${credentialsUrl}), et supprimez-le de la conversation.`,
  fileOnly: 'Je ne peux pas lire les fichiers. Dites-moi avec des mots ce qui doit se faire tout seul, et quand.',
  nothingToCancel: 'Il n’y a rien à annuler ici. Dites-moi simplement ce qui doit se passer, et quand.',
  questionDropped: 'D’accord, la question est abandonnée. Rien n’a été créé.',
  discarded: 'Abandonné. Rien n’a été créé.',
  cardFurtherUp: 'Sa carte se trouve plus haut dans cette conversation.',
  status: (name, published, url) => `${name}${nbsp}: ${published ? 'activé' : 'désactivé'}. ${url}`,
  expiredOn: (when) =>
    `Ce brouillon a expiré (${when}). Appuyez sur ${quoted('Rouvrir')} ou ${quoted('Modifier…')} sur sa carte, ou refaites votre demande.`,
  thanks:
    'Merci, c’est noté pour les exploitants de Flowsmith. Pour modifier un brouillon, dites-moi ce qui doit changer.',
  unknownAnswer: 'Je ne sais pas de quelle réponse vous parlez, rien n’a donc été noté.',
  stopped: 'Arrêté. Rien n’a été créé ni modifié.',
  nothingToAutomate:
    'Ce message ne demande rien qui puisse être automatisé. Rien n’a été créé ni modifié. Dites ce qui doit se passer, et quand.',
  unknownWorkflow: `Je ne connais pas de workflow de ce genre. Dites ${quoted('liste')} pour voir ce qui a été créé ici.`,
  whatExactly: `Que doit-il se passer exactement${nbsp}?`,
  questionGone: 'Cette question n’est plus ouverte. Dites-moi avec vos mots ce que vous voulez.',
  questionAnswered: 'Cette question a déjà reçu une réponse.',
  workflowGone: 'Ce workflow n’existe plus.',
  editDecided:
    'La décision est déjà prise, la modification de votre message ne change donc rien. Dites-moi dans un nouveau message ce qui doit changer.',
  editNewer:
    'Il existe maintenant une révision plus récente, la modification de ce message ne change donc rien. Dites-moi dans un nouveau message ce qui doit changer.',
  howToChange: `Dites-moi dans ce fil ce qui doit changer, par exemple ${quoted('plutôt à 7 heures')} ou ${quoted('publier dans #ventes')}. Dans un canal, mentionnez-moi pour que je puisse le lire.`,
  howToChangeWorkflow: `Dites-moi dans ce fil ce qui doit changer, par exemple ${quoted('plutôt à 7 heures')}. Dans un canal, mentionnez-moi pour que je puisse le lire.`,
  cardGone:
    'Cette carte ne correspond à rien que je connaisse encore. Refaites votre demande et je préparerai un nouveau brouillon.',
  notYoursToStop: 'Seule la personne qui a demandé peut arrêter, et seulement tant que j’y travaille.',
  nothingFilled: 'Rien n’a été complété, donc rien n’a changé.',
  valueGone: 'Ce choix n’est plus possible. Regardez la dernière carte, ou dites-le en mots.',
  credentialGone: 'Ces identifiants n’existent plus. Regardez à nouveau la carte, ou choisissez-les dans n8n.',
  bothChanged: (what) => `Modifié des deux côtés${nbsp}: ${what}. Ici, c’est cette modification qui compte.`,
  counted: (missing) =>
    `Votre approbation compte. ${missing === 1 ? 'Encore une personne doit' : `Encore ${missing} personnes doivent`} l’approuver${nbsp}: la carte dit qui.`,
  notApproved: (why) => `Non approuvé. ${why}`,
  notAllowed: (why) => `Non autorisé. ${why}`,
  whichOne: `Lequel voulez-vous dire${nbsp}?`,
  noSuchName: (words) => `Je ne connais aucun workflow nommé ${quoted(words)}.`,
  near: (names) => `Noms proches${nbsp}: ${names}.`,
  quoted,
  sayListAll: `Dites ${quoted('liste tous')} pour voir ce qui existe.`,
  archived: (name) =>
    `${quoted(name)} est dans les archives de n8n. Dites ${quoted(`montre ${name}`)} pour le récupérer.`,
  gone: (name) => `${quoted(name)} n’est plus dans n8n${nbsp}: quelqu’un l’y a supprimé.`,
  unreachable: `n8n ne répond pas pour l’instant, je ne peux donc pas regarder. Réessayez dans une minute${nbsp}; rien n’a été modifié.`,
  nothingToRetry: (name) => `Aucune exécution de ${quoted(name)} n’attend d’être relancée.`,
  publishedAlready: (name) => `${quoted(name)} est déjà activé.`,
  notPublished: (name) => `${quoted(name)} est désactivé${nbsp}: il ne s’exécute pas tout seul.`,
  notPublishedToRun: (name) =>
    `${quoted(name)} est désactivé. Seul un workflow activé (publié, dans n8n) peut être lancé d’ici.`,
  cannotRun: (name) =>
    `${quoted(name)} n’a ni webhook ni formulaire à appeler d’ici. Ouvrez-le dans n8n et appuyez sur ${quoted('Execute workflow')}.`,
  noFailure: 'Cette exécution n’a pas échoué, ou n8n ne la conserve plus.',
  nothingToRestore: `C’est déjà ce que contient n8n${nbsp}: rien à restaurer.`,
  restored: (version, name, day, who) => `Restaure la version ${version} de ${name}, telle qu’au ${day} (${who}).`,
  nothingToUndo: `Cette carte ne montre aucune modification que je pourrais annuler. Dites ${quoted('historique')} pour voir les versions.`,
  undone: (request) => `Annulation${nbsp}: comme avant ${quoted(request)}.`,
  versionGone: `n8n ne conserve plus cette version. Dites ${quoted('historique')} pour voir lesquelles existent.`,
  noVersion: (number, known) =>
    `Il n’y a pas de version ${number}${nbsp}; ${known} sont connues. Dites ${quoted('historique')} pour les voir.`,
  noEarlierVersion: 'Il n’y a pas de version antérieure différente de l’actuelle.',
  somebody: 'quelqu’un',
  someoneInN8n: (name) => `${name} dans n8n`,
  argument: {
    missing: 'Dites aussi avec quoi, par exemple le nom.',
    tooLong: (most) => `C’est trop long${nbsp}: ${most} caractères au plus.`,
    asCredential: 'Cela ressemble à un mot de passe ou à une clé et n’a pas été utilisé. Rien n’a été modifié.',
  },
  templateSaved: (name) =>
    `${quoted(name)} est enregistré comme modèle. Ses identifiants n’en font pas partie${nbsp}; chacun choisit les siens.`,
  templateTaken: (name, workflow) =>
    `Il existe déjà un modèle nommé ${quoted(name)}. Dites${nbsp}: save ${workflow} as template called <autre nom>`,
  templatesFull: (most) => `On conserve au plus ${most} modèles. Supprimez-en un d’abord.`,
};

export const lines: typeof en.lines = {
  someone: 'quelqu’un',
  draft: (name, sentence) => `Brouillon${nbsp}: ${name}. ${sentence}`,
  change: (name, what) => `Modification de ${name}${nbsp}: ${what || 'aucune différence'}`,
  discarded: (name) => `Abandonné${nbsp}: ${name}`,
  discardedBy: (by) => `Abandonné par ${by}. Rien n’a été créé.`,
  expired: (name) => `Expiré${nbsp}: ${name}. Personne n’a décidé à temps.`,
  approved: (name) => `Approuvé${nbsp}: ${name}. Création dans n8n en cours…`,
  working: (name) => `Approuvé${nbsp}: ${name}. Travail en cours dans n8n…`,
  notCreated: (name, why) => `Non créé${nbsp}: ${name}. ${why}`,
  notChanged: (name) => `Non modifié${nbsp}: ${name}. Quelqu’un l’a modifié dans n8n entre-temps.`,
  updated: (what, name, url) => `${what} ${name}. ${url}`,
  created: (name, url) => `Créé dans n8n, désactivé${nbsp}: ${name}. ${url}`,
  published: (state, name, url) => `${state}${nbsp}: ${name}. ${url}`,
  shownAgain: 'affiché à nouveau plus bas.',
  replaced: 'remplacé par une version plus récente.',
  policy: 'la politique',
};

export const seen: typeof en.seen = {
  live: `Il est en service${nbsp}: n8n a démarré son déclencheur.`,
  notStarted:
    'Activé, mais n8n n’a pas démarré son déclencheur. Ouvrez-le dans n8n, vérifiez le déclencheur et ses identifiants, puis activez-le là-bas à nouveau (Publish).',
  unverified: `Activé à nouveau. n8n ne dit pas si son déclencheur a redémarré${nbsp}: regardez sa prochaine exécution dans n8n.`,
  edited: 'Il comprend des modifications faites dans n8n après sa création.',
  savedEarlierLive: 'Enregistré dans n8n. La version précédente continue jusqu’à la mise en service de celle-ci.',
  saved: `Enregistré dans n8n, désactivé${nbsp}: il ne s’exécute pas encore.`,
  savedLive: `Enregistré et en service${nbsp}: n8n exécute le workflow modifié.`,
  savedUnverified: `Enregistré et activé. n8n ne dit pas si son déclencheur a redémarré${nbsp}: regardez sa prochaine exécution.`,
  savedNotStarted:
    'Enregistré et activé, mais n8n n’a pas démarré son déclencheur. Ouvrez-le dans n8n, vérifiez le déclencheur et ses identifiants, puis activez-le là-bas à nouveau (Publish).',
  unanswered: `n8n n’a pas encore répondu. Je continue de regarder si c’est fait${nbsp}; rien n’est fait deux fois.`,
  unansweredDraft: `n8n n’a pas encore répondu. Je continue de regarder si c’est arrivé${nbsp}; ce sera mis une fois, pas deux.`,
  stillTrying: 'n8n ne répond pas comme il devrait. Je continue d’essayer pendant quelques minutes.',
  stillTryingDraft: `n8n ne répond pas comme il devrait. Je continue d’essayer pendant quelques minutes${nbsp}; rien n’est perdu.`,
};

export const failures: typeof en.failures = {
  stepFailed: (step) => `L’étape ${quoted(step)} a échoué`,
  failed: 'Elle a échoué',
  said: (what, message, status) => `${what}${nbsp}: ${quoted(message)}${status}.`,
  silent: (what, status) => `${what}${status}${nbsp}; n8n n’en a gardé aucun message.`,
  login: `Le serveur n’a pas accepté la connexion${nbsp}: vérifiez dans n8n les identifiants de cette étape, et leurs droits.`,
  notThere: `Il n’y a rien à cette adresse${nbsp}: vérifiez l’adresse ou l’identifiant dans cette étape.`,
  tooOften: `Le serveur a reçu trop de requêtes${nbsp}: exécutez-le moins souvent, ou réessayez plus tard.`,
  notUnderstood: `Le serveur n’a pas compris ce qu’il a reçu${nbsp}: vérifiez les champs de cette étape.`,
  maybeDone: `L’étape a peut-être fait son travail malgré tout, je ne la fais donc pas réessayer d’elle-même${nbsp}: ce serait peut-être fait deux fois. Regardez d’abord là-bas si c’est fait.`,
  slow: `Le serveur a mis trop de temps à répondre${nbsp}: réessayez plus tard.`,
  tooMuch: `C’était trop d’un coup pour le serveur${nbsp}: envoyez-en moins par exécution.`,
  serverProblem: `Le serveur lui-même a eu un problème${nbsp}: réessayez plus tard${nbsp}; si cela dure, adressez-vous à son exploitant.`,
  timeout: `Le serveur a mis trop de temps à répondre${nbsp}: réessayez plus tard, ou donnez plus de temps à l’étape.`,
  unreachable: `n8n n’a pas pu joindre le serveur${nbsp}: vérifiez qu’il fonctionne et que n8n peut l’atteindre.`,
  noSuchServer: `Aucun serveur ne porte ce nom${nbsp}: vérifiez l’adresse dans cette étape.`,
  certificate: `Le certificat du serveur n’est pas accepté${nbsp}: adressez-vous à son exploitant.`,
  credential: `Les identifiants de cette étape manquent ou ne sont pas acceptés${nbsp}: ouvrez le workflow dans n8n et choisissez-en.`,
  slackChannel: `Slack ne le laisse pas publier là${nbsp}: vérifiez le canal et invitez-y l’application.`,
  missingValue: `L’étape utilise une valeur qui n’existait pas${nbsp}: vérifiez ce que fournit l’étape précédente, et les noms dans ses champs.`,
  emptyField: `Un champ de cette étape est vide${nbsp}: complétez-le.`,
  noJson: `Ce qui est arrivé n’était pas le JSON attendu${nbsp}: vérifiez ce que fournit l’étape précédente.`,
  limit: `Une limite du service a été atteinte${nbsp}: exécutez-le moins souvent, ou réessayez plus tard.`,
  crashed: `n8n lui-même s’est arrêté pendant l’exécution${nbsp}: relancez-la.`,
  noData: `n8n ne conserve pas les données de ses exécutions échouées${nbsp}: ouvrez-le dans n8n et exécutez-le là-bas pour en voir plus.`,
  look: 'Ouvrez l’exécution dans n8n pour voir ce qui est entré dans cette étape.',
};

export const noRun: typeof en.noRun = {
  not_published: 'Seul un workflow activé peut être lancé d’ici. Activez-le, puis réessayez.',
  no_starter: `Ce workflow n’a ni webhook ni formulaire, il ne peut donc pas être lancé d’ici. Ouvrez-le dans n8n et appuyez sur ${quoted('Execute workflow')}.`,
  needs_auth:
    'Son adresse demande une connexion dont Flowsmith ne dispose pas. Lancez-le depuis l’endroit où il est normalement appelé.',
  path_has_parts:
    'Son adresse comporte des parties que seul le véritable appelant connaît. Lancez-le depuis l’endroit où il est normalement appelé.',
  method: 'Son adresse n’accepte pas cette méthode HTTP.',
  not_listening:
    'Il est activé, mais n8n n’écoute pas à son adresse. Ouvrez-le dans n8n, vérifiez sa première étape et activez-le là-bas à nouveau (Publish).',
  refused: 'n8n n’a pas laissé passer l’appel. Vérifiez dans n8n qui peut appeler son adresse.',
  too_large: 'C’est plus que ce qui peut être envoyé pour lancer un workflow. Limitez-vous à 64 Ko.',
};

export const pickedFrom: typeof en.pickedFrom = {
  place: 'là où la demande a été faite',
  chosen: 'comme déjà choisi ici',
  workflows: 'comme dans un autre workflow de n8n',
  n8n: 'comme n8n le trouve là-bas à présent',
};

export const assumedBecause: typeof en.assumedBecause = {
  house: 'comme c’est fixé ici',
  usual: 'comme les deux dernières fois',
  only: 'car il n’y en a pas d’autre',
};

export const notes: typeof en.notes = {
  assumed: (what, name, app, how) => `Retenu comme ${what}${nbsp}: ${name} (${app}), ${how}.`,
  picked: (word, name, app, source) => `Retenu pour «${nbsp}${word}${nbsp}»${nbsp}: ${name} (${app}), ${source}.`,
  model: (model) => `Planifié par ${model}.`,
  mended: (node, from, to) =>
    `Lors d’une répétition, {{ ${from} }} de « ${node} » est resté vide : c’est maintenant {{ ${to} }}.`,
  zoneGuessed: (zone, set, slack) =>
    `Heures en ${zone}${set ? ', comme réglé ici' : ''}${nbsp}: ${slack ? 'je ne peux pas lire votre fuseau horaire dans Slack' : 'je ne connais pas votre fuseau horaire'}. Pour un autre, dites ${quoted('9 h Europe/Paris')}.`,
  askersZone: (zone) =>
    `Les heures sont celles de ${zone}. Le workflow n’avait pas de fuseau horaire, et n8n les aurait prises dans le sien.`,
  unfinished: `Le modèle d’IA a cessé de répondre avant d’avoir terminé${nbsp}; voici où il en était.`,
  templates: 'Planifié avec les modèles intégrés, sans modèle d’IA.',
  unreachable: 'Le modèle d’IA n’a pas pu être joint, ceci a donc été planifié avec les modèles intégrés.',
  templatesAsked: 'Le modèle d’IA n’a pas pu être joint, les modèles intégrés ont donc été consultés à sa place.',
};

export const suggestions: typeof en.suggestions = ['aide', 'liste', 'statut'];
