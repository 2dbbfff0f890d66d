import type * as en from '../en/cards.ts';

export const draft: typeof en.draft = {
  title: (name) => `Borrador: ${name}`,
  changeTitle: (name) => `Cambio: ${name}`,
  create: 'Crear',
  createAndPublish: 'Crear y publicar',
  save: 'Guardar',
  saveAndPublish: 'Guardar y publicar',
  saveAndMakeLive: 'Guardar y activar',
  saveAndMakeAllLive: 'Guardar y activarlo todo',
  sure: (act, name) => `${act}: ¿«${name}»?`,
  openRevision: (revision) => `Abrir la revisión ${revision}`,
  openUntil: 'Abierto hasta ',
  replacesLive: (effect) => `Sustituye a lo que está activo ahora. ${effect}`,
  notLiveYet: (edits) =>
    `En n8n hay ediciones que aún no están activas: ${edits}. «Guardar» las deja así; activar este cambio las activa también.`,
  takesAlong: (edits) => `También activa lo que está guardado en n8n y aún no está activo: ${edits}.`,
  change: 'Cambiar…',
  discard: 'Descartar',
  fillIn: 'Completar…',
  leaveOut: 'Dejarlo fuera',
  stillNeeded: 'Falta por completar',
  usesCredentials: (names) => `Credenciales que usa: ${names}.`,
  whichCredential: (kind) => `¿Qué credencial debe usar (${kind})?`,
  noCredentialChosen: (kind) => `Todavía no se ha elegido credencial (${kind}): elígela en n8n.`,
  credentialMissing: (names) =>
    `Para que pueda ejecutarse falta una credencial para ${names}. Añádela en n8n y elígela en el workflow.`,
  addCredential: 'Añadir una credencial en n8n',
  credentialUnknown: (names) =>
    `Necesita una credencial para ${names}. n8n no ha indicado cuáles tiene: míralo en n8n y elígela en el workflow.`,
  credentials: 'Credenciales en n8n',
  different: 'Qué cambia',
  nothing: 'Nada.',
  moreChanges: (count) => (count === 1 ? 'y 1 cambio más' : `y ${count} cambios más`),
  showChanges: 'Ver todos los cambios',
  allChanges: (name) => `Todos los cambios: ${name}`,
  nextRuns: 'Próximas ejecuciones',
  apps: 'Aplicaciones',
  noApps: 'ninguna',
  more: (count) => `y ${count} más`,
  assumed: (what) => `Se supone: ${what}`,
  assumedByModel: (what) => `El modelo dice que ha supuesto (sin comprobar): ${what}`,
  alsoBy: (names: string): string => `También formulado por ${names}.`,
  footer: (requester, revision, checked) =>
    `Pedido por ${requester} · revisión ${revision} · ${checked} · escrito por una máquina: léelo antes de aprobarlo`,
  checkedInstance: (version) => `comprobado con tu n8n ${version}`,
  checkedNearest: (version) => `comprobado con los tipos de nodo más cercanos a tu n8n ${version}`,
  onlyBuiltIn: (version) =>
    `No comprobado con tu n8n: solo está la lista integrada de nodos comunes (${version}). Lo que tu n8n tiene además o hace de otra forma nadie lo ha mirado. Quien opera Flowsmith puede arreglarlo: flowsmith doctor.`,
  checkedBuiltIn: (version) => `comprobado con la lista integrada de nodos de n8n (${version})`,
  changeForm: {
    title: 'Cambiar',
    submit: 'Cambiar',
    label: '¿Qué debe ser diferente?',
    hint: 'p. ej. mejor a las 7, y solo entre semana',
    hintAfter: (request) => `Hasta ahora: «${request}». p. ej. mejor a las 7, y solo entre semana`,
  },
};

