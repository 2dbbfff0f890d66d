import type * as en from '../en/engine.ts';
import { sayings } from './verbs.ts';

const example = 'de lunes a viernes a las 9:00 obtener https://example.com/status y publicarlo en Slack #ops';

export const reasons: typeof en.reasons = {
  onlyRequester:
    'Solo quien lo pidió puede decidirlo, porque no hay aprobadores designados. Pídele que pulse el botón.',
  onlyApprover: 'Solo un aprobador puede decidir sobre este borrador. Pide a uno de ellos que pulse el botón.',
  namedOnly: 'Este borrador lo aprueban las personas que la política nombra para lo que hace. La tarjeta dice quiénes.',
  alreadyCounted: 'Tu aprobación ya cuenta. Otros también tienen que aprobarlo: la tarjeta dice quiénes.',
  seatTaken:
    'Sustituyes a alguien cuya aprobación ya cuenta, dada por esa persona o por quien también la sustituye. La tarjeta dice quién más tiene que aprobarlo.',
  fourEyes:
    'Tiene que aprobarlo otra persona: aquí nadie aprueba su propia petición. Pide a un aprobador que pulse el botón.',
  publishersOnly:
    'Puedes crear este workflow, pero encenderlo corresponde a otras personas. Elige «Crear apagado» y pídeselo después a una de ellas.',
  withdrawRequester:
    'Solo puede hacerlo quien pidió este workflow, porque no hay aprobadores designados. Pídele que pulse el botón.',
  withdrawApprover:
    'Solo puede hacerlo un aprobador o quien pidió este workflow. Pide a uno de ellos que pulse el botón.',
  changeApprover: 'Con este workflow solo puede hacerlo un aprobador. Pide a uno de ellos que pulse el botón.',
  publishRights:
    'Con este workflow solo puede hacerlo quien tiene permiso para encender. Pide a un aprobador que pulse el botón.',
  notTheirs:
    'Solo quien pidió este workflow puede aprobar un cambio en él, porque no hay aprobadores designados. Pídele que pulse el botón.',
  noTests:
    'Las pruebas están desactivadas aquí, así que no se envió nada. Un operador puede permitirlas: tests en la política.',
  adminOnly: 'Solo un administrador puede aprobarlo; la tarjeta dice por qué. Pídeselo a uno, o pide un cambio.',
  changedSince: 'Este borrador ha cambiado desde entonces: mira su tarjeta más reciente, abajo.',
  nothingToPublish: 'Todavía no hay ningún workflow creado que encender.',
  nothingToRetry: 'Ya no hay nada que reintentar.',
  alreadyApproved: 'Ya está aprobado y en camino a n8n.',
  alreadyCreated: 'Ya está en n8n.',
  expired: 'Este borrador ha caducado. Pulsa «Abrir de nuevo» o «Cambiar…» en su tarjeta, o pídelo otra vez.',
  linkAdmins: 'Solo puede decidirlo quien sea administrador en ambos lados. Pídeselo a uno de ellos.',
  linkFourEyes: 'Tiene que confirmarlo otra persona: con cuatro ojos nadie vincula sus propias cuentas.',
  notExpired: 'Este borrador está abierto: no ha caducado.',
  discarded: 'Este borrador se descartó. Pídelo otra vez para empezar uno nuevo.',
  rehearsalFailed:
    'Falló en un ensayo, así que no se creó nada. La tarjeta dice por qué: pide un cambio, o pulsa otra vez y confirma.',
  alreadyTried: 'Esta versión ya se aprobó: pulsa «Reintentar» o pide un cambio.',
  blocked: 'Falta resolver algo antes de poder crearlo: mira la tarjeta.',
  needsPerson: 'Esto tiene que decidirlo una persona.',
  busy: 'Ya se está haciendo algo con este workflow. Espera a que cambie su tarjeta.',
  gone: 'Ya no está en n8n: alguien lo eliminó allí.',
  archivedAlready: 'Ya está en el archivo de n8n.',
  archived: 'Está en el archivo de n8n. Sácalo primero de allí.',
  notArchived: 'Ya no está en el archivo.',
  publishedAlready: 'Ya está encendido.',
  notPublished: 'Está apagado.',
};

