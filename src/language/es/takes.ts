import type * as en from '../en/takes.ts';

const does: typeof en.does = {
  reads: 'lee datos',
  writes: 'cambia datos',
  'sends-inside': 'envía algo dentro',
  'sends-outside': 'envía algo fuera',
  deletes: 'borra',
  pays: 'mueve dinero',
  'runs-code': 'ejecuta código',
  'many-recipients': 'llega a muchas personas',
  'personal-data': 'trata datos personales',
  schedule: 'se ejecuta a otras horas',
  other: 'cambia algo',
};

export const whoTakes: typeof en.whoTakes = ({ need, from }) => {
  if (from === 'approvers') return need === 1 ? 'un aprobador' : `${need} aprobadores`;
  if (from === 'admins') return need === 1 ? 'un admin' : `${need} admins`;
  return `${need} de ${from}`;
};

export const takes: typeof en.takes = (one) =>
  `${one.node === undefined ? '' : `«${one.node}» `}${does[one.what]}: ${whoTakes(one)}`;