export const outcome: typeof en.outcome = {
  approvedTitle: (name) => `Aprobado: ${name}`,
  approvedBy: (by, detail) => `Aprobado por ${by}. ${detail}`,
  approvedFooter: (by, revision) => `Aprobado por ${by} · revisión ${revision}`,
  underWay: 'Creándolo en n8n…',
  created: 'Creado en n8n, sin publicar: todavía no se ejecuta.',
  createdWord: 'Creado',
  createdTitle: (name) => `Creado: ${name}`,
  notPublishable: (why) => `No se pudo publicar. ${why}`,
  openInN8n: 'Abrir en n8n',
  publishAgain: 'Publicar de nuevo',
  publishIt: (name) => `¿Publicar «${name}»?`,
  openNewer: 'Abrir la tarjeta más reciente',
  live: 'Activo',
  published: 'Publicado',
  notRunning: 'Publicado, pero no se ejecuta',
  saved: 'Guardado',
  titled: (state, name) => `${state}: ${name}`,
  makeLive: 'Activar',
  notChangedTitle: (name) => `Sin cambios: ${name}`,
  conflict: 'Alguien cambió este workflow en n8n después de preparar este cambio. No se ha escrito nada.',
  theirs: 'Cambiado mientras tanto en n8n',
  onlyLooks: 'Solo el aspecto.',
  ours: 'Este cambio',
  putOnTop: 'Aplicar el mío encima',
  notCreatedTitle: (name) => `No creado: ${name}`,
  retry: 'Reintentar',
  closedTitle: (name) => `Cerrado: ${name}`,
  maybeThere:
    'No es seguro que haya llegado a n8n. Reintentar mira allí primero y no crea otro; si aparece por sí solo, esta tarjeta lo dice.',
  twin: 'n8n lo creó dos veces, y alguien ha usado también el otro. Los dos se quedan: mira cuál quieres.',
  openTwin: 'Abrir el otro',
  withReference: (message, reference) => `${message} (referencia ${reference})`,
};

export const workflow: typeof en.workflow = {
  state: {
    live: 'Publicado: n8n ha iniciado su disparador',
    published: 'Publicado, pero n8n no ha iniciado ningún disparador suyo',
    unpublished: 'Sin publicar: no se ejecuta solo',
    archived: 'En el archivo de n8n: no se ejecuta',
    gone: 'Ya no está en n8n',
    unknown: 'n8n no responde en este momento',
  },
  unpublishedEdits: 'Se ha cambiado desde que se publicó: se ejecuta la versión anterior.',
  now: 'Ahora',
  lastExecution: 'Última ejecución',
  noneKnown: 'ninguna conocida',
  ended: (status, when) => `${status}, ${when}`,
  credentials: 'Credenciales',
  askedForBy: 'Pedido por',
  notMadeHere: 'alguien en n8n: no se creó aquí',
  history: 'Historial',
  executions: 'Ejecuciones',
  saveAsTemplate: 'Guardar como plantilla',
  templateName: 'Nombre de la plantilla',
};

export const confirm: typeof en.confirm = {
  workflow: 'Workflow en cuestión',
  somebody: 'alguien en n8n',
  keep: 'Dejarlo como está',
};

export const list: typeof en.list = {
  mine: 'Workflows que has pedido',
  all: 'Todos los workflows creados aquí',
  instance: 'Todos los workflows en n8n',
  previous: 'Anterior',
  next: 'Siguiente',
  showAll: 'Mostrar todos',
  show: 'Mostrar',
  page: (page, pages, total) => `Página ${page} de ${pages} · ${total} en total`,
  titled: (title) => `${title}:`,
  more: (count, url) => `Y ${count} más: mencióname y di «lista» para pasar páginas, o mira en n8n: ${url}`,
  allInN8n: 'Todos en n8n',
  howToShow: 'Di «muestra <nombre>» para ver uno y qué se puede hacer con él.',
  row: (name, state, url) => `• ${name}: ${state} ${url}`,
  deleted: 'Eliminado en n8n',
  archived: 'En el archivo de n8n',
  published: 'Publicado',
  notPublished: 'Sin publicar',
  lastSeen: (state) => `${state} la última vez`,
  lastExecution: (status, when) => `última ejecución ${status}, ${when}`,
  noExecution: 'ninguna ejecución conocida',
  noneOfYours: 'Todavía no has pedido ningún workflow aquí.',
  none: 'Todavía no se ha creado ningún workflow aquí.',
  how: 'Dime qué debe pasar y cuándo, por ejemplo: de lunes a viernes a las 9:00 obtener https://example.com/status y publicarlo en Slack #ops',
  sayListAll: 'Di «lista todos» para ver los de todo el mundo.',
};