export const answers: typeof en.answers = {
  help: `Dime con palabras sencillas qué debe pasar y cuándo. Te enseño un borrador; nada llega a n8n hasta que alguien pulsa «Encender».

Por ejemplo:
• ${example}
• cuando alguien envíe un formulario con nombre y correo, añadir una fila en Google Sheets
• cada 15 minutos obtener https://example.com/health y, si el estado no es ok, publicar "Sitio caído" en Slack #ops

Para cambiar un borrador o un workflow creado aquí, dímelo en su hilo («mejor a las 7»); en un canal, mencióname.

También puedes decir: lista · lista todos · ${sayings.examples.join(' · ')}

Di «borradores» para ver lo que puedes aprobar y «vincular cuentas» para usar tus cuentas de Slack y Teams como una sola.

No pongas contraseñas ni claves en tus mensajes: su sitio son las credenciales de n8n.`,
  welcome: (
    addedBy,
  ) => `${addedBy ? `${addedBy} me ha añadido. ` : ''}Soy Flowsmith: dime con palabras sencillas qué debe pasar por sí solo y lo convierto en un workflow de n8n. Primero te enseño un borrador; nada llega a n8n hasta que alguien pulsa «Encender».

Por ejemplo: ${example}

En un canal o chat de grupo, mencióname. Di «ayuda» para ver más ejemplos y «lista» para ver lo creado aquí. Tu organización me usa con su propio n8n: pregunta a tu administrador quién puede aprobar.`,
  tooOften: 'Han sido muchos comandos en poco tiempo. Inténtalo de nuevo en unos minutos; no se ha cambiado nada.',
  tooLong: (length, most) =>
    `Son ${length} caracteres; leo hasta ${most}. Dime en pocas frases qué debe pasar y cuándo, y deja los detalles para un segundo mensaje.`,
  tooManyRequests: (minutes) =>
    `Han sido muchas peticiones en poco tiempo. Inténtalo de nuevo en ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}; lo que tienes se conserva.`,
  waitingAlready: {
    person:
      'Muchas de tus peticiones ya esperan respuesta, así que esta no se ha admitido. Repítela cuando algunas estén respondidas; las que esperan conservan su sitio.',
    tenant:
      'Ya esperan respuesta tantas peticiones de aquí que esta no se ha admitido. Repítela dentro de unos minutos; las que esperan conservan su sitio.',
  },
  secretRemoved: (credentialsUrl) =>
    `Algo en tu mensaje parecía una contraseña o una clave. Lo he quitado antes de guardar nada: añádelo en n8n en «Credentials» (${credentialsUrl}) y bórralo del chat.`,
  fileOnly: 'No puedo leer archivos. Dime con palabras qué debe ocurrir por sí solo y cuándo.',
  nothingToCancel: 'Aquí no hay nada que cancelar. Dime con palabras sencillas qué debe pasar y cuándo.',
  questionDropped: 'De acuerdo, la pregunta queda retirada. No se ha creado nada.',
  discarded: 'Descartado. No se ha creado nada.',
  cardFurtherUp: 'Su tarjeta está más arriba en esta conversación.',
  status: (name, published, url) => `${name}: ${published ? 'encendido' : 'apagado'}. ${url}`,
  expiredOn: (when) =>
    `Este borrador ha caducado (${when}). Pulsa «Abrir de nuevo» o «Cambiar…» en su tarjeta, o pídelo otra vez.`,
  thanks:
    'Gracias, queda anotado para quien gestiona Flowsmith aquí. Para cambiar un borrador, dime qué debe ser diferente.',
  unknownAnswer: 'No sé a qué respuesta te refieres, así que no se ha anotado nada.',
  stopped: 'Detenido. No se ha creado ni cambiado nada.',
  nothingToAutomate:
    'Ese mensaje no pide nada que se pueda automatizar. No se ha creado ni cambiado nada. Di qué debe pasar y cuándo.',
  unknownWorkflow: 'No conozco ningún workflow así. Di «lista» para ver lo creado aquí.',
  whatExactly: '¿Qué debe pasar exactamente?',
  questionGone: 'Esa pregunta ya no está abierta. Dime con tus palabras qué quieres.',
  questionAnswered: 'Esa pregunta ya se respondió.',
  workflowGone: 'Ese workflow ya no existe.',
  editDecided:
    'Ya se decidió, así que editar tu mensaje no cambia nada. Dime en un mensaje nuevo qué debe ser diferente.',
  editNewer:
    'Ya hay una revisión más reciente, así que editar ese mensaje no cambia nada. Dime en un mensaje nuevo qué debe ser diferente.',
  howToChange:
    'Dime en este hilo qué debe ser diferente, por ejemplo «mejor a las 7» o «publicar en #ventas». En un canal, mencióname para que pueda leerlo.',
  howToChangeWorkflow:
    'Dime en este hilo qué debe ser diferente, por ejemplo «mejor a las 7». En un canal, mencióname para que pueda leerlo.',
  cardGone: 'Esa tarjeta no corresponde a nada que yo conozca ya. Pídelo otra vez y haré un borrador nuevo.',
  notYoursToStop: 'Solo puede detenerlo quien lo pidió, y solo mientras estoy en ello.',
  nothingFilled: 'No se ha completado nada, así que nada ha cambiado.',
  valueGone: 'Eso ya no se puede elegir. Mira la tarjeta más reciente o dilo con palabras.',
  credentialGone: 'Esa credencial ya no existe. Mira la tarjeta de nuevo o elígela en n8n.',
  bothChanged: (what) => `Ambos cambiaron ${what}: aquí vale este cambio.`,
  counted: (missing) =>
    `Tu aprobación cuenta. ${missing === 1 ? 'Otra persona tiene' : `Otras ${missing} personas tienen`} que aprobarlo: la tarjeta dice quiénes.`,
  notApproved: (why) => `No aprobado. ${why}`,
  notAllowed: (why) => `No permitido. ${why}`,
  whichOne: '¿A cuál te refieres?',
  noSuchName: (words) => `No conozco ningún workflow llamado «${words}».`,
  near: (names) => `Parecidos: ${names}.`,
  quoted: (name) => `«${name}»`,
  sayListAll: 'Di «lista todos» para ver lo que hay.',
  archived: (name) => `«${name}» está en el archivo de n8n. Di «muestra ${name}» para recuperarlo.`,
  gone: (name) => `«${name}» ya no está en n8n: alguien lo eliminó allí.`,
  unreachable:
    'n8n no responde en este momento, así que no puedo mirarlo. Inténtalo de nuevo en un minuto; no se ha cambiado nada.',
  nothingToRetry: (name) => `Ninguna ejecución de «${name}» espera un reintento.`,
  publishedAlready: (name) => `«${name}» ya está encendido.`,
  notPublished: (name) => `«${name}» está apagado: no se ejecuta solo.`,
  notPublishedToRun: (name) =>
    `«${name}» está apagado. Solo un workflow encendido (publicado, en n8n) se puede iniciar desde aquí.`,
  cannotRun: (name) =>
    `«${name}» no tiene webhook ni formulario que se pueda llamar desde aquí. Ábrelo en n8n y pulsa «Execute workflow».`,
  noFailure: 'Esa ejecución no falló, o n8n ya no la conserva.',
  nothingToRestore: 'Eso es lo que n8n tiene ahora: no hay nada que restaurar.',
  restored: (version, name, day, who) =>
    `Restaura la versión ${version} de ${name}, tal como estaba el ${day} (${who}).`,
  nothingToUndo: 'Esa tarjeta no muestra ningún cambio que pueda deshacer. Di «historial» para ver las versiones.',
  undone: (request) => `Deshacer: como antes de «${request}».`,
  versionGone: 'n8n ya no conserva esa versión. Di «historial» para ver cuáles hay.',
  noVersion: (number, known) => `No hay versión ${number}; se conocen ${known}. Di «historial» para verlas.`,
  noEarlierVersion: 'No hay ninguna versión anterior que sea distinta de la actual.',
  somebody: 'alguien',
  someoneInN8n: (name) => `${name} en n8n`,
  argument: {
    missing: 'Di también con qué, por ejemplo el nombre.',
    tooLong: (most) => `Es demasiado largo: como máximo ${most} caracteres.`,
    asCredential: 'Eso parece una contraseña o una clave y no se ha utilizado. No se ha cambiado nada.',
  },
  templateSaved: (name) =>
    `«${name}» se ha guardado como plantilla. Sus credenciales no se incluyen; quien empiece con ella elige las suyas.`,
  templateTaken: (name, workflow) =>
    `Ya hay una plantilla llamada «${name}». Di: save ${workflow} as template called <otro nombre>`,
  templatesFull: (most) => `Se conservan como máximo ${most} plantillas. Elimina primero una.`,
};

