import type { words } from '../en/index.ts';
import { nbsp } from './typography.ts';

export const reach: typeof words.engine.reach = {
  aDraft: 'un brouillon',
  discarded: (by, name) => `${by} a abandonné «${nbsp}${name}${nbsp}». Rien n’a été créé ni modifié.`,
  approved: (by, name) =>
    `${by} a approuvé «${nbsp}${name}${nbsp}». Le workflow part vers n8n${nbsp}; je le dirai ici quand il y sera.`,
  ended: (line, by) => `${line}\nDécidé par ${by}.`,
  waitsFor: (names) => `attend ${names}`,
  approvedSoFar: (names) => `déjà approuvé par ${names}`,
  anApprover: 'une personne qui peut approuver',
  standIn: (deputy, absent) => `${deputy} (pour ${absent})`,
  away: (name, day) => `${name} (en absence jusqu’au ${day} inclus)`,
  decidesFor: (deputy, absent) => `${deputy} décide pour ${absent}, en absence.`,
  youStandIn: (absent) => `Vous remplacez ${absent}, en absence.`,
  more: (count) => `${count} de plus`,
  asksYou: (requester, name) => `${requester} vous demande de décider de «${nbsp}${name}${nbsp}».`,
  asksHere: (requester, name, { need, more }) =>
    need > 1
      ? `${requester} demande «${nbsp}${name}${nbsp}». ${need} personnes doivent l’approuver, chacune par un bouton de la carte${nbsp}: vous${more > 0 ? ` et ${more} autres` : ''} pouvez le faire.`
      : `${requester} demande «${nbsp}${name}${nbsp}». L’un de vous décide, par un bouton de la carte${more > 0 ? `, ou l’une de ${more} autres personnes` : ''}.`,
  stillWaits: (drafts) =>
    drafts === 1
      ? 'Un brouillon attend encore votre décision.'
      : `${drafts} brouillons attendent encore votre décision.`,
  expires: (name, when) =>
    `Personne n’a encore décidé de «${nbsp}${name}${nbsp}»${nbsp}: il sera fermé le ${when}. Une modification le garde ouvert plus longtemps.`,
  step: {
    asksOnly:
      'Une étape d’un flux demande un nouveau workflow et ne fait rien d’autre, donc rien n’a été fait. Dites-le-moi vous-même.',
    noWords:
      'L’étape ne dit rien de ce qui doit se passer, donc rien n’a été créé. Écrivez-y ce qui doit se passer et quand.',
    discarded: (name) => `«${nbsp}${name}${nbsp}» a été abandonné. Rien n’a été créé.`,
    noAnswer: 'La demande n’a pas pu recevoir de réponse. Rien n’a été créé.',
  },
};
