import type { wiring as en, MalformedConnections } from '../../en/issues/wiring.ts';
import { nbsp, quoted } from '../typography.ts';

const flow = (kind: string): string =>
  kind === 'main' ? 'de données' : kind.replace(/^ai_/, 'pour les connexions d’IA de type ');
const circle = (names: readonly string[]): string =>
  `${names.map(quoted).join(' → ')} tournent en rond sans condition qui y mette fin.`;
const many = (count: number, what: string): string => `${count} ${what}${count > 1 ? 's' : ''}`;

export const wiring: typeof en = {
  'connections-malformed': ({ what, from, kind, output }) => {
    const said: Record<MalformedConnections, string> = {
      noObject: '',
      noTypes: 'ne sont pas un objet avec les types de ses sorties',
      noList: `de type ${kind} ne sont pas une liste`,
      notPerOutput: 'ne sont pas listées par sortie',
      outputNoList: `derrière la sortie ${output} ne sont pas une liste`,
      noStep: 'mènent à quelque chose qui ne nomme aucune étape',
      noIndex: 'n’indiquent pas le numéro de l’entrée où elles mènent',
      noType: 'n’indiquent pas le type de l’entrée où elles mènent',
      badIndex: 'mènent à une entrée dont le numéro n’est pas un nombre',
    };
    return what === 'noObject'
      ? 'Les connexions ne sont pas un objet.'
      : `Les connexions de ${quoted(from)} ${said[what]}.`;
  },
  'unknown-connection-source': ({ from }) => `Une connexion part de ${quoted(from)}, qui n’existe pas.`,
  'unknown-connection-target': ({ from, to }) => `${quoted(from)} mène à ${quoted(to)}, qui n’existe pas.`,
  'unknown-connection-type': ({ from, to, type, start }) =>
    start === null
      ? `Le type de connexion ${quoted(type)} n’existe pas.`
      : `La connexion de ${quoted(from)} à ${quoted(to)} est de type ${quoted(type)} à son arrivée et ${quoted(start)} à son départ.`,
  'self-loop': ({ node, endless }) =>
    `${quoted(node)} est relié à lui-même${endless ? ' et ne s’arrêterait jamais' : ''}.`,
  'connection-into-trigger': ({ node }) => `${quoted(node)} lance le workflow${nbsp}: rien ne peut y mener.`,
  'output-type-mismatch': ({ node, kind }) => `${quoted(node)} n’a pas de sortie ${flow(kind)}.`,
  'output-out-of-range': ({ node, count, output, hint }) => {
    const more = {
      counted: ` Ses réglages décident de leur nombre${nbsp}: ajoutez-y ce qui doit y mener.`,
      error: ' Sa sortie d’erreur n’est pas activée.',
    };
    return `${quoted(node)} a ${many(count, 'sortie')}, mais la sortie ${output} est reliée.${hint === null ? '' : more[hint]}`;
  },
  'input-type-mismatch': ({ node, kind }) => `${quoted(node)} n’a pas d’entrée ${flow(kind)}.`,
  'input-out-of-range': ({ node, count, input }) =>
    count === null
      ? `${quoted(node)} n’a pas d’entrée ${input}, mais elle est reliée.`
      : `${quoted(node)} a ${many(count, 'entrée')}, mais l’entrée ${input} est reliée.`,
  'duplicate-connection': ({ from, to }) =>
    `${quoted(from)} est relié deux fois à ${quoted(to)}, cette étape s’exécuterait donc deux fois.`,
  'outputs-unused': ({ node }) =>
    `Toutes les étapes derrière ${quoted(node)} partent de la même sortie${nbsp}; ce qui quitte les autres est perdu.`,
  'error-output-unused': ({ node }) =>
    `La sortie d’erreur de ${quoted(node)} est activée et ne mène nulle part${nbsp}; les échecs sont perdus.`,
  'respond-node-disabled': ({ node }) =>
    `L’étape Respond to Webhook derrière ${quoted(node)} est désactivée${nbsp}: l’appelant reçoit une réponse vide.`,
  'branch-unused': ({ node }) =>
    `Les deux étapes derrière ${quoted(node)} s’exécutent quand c’est vrai, et aucune quand c’est faux.`,
  'merge-single-input': ({ node, one }) =>
    one
      ? `${quoted(node)} réunit des données, mais une seule étape y mène.`
      : `${quoted(node)} réunit des données, mais toutes les étapes mènent à la même entrée.`,
  'loop-not-closed': ({ node, swapped }) =>
    `Les étapes de la boucle ${quoted(node)} n’y reviennent pas, seul le premier lot est donc traité.${swapped ? ` Ses sorties ${quoted('loop')} et ${quoted('done')} semblent inversées.` : ''}`,
  'endless-loop': ({ names }) => circle(names),
  'loop-without-end': ({ names }) => circle(names),
  'unreachable-node': ({ node }) => `Rien ne mène à ${quoted(node)}, cette étape ne s’exécutera donc jamais.`,
  'calls-itself': ({ node }) => `${quoted(node)} rappelle ce workflow à chaque appel, sans condition qui y mette fin.`,
  'trigger-disabled': () => 'Tout ce qui pourrait lancer le workflow est désactivé.',
  'trigger-missing': () =>
    'Rien ne lance le workflow. Dites quand il doit s’exécuter, par exemple chaque matin à 9 h ou quand un formulaire est rempli.',
  'trigger-only': () => 'Le workflow démarre, puis ne fait rien.',
  'manual-only': () =>
    `Il ne s’exécute que si quelqu’un le lance à la main dans n8n${nbsp}; n8n ne peut pas le publier.`,
  'respond-node-missing': ({ node }) =>
    `${quoted(node)} attend une étape Respond to Webhook, mais aucune ne suit${nbsp}: l’appelant recevrait une erreur.`,
  'respond-node-unused': ({ node, hook }) =>
    `${quoted(node)} répond à l’appel, mais ${quoted(hook)} a déjà répondu. Réglez sa réponse sur ${quoted('using Respond to Webhook')}.`,
  'respond-without-call': ({ node }) =>
    `${quoted(node)} répond à un appel, mais rien de ce qui précède ne peut être appelé. Commencez par un Webhook, ou retirez-le.`,
  'form-without-trigger': ({ node }) =>
    `${quoted(node)} est une page de formulaire, mais aucun formulaire ne lance ce workflow. Placez un Form Trigger avant.`,
};