export const lines: typeof en.lines = {
  someone: 'alguien',
  draft: (name, sentence) => `Borrador: ${name}. ${sentence}`,
  change: (name, what) => `Cambio de ${name}: ${what || 'nada es diferente'}`,
  discarded: (name) => `Descartado: ${name}`,
  discardedBy: (by) => `Descartado por ${by}. No se ha creado nada.`,
  expired: (name) => `Caducado: ${name}. Nadie decidió a tiempo.`,
  approved: (name) => `Aprobado: ${name}. Creándolo en n8n…`,
  working: (name) => `Aprobado: ${name}. En curso en n8n…`,
  notCreated: (name, why) => `No creado: ${name}. ${why}`,
  notChanged: (name) => `Sin cambios: ${name}. Alguien lo cambió en n8n mientras tanto.`,
  updated: (what, name, url) => `${what} ${name}. ${url}`,
  created: (name, url) => `Creado en n8n, apagado: ${name}. ${url}`,
  published: (state, name, url) => `${state}: ${name}. ${url}`,
  shownAgain: 'se muestra de nuevo más abajo.',
  replaced: 'sustituido por una versión más reciente.',
  policy: 'la política',
};

export const seen: typeof en.seen = {
  live: 'Está activo: n8n ha iniciado su disparador.',
  notStarted:
    'Encendido, pero n8n no ha iniciado su disparador. Ábrelo en n8n, comprueba el disparador y su credencial y enciéndelo allí de nuevo (Publish).',
  unverified: 'Encendido de nuevo. n8n no dice si su disparador se reinició: mira su próxima ejecución en n8n.',
  edited: 'Incluye cambios hechos en n8n después de crearlo.',
  savedEarlierLive: 'Guardado en n8n. La versión anterior sigue funcionando hasta que se active esta.',
  saved: 'Guardado en n8n, apagado: todavía no se ejecuta.',
  savedLive: 'Guardado y activo: n8n ejecuta el workflow cambiado.',
  savedUnverified: 'Guardado y encendido. n8n no dice si su disparador se reinició: mira su próxima ejecución.',
  savedNotStarted:
    'Guardado y encendido, pero n8n no ha iniciado su disparador. Ábrelo en n8n, comprueba el disparador y su credencial y enciéndelo allí de nuevo (Publish).',
  unanswered: 'n8n aún no ha respondido. Sigo mirando si se ha hecho; nada se hace dos veces.',
  unansweredDraft: 'n8n aún no ha respondido. Sigo mirando si ha llegado; se pone una vez, no dos.',
  stillTrying: 'n8n no responde como debería. Sigo intentándolo unos minutos.',
  stillTryingDraft: 'n8n no responde como debería. Sigo intentándolo unos minutos; no se pierde nada.',
};

