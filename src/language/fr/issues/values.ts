import type { values as en } from '../../en/issues/values.ts';
import { nbsp, quoted } from '../typography.ts';

export const values: typeof en = {
  'entries-missing': ({ node, what }) => {
    if (what === 'categories') return `${quoted(node)} n’indique aucune catégorie, et n8n s’arrête là.`;
    const field = {
      sort: 'trier',
      summarize: 'résumer',
      aggregate: 'regrouper',
      compare: 'comparer',
      attributes: 'extraire',
    }[what];
    return `${quoted(node)} n’indique aucun champ à ${field}, et n8n s’arrête là.`;
  },
  'choices-missing': ({ node, field }) => `Le champ ${quoted(field)} de ${quoted(node)} ne propose aucun choix.`,
  'nothing-set': ({ node, emptied }) =>
    `${quoted(node)} ne définit aucun champ, donc ${emptied ? 'la suite reçoit des éléments vides' : 'cela ne change rien'}. Indiquez les champs à définir, ou retirez l’étape.`,
  'legacy-conditions': ({ node }) =>
    `Les conditions de ${quoted(node)} ont la forme d’une version plus ancienne${nbsp}; n8n n’en tient pas compte.`,
  'legacy-rules': ({ node }) =>
    `Les règles de ${quoted(node)} ont la forme d’une version plus ancienne${nbsp}; n8n n’en tient pas compte.`,
  'legacy-assignments': ({ node, older }) =>
    `Les champs de ${quoted(node)} ont la forme d’une ${older ? 'version plus ancienne' : 'autre version'}${nbsp}; n8n n’en définirait aucun.`,
  'rules-missing': ({ node }) => `${quoted(node)} n’a pas de règles. Dites quels cas existent.`,
  'assignment-twice': ({ node, field }) =>
    `${quoted(node)} définit deux fois le champ ${quoted(field)}${nbsp}; seule la dernière valeur est gardée.`,
  'assignment-malformed': ({ node }) => `Un champ de ${quoted(node)} n’a pas la bonne forme.`,
  'assignment-unnamed': ({ node }) => `Un champ de ${quoted(node)} n’a pas de nom.`,
  'assignment-untyped': ({ node, field }) =>
    `Le champ ${quoted(field)} de ${quoted(node)} n’a pas de type${nbsp}; n8n s’arrête là.`,
  'assignment-type': ({ node, field, type, value }) =>
    `Le champ ${quoted(field)} de ${quoted(node)} doit être de type ${type}, mais vaut ${value}.`,
  'conditions-missing': ({ node }) => `${quoted(node)} n’a pas de condition. Dites ce qui doit être comparé.`,
  'unknown-combinator': ({ node, combinator }) =>
    `Les conditions de ${quoted(node)} sont combinées par ${combinator}${nbsp}; seuls ${quoted('and')} (et) et ${quoted('or')} (ou) existent.`,
  'condition-right-type': ({ node }) =>
    `Une condition de ${quoted(node)} cherche dans une liste sans dire avec quoi elle compare${nbsp}; n8n prend cela aussi pour une liste et s’arrête à chaque élément.`,
  'condition-malformed': ({ node }) => `Une condition de ${quoted(node)} ne dit pas comment comparer.`,
  'unknown-operator': ({ node, type, operation }) =>
    `Une condition de ${quoted(node)} compare ${type} par ${quoted(operation)}, que n8n ne connaît pas.`,
  'condition-type': ({ node, value, ...why }) =>
    'no' in why
      ? `Une condition de ${quoted(node)} compare avec ${value}, qui n’est pas une ${why.no === 'date' ? 'date avec une heure' : 'expression régulière'}.`
      : `Une condition de ${quoted(node)} compare une valeur de type ${why.type} avec ${value}.`,
  'amount-in-cents': ({ node, parameter, source }) =>
    source === null
      ? `${quoted(node)} veut ${parameter} en centimes, et ce qu’il reçoit n’y ressemble pas${nbsp}: 19,99 devrait être 1999.`
      : `${quoted(source)} donne les montants en centimes, et ${quoted(node)} les montre tels quels${nbsp}: 1999 pour 19,99. Divisez par 100.`,
  'markup-may-break': ({ node }) =>
    `${quoted(node)} envoie du Markdown${nbsp}: un _, * ou [ de trop dans une valeur, par exemple un titre, et le message est refusé. Nettoyez la valeur, ou envoyez du HTML.`,
  'first-attachment-only': ({ node, source, file }) =>
    `${quoted(node)} ne prend que ${quoted(file)}, le premier fichier de ${quoted(source)}${nbsp}; les autres sont laissés de côté.`,
  'column-unknown': ({ node, column, there }) =>
    `${quoted(node)} écrit dans une colonne ${quoted(column)} qui n’existe pas. Il y a${nbsp}: ${there}.`,
  'seen-again': ({ node, source, trigger }) =>
    `${quoted(source)} donne les mêmes éléments à chaque exécution, donc ${quoted(node)} recommence pour chacun. ${quoted(trigger)} ne démarre qu’avec les nouveaux${nbsp}; ou retirez les doublons entre les deux.`,
  'field-may-be-empty': ({ node, field, dedupes }) =>
    dedupes
      ? `${quoted(node)} distingue les éléments par ${quoted(field)}, qui peut rester vide${nbsp}: alors tous sauf le premier passent pour des doublons.`
      : `${quoted(node)} écrit ${quoted(field)}, qui peut rester vide${nbsp}: alors ce qui est enregistré est remplacé par rien.`,
};
