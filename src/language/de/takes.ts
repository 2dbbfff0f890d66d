import type * as en from '../en/takes.ts';

const does: typeof en.does = {
  reads: 'liest Daten',
  writes: 'ändert Daten',
  'sends-inside': 'schickt intern etwas',
  'sends-outside': 'schickt etwas nach außen',
  deletes: 'löscht',
  pays: 'bewegt Geld',
  'runs-code': 'führt Code aus',
  'many-recipients': 'erreicht viele Menschen',
  'personal-data': 'verarbeitet Personendaten',
  schedule: 'läuft zu anderen Zeiten',
  other: 'ändert etwas',
};

export const whoTakes: typeof en.whoTakes = ({ need, from }) => {
  if (from === 'approvers')
    return need === 1 ? 'eine Person, die freigeben darf' : `${need} Personen, die freigeben dürfen`;
  if (from === 'admins') return need === 1 ? 'ein Admin' : `${need} Admins`;
  return `${need} aus ${from}`;
};

export const takes: typeof en.takes = (one) =>
  `${one.node === undefined ? 'es' : `„${one.node}“`} ${does[one.what]}: ${whoTakes(one)}`;
