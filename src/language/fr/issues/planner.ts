import type { Asked, asks as asksEn, planner as en, NotDone } from '../../en/issues/planner.ts';
import { templates } from '../templates.ts';
import { nbsp, quoted } from '../typography.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse } = workflow;
const asked = (label: string, hint = ''): Asked => ({ label, hint });

export const asks: typeof asksEn = {
  messageText: () => asked('Indiquez le contenu du message.', `Par exemple${nbsp}: saying "Bonjour".`),
  slackUser: () => asked(`Indiquez qui le reçoit dans Slack, par exemple ${quoted('to @anna')}, ou un canal.`),
  slackChannel: () => asked('Indiquez le canal Slack, par exemple #general.'),
  slackChannelId: (channel) =>
    asked(
      `Indiquez l’ID du canal${channel && ` #${channel}`}.`,
      'Dans Slack, ouvrez les détails du canal et copiez-le tout en bas (il commence par C).',
    ),
  email: () => asked('Indiquez l’adresse e-mail du destinataire.'),
  sheet: () => asked('Indiquez la feuille Google Sheets.', 'Collez son lien depuis la barre d’adresse du navigateur.'),
  teamsChannel: () =>
    asked(
      'Indiquez le canal Teams.',
      `Dans Teams, choisissez ${quoted('Obtenir le lien vers le canal')} et collez-le.`,
    ),
  repository: () => asked('Indiquez le dépôt GitHub sous la forme owner/name, par exemple acme/website.'),
  table: () => asked('Indiquez la table PostgreSQL.', `Par exemple${nbsp}: table orders.`),
  feed: () => asked('Indiquez l’adresse du flux, qui commence par https://.'),
  pick: (name) => asked(`À choisir${nbsp}: ${name}.`, 'Choisissez dans la liste, ou donnez l’ID.'),
  formFields: () => asked('Indiquez les champs du formulaire.', `Par exemple${nbsp}: nom, e-mail et message.`),
  imagePrompt: () => asked('Dites entre guillemets ce que l’image ou la vidéo doit montrer.'),
  extractFields: () => asked('Dites quelles données extraire.', `Par exemple${nbsp}: numéro, date et montant.`),
};

const notDone = (what: NotDone): string => {
  switch (what.reason) {
    case 'no-app':
      return `le n8n connecté n’a pas de nœud pour ${what.app}. Un appel HTTP à son API peut convenir`;
    case 'no-act':
      return `le nœud de n8n pour ${what.app} n’a pas cette opération. Dites-le autrement, ou appelez son API par HTTP`;
    case 'no-trigger':
      return `n8n ne peut pas démarrer de lui-même quand quelque chose se passe dans ${what.app}. Faites-le regarder à intervalles, ou faites appeler un webhook par ${what.app}`;
    case 'no-event':
      return `n8n y démarre à chaque changement${nbsp}: son déclencheur pour ${what.app} ne connaît pas cet événement. Vérifiez-le dans une condition derrière`;
    case 'by-person':
      return `c’est une personne qui fait cela. n8n peut rappeler ou demander quelque chose à quelqu’un${nbsp}: dites à qui, et dans quelle application`;
    case 'holidays':
      return 'n8n ne connaît pas les jours fériés. Nommez les dates, ou laissez ces jours à une personne';
    case 'no-time':
      return 'ce n’est pas une heure. Les heures vont de 0:00 à 23:59';
    case 'past':
      return 'ce moment est passé. Indiquez-en un autre';
    default:
      return what satisfies never;
  }
};

const list = (words: readonly string[]): string => words.map(quoted).join(', ');

export const planner: typeof en = {
  'not-said': (what) => {
    if ('words' in what && what.template && templates.asks[what.template]) return templates.asks[what.template];
    if ('words' in what) return Object.hasOwn(asking, what.key) ? asking[what.key as keyof typeof asking] : askingElse;
    const { label, hint } = asks[what.ask](what.channel);
    return hint === '' ? label : `${label} ${hint}`;
  },
  'not-understood': ({ part }) =>
    `Cette partie n’a pas été comprise et n’est pas dans le workflow${nbsp}: ${quoted(part)}. Dites-le autrement, ou laissez-la de côté.`,
  'not-possible': ({ part, ...what }) => `Pas fait${nbsp}: ${quoted(part)}, car ${notDone(what)}.`,
  'condition-not-understood': ({ part }) =>
    `La condition ${quoted(part)} n’a pas été comprise. Nommez un champ et comparez-le, par exemple ${quoted('if status is not 200')} ou ${quoted('if amount > 100')}.`,
  'not-done': ({ words }) => `Pas fait${nbsp}: ${list(words)}. Dites-le autrement, ou laissez-le de côté.`,
  'left-out': ({ words }) => `Laissé de côté${nbsp}: ${list(words)}.`,
  'old-not-there': ({ words }) => `${list(words)} n’était pas la valeur d’avant. Vérifiez le changement.`,
  'not-asked-for': ({ step }) => `L’étape ${quoted(step)} n’a pas été demandée expressément.`,
};