export const failures: typeof en.failures = {
  stepFailed: (step) => `Falló el paso «${step}»`,
  failed: 'Falló',
  said: (what, message, status) => `${what}: «${message}»${status}.`,
  silent: (what, status) => `${what}${status}; n8n no guardó ningún mensaje.`,
  login: 'El servidor no aceptó el acceso: comprueba en n8n la credencial de este paso y sus permisos.',
  notThere: 'No hay nada en esa dirección: comprueba la dirección o el identificador de este paso.',
  tooOften: 'El servidor recibió demasiadas peticiones: haz que se ejecute menos a menudo o reinténtalo más tarde.',
  notUnderstood: 'El servidor no entendió lo que recibió: comprueba los campos de este paso.',
  maybeDone:
    'Puede que el paso haya hecho su trabajo de todos modos, así que no hago que se repita por sí solo: podría hacerse dos veces. Mira primero allí si ya está hecho.',
  slow: 'El servidor tardó demasiado en responder: reinténtalo más tarde.',
  tooMuch: 'Fue demasiado de una vez para el servidor: envía menos por ejecución.',
  serverProblem:
    'El propio servidor tuvo un problema: reinténtalo más tarde; si sigue así, pregunta a quien lo gestiona.',
  timeout: 'El servidor tardó demasiado en responder: reinténtalo más tarde o da más tiempo al paso.',
  unreachable: 'n8n no pudo llegar al servidor: comprueba que funciona y que n8n puede acceder a él.',
  noSuchServer: 'No hay ningún servidor con ese nombre: comprueba la dirección de este paso.',
  certificate: 'El certificado del servidor no se acepta: pregunta a quien lo gestiona.',
  credential: 'La credencial de este paso falta o no se acepta: abre el workflow en n8n y elige una.',
  slackChannel: 'Slack no le deja publicar allí: comprueba el canal e invita a la aplicación.',
  missingValue:
    'El paso usa un valor que no existía: comprueba qué entrega el paso anterior y los nombres de sus campos.',
  emptyField: 'Un campo de este paso está vacío: complétalo.',
  noJson: 'Lo que llegó no era el JSON que espera el paso: comprueba qué entrega el paso anterior.',
  limit: 'Se alcanzó un límite del servicio: haz que se ejecute menos a menudo o reinténtalo más tarde.',
  crashed: 'El propio n8n se detuvo mientras se ejecutaba: reinténtalo.',
  noData: 'n8n no conserva datos de sus ejecuciones fallidas: ábrelo en n8n y ejecútalo allí para ver más.',
  look: 'Abre la ejecución en n8n para ver qué entró en ese paso.',
};

