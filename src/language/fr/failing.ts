import type { failing as en } from '../en/failing.ts';
import { nbsp, quoted } from './typography.ts';

export const failing: typeof en = {
  week: 'Ce qui a échoué cette semaine',
  noneWeek: 'Rien n’a échoué cette semaine parmi les workflows dont vous entendez parler ici.',
  more: (kinds) => `${kinds} ${kinds === 1 ? 'autre sorte' : 'autres sortes'} d’échecs.`,
  runsAgain: 'fonctionne à nouveau',
  elsewhere: (workflows) =>
    `${workflows === 1 ? 'Un autre de vos workflows a' : `${workflows} autres de vos workflows ont`} échoué${nbsp}; demandez-moi en privé.`,
  adminsOnly: `Ce qui a échoué partout est réservé aux administrateurs. Dites ${quoted('échecs aujourd’hui')} pour vos propres workflows.`,
  onlyAlone: `Ce qui a échoué partout ne se dit qu’en privé${nbsp}: demandez-moi par message direct.`,
  muted: (name, until) =>
    `Les échecs de ${quoted(name)} ne sont plus signalés ici jusqu’au ${until}. Ils comptent toujours dans ${quoted('échecs aujourd’hui')}. Pour en entendre parler à nouveau, dites ${quoted(`rétablis les alertes de ${name}`)}.`,
  mutedForGood: (name) =>
    `Les échecs de ${quoted(name)} ne sont plus signalés ici. Ils comptent toujours dans ${quoted('échecs aujourd’hui')}. Pour en entendre parler à nouveau, dites ${quoted(`rétablis les alertes de ${name}`)}.`,
  unmuted: (name) => `Les échecs de ${quoted(name)} sont à nouveau signalés ici.`,
  notMuted: (name) => `${quoted(name)} n’est pas en sourdine ici. Rien n’a été modifié.`,
  othersRead: (name) =>
    `D’autres lisent ici aussi${nbsp}: seul qui a demandé ${quoted(name)}, ou approuve ici, le met en sourdine pour tous. Rien n’a été modifié.`,
  onlyResponsible: (name) =>
    `Où les échecs de ${quoted(name)} sont signalés, c’est qui l’a demandé, ou approuve ici, qui le décide. Rien n’a été modifié.`,
  here: 'ce canal',
  tells: (where, name) =>
    `Désormais, les échecs de ${quoted(name)} sont aussi signalés dans ${where}. Pour arrêter, dites ${quoted(`ne préviens plus ${where} quand ${name} échoue`)}.`,
  tellsHere: (who, name) =>
    `Désormais, je préviens ici quand ${quoted(name)} échoue${nbsp}; ${who} me l’a demandé. Pour arrêter, dites ${quoted(`ne préviens plus ce canal quand ${name} échoue`)}.`,
  stops: (where, name) => `Les échecs de ${quoted(name)} ne sont plus signalés dans ${where}.`,
  notTold: (where, name) => `Personne ne m’a demandé de parler de ${quoted(name)} dans ${where}. Rien n’a été modifié.`,
  notThere: (where) =>
    `Je ne peux pas écrire dans ${where}, rien n’a donc été modifié. Invitez-moi là-bas, puis redites-le.`,
  whichChannel: (named) =>
    `Je ne sais pas quel canal est ${named}. Choisissez-le dans la liste qui apparaît pendant que vous le tapez. Rien n’a été modifié.`,
  noOther: `Ici, je ne peux pas nommer un autre canal. Dites dans ce canal-là${nbsp}: ${quoted('préviens ce canal quand … échoue')}.`,
  whichOne: (names) => `Lequel${nbsp}? ${names}`,
  since: (when) => `Ce qui a échoué depuis le ${when}`,
  noneSince: (when) => `Rien n’a échoué depuis le ${when}.`,
  digest: (next, timezone) =>
    `Je dis ici en un seul message ce qui a échoué, au lieu d’un message par échec. Prochain${nbsp}: ${next} (${timezone}). Pour arrêter, dites ${quoted('plus de résumé')}.`,
  digestEnded: `Il n’y a plus de résumé ici${nbsp}; chaque échec est de nouveau signalé seul.`,
  noDigest: 'Il n’y a pas de résumé ici. Rien n’a été modifié.',
  digestAlone: `Pour vous-même, dites-le là où nous sommes seuls. Pour tous ici, dites ${quoted('envoyez à ce canal un résumé quotidien des échecs')}.`,
  digestRefused: `Un résumé remplace les messages séparés pour tous ici${nbsp}: seul qui approuve ici le change. Rien n’a été modifié.`,
};
