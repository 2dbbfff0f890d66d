import type * as en from '../en/takes.ts';
import { nbsp } from './typography.ts';

const does: typeof en.does = {
  reads: 'lit des données',
  writes: 'modifie des données',
  'sends-inside': 'envoie un message en interne',
  'sends-outside': 'envoie quelque chose à l’extérieur',
  deletes: 'supprime',
  pays: 'déplace de l’argent',
  'runs-code': 'exécute du code',
  'many-recipients': 'touche beaucoup de personnes',
  'personal-data': 'traite des données personnelles',
  schedule: 's’exécute à d’autres moments',
  other: 'modifie quelque chose',
};

export const whoTakes: typeof en.whoTakes = ({ need, from }) => {
  if (from === 'approvers') return need === 1 ? 'un approbateur' : `${need} approbateurs`;
  if (from === 'admins') return need === 1 ? 'un admin' : `${need} admins`;
  return `${need} de ${from}`;
};

export const takes: typeof en.takes = (one) =>
  `${one.node === undefined ? 'il' : `«${nbsp}${one.node}${nbsp}»`} ${does[one.what]}${nbsp}: ${whoTakes(one)}`;
