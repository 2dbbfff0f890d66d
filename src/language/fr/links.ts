import type * as en from '../en/links.ts';
import { nbsp, quoted } from './typography.ts';

const link = quoted('lier mes comptes');
const unlink = quoted('dissocier mes comptes');
const list = quoted('links');
const newCode = `Rien n’a été modifié. Dites-moi ${link} sur l’autre plateforme pour en obtenir un nouveau.`;
const clear = 'Refusez pour vider la liste.';

export const links: typeof en.links = {
  hint: `Si cela a été créé avec votre compte sur une autre plateforme, dites ${link} pour utiliser les deux comme un seul.`,
  notHere: `Les comptes se lient dans Slack et Teams, où la plateforme dit qui est qui. Dites-moi ${link} là-bas.`,
  notAlone: `Dites-moi ${link} là où personne d’autre ne lit${nbsp}: en message direct, ou avec ma commande slash. Le code est pour vous seul.`,
  wrong: `Ce code ne fonctionne pas${nbsp}: il contient une faute de frappe, ou un plus récent l’a remplacé. ${newCode}`,
  expired: `Ce code a expiré${nbsp}: il dure 15 minutes. ${newCode}`,
  used: `Ce code a déjà été utilisé. ${newCode}`,
  ownCode: 'C’est le code de ce compte même. Dites-le-moi avec votre compte sur l’autre plateforme.',
  tooOften: `Cela fait beaucoup de codes en peu de temps. Réessayez dans un quart d’heure${nbsp}; rien n’a été modifié.`,
  linkedAlready: 'Ces deux comptes sont déjà liés.',
  sameTenant: `Ces deux comptes ne peuvent pas être liés${nbsp}: chacun a un compte par espace de travail ou organisation, et les deux côtés en ont un dans le même.`,
  code: (code, elsewhere) =>
    `Votre code est ${code}. Il fonctionne une fois, pendant 15 minutes, et pour vous seul.\n\nAllez maintenant dans ${elsewhere} et dites-moi ceci avec votre compte là-bas${nbsp}: link ${code}\n\nEnsuite, un administrateur doit confirmer. Ce que vous pouvez décider avec un compte, vous pourrez alors le décider aussi avec l’autre.`,
  and: (one, other) => `${one} et ${other}`,
  named: (name, place) => `${name} dans ${place}`,
  waits: (pair) =>
    `${pair} doivent être liés. Un administrateur doit confirmer${nbsp}: demandez-lui de me dire ${list}. Vous serez informé de la décision.`,
  notLinked: `Ce compte n’est lié à aucun autre. Dites ${link} pour en lier un.`,
  apart: (places) =>
    `C’est fait${nbsp}: ce compte n’est plus lié au vôtre dans ${places}. Chacun agit désormais pour lui-même.`,
  adminsOnly: 'Seul un administrateur peut voir quels comptes sont liés et en décider.',
  noneOfYours: `Le vôtre n’est lié à aucun autre${nbsp}; dites ${link} pour en lier un.`,
  yours: (places) => `Le vôtre est lié à votre compte dans ${places}${nbsp}; dites ${unlink} pour les séparer.`,
  gone: `Cela n’existe plus${nbsp}: quelqu’un en a déjà décidé. Dites ${list} pour voir ce qu’il y a.`,
  decidedAlready: 'La décision est déjà prise.',
  clearLinked: `Ces comptes sont déjà liés. ${clear}`,
  clearSameTenant: `Ils ne peuvent plus être liés${nbsp}: les deux côtés ont maintenant un compte au même endroit. ${clear}`,
  apartAlready: 'Ce lien a déjà été défait.',
  confirmedBy: (pair, by) => `Liés${nbsp}: ${pair} (${by}).`,
  refusedBy: (pair, by) => `Non liés${nbsp}: ${pair} (${by}).`,
  apartBy: (who, by) => `Séparé${nbsp}: ${who} agit désormais seul (${by}).`,
  refused: (pair) => `Un administrateur a refusé de lier ${pair}. Rien n’a été modifié.`,
  confirmed: (pair) =>
    `Liés${nbsp}: ${pair}. Ce que vous pouvez décider avec un compte, vous pouvez aussi le décider avec l’autre.`,
  waiting: (count) =>
    count === 1
      ? `Un brouillon attend votre décision${nbsp}: dites ${quoted('brouillons')} pour le voir ici.`
      : `${count} brouillons attendent votre décision${nbsp}: dites ${quoted('brouillons')} pour les voir ici.`,
  howApart: `Dites ${unlink} pour les séparer.`,
};

export const linksCard: typeof en.linksCard = {
  title: 'Comptes liés',
  nothing: 'Aucun compte n’est lié, et personne n’attend de l’être.',
  link: 'Lier',
  refuse: 'Refuser',
  remove: 'Séparer',
  how: `Dites-moi ${list} en message direct pour décider.`,
  since: 'Liés le ',
  by: (name) => ` par ${name}`,
  bothSay: 'Les deux disent être la même personne, depuis le ',
};