export const history: typeof en.history = {
  title: (name) => `Historial de ${name}`,
  newer: 'Más recientes',
  older: 'Más antiguas',
  none: 'No se conoce ninguna versión.',
  version: (number) => `Versión ${number}`,
  by: (who, what) => `${who}: ${what}`,
  restore: 'Restaurar',
  onlyOurs: 'Este n8n no enumera versiones: estas son las creadas desde aquí. «Restaurar» muestra antes la diferencia.',
  nothingChanges: '«Restaurar» muestra antes la diferencia; nada cambia hasta que se aprueba.',
  line: (name, versions) => `Historial de ${name}: ${versions}`,
  versionBy: (number, who) => `versión ${number} de ${who}`,
  now: 'actual',
  live: 'activa',
  first: 'la primera versión',
  noDifference: 'sin diferencia visible',
};

export const executions: typeof en.executions = {
  title: (name) => `Ejecuciones de ${name}`,
  none: 'n8n no conserva ninguna ejecución: todavía no se ha ejecutado, o n8n las ha borrado.',
  retried: 'reintentada después, con éxito',
  why: '¿Por qué?',
  all: 'Todas las ejecuciones en n8n',
  whyFailed: (id) => `Por qué falló la ejecución ${id}`,
  fix: 'Proponer una corrección',
  line: (name, id, status) => `${name}: ejecución ${id} ${status}`,
  about: (name, what) => `${name}: ${what}`,
  noneKnown: (name) => `${name}: ninguna ejecución conocida`,
  status: {
    success: 'correcta',
    error: 'fallida',
    crashed: 'interrumpida por un fallo',
    canceled: 'detenida',
    running: 'en curso',
    waiting: 'en espera',
    new: 'a punto de empezar',
  },
  unknownStatus: 'terminada de forma desconocida',
  mode: {
    trigger: 'por su disparador',
    webhook: 'llamada desde fuera',
    manual: 'iniciada en el editor',
    retry: 'reintentada',
    error: 'tras un fallo en otro sitio',
    integrated: 'por otro workflow',
  },
  unknownMode: 'por n8n',
};

export const failure: typeof en.failure = {
  step: (name, problem) => `paso «${name}»: ${problem}`,
  line: (name, at, timezone, problem) => `${name} falló a las ${at} (${timezone}): ${problem}`,
  noReason: 'n8n no dice por qué.',
  count: (count) => `Fue el fallo número ${count} en una hora; este es el último.`,
  footer: 'Lo que informa n8n se muestra tal cual. Los demás fallos de esta hora se cuentan aquí.',
  title: (name) => `Fallo: ${name}`,
};

export const when: typeof en.when = {
  unknown: 'a una hora desconocida',
  about: (time) => `hacia ${time}`,
};

/** A draft nobody decided about in time. */
export const expired: typeof en.expired = {
  title: (name) => `Caducado: ${name}`,
  nothingCreated: 'No se ha creado nada en n8n.',
  nothingChanged: 'No se ha cambiado nada en n8n.',
  until: 'Nadie decidió antes del ',
  inTime: 'Nadie decidió a tiempo.',
  reopen: 'Abrir de nuevo',
  footer: (requester, revision) => `Pedido por ${requester} · revisión ${revision}`,
};

/** What is asked about a bad answer. */
export const feedback: typeof en.feedback = {
  title: '¿Qué estuvo mal?',
  submit: 'Enviar',
  label: '¿Qué debería haber sido diferente?',
  hint: 'Lo lee quien gestiona Flowsmith aquí; sin contraseñas, por favor. Para cambiar el borrador, dímelo en su hilo.',
};