export const noRun: typeof en.noRun = {
  not_published: 'Desde aquí solo se puede iniciar un workflow encendido. Enciéndelo e inténtalo de nuevo.',
  no_starter:
    'Este workflow no tiene webhook ni formulario, así que no se puede iniciar desde aquí. Ábrelo en n8n y pulsa «Execute workflow».',
  needs_auth: 'Su dirección pide un acceso que Flowsmith no tiene. Inícialo desde donde se llama normalmente.',
  path_has_parts:
    'Su dirección tiene partes que solo conoce quien lo llama de verdad. Inícialo desde donde se llama normalmente.',
  method: 'Su dirección no admite ese método HTTP.',
  not_listening:
    'Está encendido, pero n8n no escucha en su dirección. Ábrelo en n8n, comprueba su primer paso y enciéndelo allí de nuevo (Publish).',
  refused: 'n8n no dejó pasar la llamada. Comprueba en n8n quién puede llamar a su dirección.',
  too_large: 'Es más de lo que se puede enviar para iniciar un workflow. Usa 64 KB como máximo.',
};

export const pickedFrom: typeof en.pickedFrom = {
  place: 'donde se pidió',
  chosen: 'como ya se eligió aquí',
  workflows: 'como lo tiene otro workflow de n8n',
  n8n: 'como n8n lo encuentra allí ahora',
};

export const assumedBecause: typeof en.assumedBecause = {
  house: 'como está fijado aquí',
  usual: 'como las dos últimas veces',
  only: 'porque no hay otro',
};

export const notes: typeof en.notes = {
  assumed: (what, name, app, how) => `Tomado como ${what}: ${name} (${app}), ${how}.`,
  picked: (word, name, app, source) => `Tomado para «${word}»: ${name} (${app}), ${source}.`,
  model: (model) => `Planificado por ${model}.`,
  mended: (node, from, to) => `En un ensayo, {{ ${from} }} de «${node}» quedó vacío: ahora es {{ ${to} }}.`,
  zoneGuessed: (zone, set, slack) =>
    `Horas en ${zone}${set ? ', según los ajustes' : ''}: ${slack ? 'no puedo leer tu zona horaria en Slack' : 'no conozco tu zona horaria'}. Para otra di «9:00 Europe/Madrid».`,
  askersZone: (zone) =>
    `Las horas son de ${zone}: el workflow no tenía zona horaria propia, y n8n las habría tomado en la suya.`,
  unfinished: 'El modelo de IA dejó de responder antes de terminar; hasta aquí llegó.',
  templates: 'Planificado con las plantillas integradas, sin modelo de IA.',
  unreachable: 'No se pudo contactar con el modelo de IA, así que se planificó con las plantillas integradas.',
  templatesAsked: 'No se pudo contactar con el modelo de IA y se consultaron en su lugar las plantillas integradas.',
};

export const suggestions: typeof en.suggestions = ['ayuda', 'lista', 'estado'];
