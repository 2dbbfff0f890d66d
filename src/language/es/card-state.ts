import type * as en from '../en/card-state.ts';

/** What is true now of a workflow that a draft led to, and who brought it about; pieces around a name and a time. */
export const now: typeof en.now = {
  approvedBy: (name) => `Aprobado por ${name}`,
  discardedBy: (name) => `Descartado por ${name}`,
  unpublishedBy: (name) => `Apagado por ${name}`,
  broughtBackBy: (name) => `Recuperado por ${name}`,
  deletedBy: (name) => `Eliminado por ${name}`,
  deletedForGoodBy: (name) => `Eliminado definitivamente por ${name}`,
  changedBy: (name) => `Cambiado después por ${name}`,
  nothingCreated: '. No se ha creado nada.',
  discardedLater: '. Descartado después: no se ha creado nada.',
  doesNotRun: ': ya no se ejecuta solo.',
  notPublished: '. Está apagado.',
  inArchive: ': está en el archivo de n8n y no se ejecuta.',
  deleted: 'Eliminado',
  unpublished: 'Apagado',
  changedSince: 'Cambiado después',
  inN8n: {
    published: { before: 'Encendido en n8n (publicado), visto el ', after: '.' },
    unpublished: { before: 'Apagado en n8n (publicación retirada), visto el ', after: ': no se ejecuta solo.' },
    archived: { before: 'Archivado en n8n, visto el ', after: ': no se ejecuta.' },
    gone: { before: 'Eliminado en n8n, visto el ', after: '.' },
  },
  unexplained: {
    published: 'Ahora está encendido.',
    unpublished: 'Ahora está apagado: no se ejecuta solo.',
    archived: 'Ahora está en el archivo de n8n: no se ejecuta.',
    gone: 'Ya no está en n8n: alguien lo eliminó allí.',
  },
  changedInN8n: 'Cambiado en n8n, visto el ',
  mayDiffer: ': puede que haga algo distinto de lo que dice esta tarjeta.',
  askedAs: (name) => `Se pidió como «${name}».`,
  showNow: 'Mostrar cómo está ahora',
  undoChange: 'Deshacer este cambio',
};

/** Drafts that wait for a decision. */
export const waiting: typeof en.waiting = {
  title: 'Pendiente de tu decisión',
  nothing: 'Ningún borrador espera tu decisión.',
  row: (name, what) => `• ${name}: ${what}`,
  more: (count) => `Y ${count} más.`,
  how: 'Dime «borradores» en un mensaje directo, o mencióname, para verlos.',
  askedFor: (requester, place) => `Pedido por ${requester} en ${place}, `,
  aDraft: 'Un borrador',
  places: { slack: 'Slack', teams: 'Teams', playground: 'la zona de pruebas', rest: 'la API HTTP' },
};

export const address: typeof en.address = {
  webhook: (method) => `Se llama aquí (${method})`,
  form: 'El formulario está aquí',
  openForm: 'Abrir el formulario',
  needsAuth: '– pregunta quién llama, véase n8n',
  example: 'Por ejemplo',
};
