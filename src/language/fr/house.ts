import type { house as english } from '../en/house.ts';

export const house: typeof english = {
  things: {
    sender: 'expéditeur',
    spreadsheet: 'feuille de calcul',
    table: 'table',
    base: 'base',
    database: 'base de données',
    page: 'page',
    folder: 'dossier',
    drive: 'lecteur',
    project: 'projet',
    board: 'board',
    list: 'liste',
    channel: 'canal',
    team: 'équipe',
    calendar: 'calendrier',
    label: 'libellé',
    workspace: 'espace de travail',
    space: 'espace',
    site: 'site',
  },
  ofApp: (thing, app) => `${thing} ${app}`,
  set: (what, value) =>
    `Fixé pour tout le monde ici, là où personne ne dit autre chose : ${what} « ${value} ». Une carte qui le reprend le dit ; ce qui tourne reste tel quel. Pour revenir en arrière, dites « oublie notre ${what} ».`,
  policyFirst: (what) =>
    `Le fichier de règles de l’opérateur fixe aussi : ${what}. Là où les deux conviennent, il passe avant.`,
  forgotten: (what) =>
    `Oublié : ${what}. La question sera de nouveau posée ; les workflows qui l’ont restent tels quels.`,
  notSet: (what) =>
    `Rien n’est fixé pour : ${what}, donc rien n’a été changé. Dites « valeurs de la maison » pour voir ce qui l’est.`,
  adminsOnly:
    'Seul un admin fixe ce que tout le monde utilise ici. Rien n’a été changé. Le fichier de règles de l’opérateur dit qui est admin.',
  noAddress: 'Un expéditeur est une adresse e-mail, p. ex. automation@acme.com. Rien n’a été changé.',
  noExpression:
    'Une valeur est prise telle qu’elle est écrite ; une expression (« =… » ou « {{ … }} ») s’exécuterait dans chaque workflow. Rien n’a été modifié.',
  tooMany: (most) => `${most} sont déjà fixées. Rien n’a été changé. Faites-en d’abord oublier une.`,
  none: 'Rien n’est fixé ici pour tout le monde. Un admin le fait en disant p. ex. « notre expéditeur est automation@acme.com » ou « notre projet Jira est WEB ».',
  title: 'Utilisé ici, là où personne ne dit autre chose :',
  line: (what, value) => `• ${what} : « ${value} »`,
  byOperator: '(fichier de règles de l’opérateur)',
};
