import type * as en from '../en/adapters.ts';

export const card: typeof en.card = {
  notice: { info: 'Nota', success: 'Hecho', warning: 'Revisar', error: 'Problema' },
  warning: 'Aviso',
  noticeLine: (word) => `${word}:`,
  choosePlaceholder: 'Elegir…',
  chooseOne: 'Elige una opción',
  orType: 'O escribirlo: un nombre, un enlace o un ID',
  choose: 'Elegir',
  notNow: 'Ahora no',
  good: 'Bien',
  goodAnswer: 'Esta respuesta está bien',
  bad: 'Mal',
  badAnswer: 'Esta respuesta no está bien',
  cancel: 'Cancelar',
  refresh: 'Actualizar',
  moreActions: 'Más acciones',
  newer: 'Hay una versión más reciente de esta tarjeta. Aparecerá cuando cierres lo que tienes abierto.',
  showNow: 'Mostrarla ahora',
  openInWindow: 'Abrir en una ventana',
  more: (count) => `… y ${count} más`,
  picture: 'Imagen',
  fillIn: 'Completa este campo.',
};

export const slack: typeof en.slack = {
  onIt: 'Me pongo con ello…',
  notStored: (reference) =>
    `No pude recibirlo, así que no se ha creado ni cambiado nada. Inténtalo de nuevo en un minuto. (Referencia ${reference})`,
  notTaken: 'No pude recibirlo, así que no se ha creado nada. Inténtalo de nuevo en un minuto.',
  slow: 'Está tardando más de lo debido. Si no aparece nada aquí en un minuto, pídelo otra vez.',
  unknownButton:
    'Ya no conozco ese botón: la tarjeta es de una versión anterior. No se ha cambiado nada. Pídelo otra vez.',
  notInstalled:
    'La aplicación Flowsmith ya no está instalada en este espacio de trabajo. Pide a tu administrador de Slack que la instale de nuevo.',
  outsider:
    'Esta aplicación es de otra empresa, así que no acepta de ti peticiones ni decisiones. No se ha creado ni cambiado nada. Quien la gestiona puede permitir tu espacio de trabajo (SLACK_ALLOWED_TEAMS).',
  otherCommand: (command) => `Respondo a ${command}. Prueba ${command} ayuda.`,
  noWords: 'Ese mensaje no tiene palabras que pueda convertir en un workflow. No se ha creado nada.',
  invitation: 'No soy miembro de esta conversación. Invítame y podré actualizar esta tarjeta y responder en un hilo.',
  unknownOutcome:
    'Slack no me dijo si mi último mensaje llegó. Si no ves una respuesta aquí, pregunta otra vez. Nada llega a n8n sin un botón.',
  notWhole: 'Esta tarjeta no se pudo mostrar entera. Pregúntame otra vez o mira en n8n.',
  writeSomething: 'Escribe algo aquí o cancela.',
  formTooLate:
    'Slack me dio muy poco tiempo para abrir el formulario. No se ha cambiado nada. Pulsa el botón otra vez o dímelo aquí con tus palabras.',
  formNotOpened:
    'Slack no pudo abrir el formulario. No se ha cambiado nada. Pulsa el botón otra vez o dímelo aquí con tus palabras.',
  homeUnreadable: (reference) =>
    `Ahora no puedo consultar tus workflows. No se ha cambiado nada. Abre esta página otra vez en un minuto. (Referencia ${reference})`,
  stepUnknown:
    'Flowsmith no conoce este paso, así que no se pidió nada. Pregunta a quien lo opera si es tan nuevo como la app de Slack.',
  stepOfNobody:
    'Slack no dijo quién inició este flujo, así que no se pidió nada. Haz que empiece con un enlace o un botón que alguien pulse.',
  stepUnplaced:
    'Slack no dijo a tiempo si perteneces a este espacio de trabajo, así que no se pidió nada. Inicia el flujo otra vez. Si eso no ayuda, a la app de Slack le falta el permiso users:read.',
  stepNotEnded:
    'La petición se aceptó, pero Slack no aceptó lo que salió de ella. Pide a tu admin de Slack que vuelva a instalar la app con el manifiesto actual.',
  promptsTitle: 'Prueba uno de estos',
  prompts: [
    {
      title: 'Publicar una página cada mañana',
      message: 'De lunes a viernes a las 9:00 obtener https://example.com/status y publicarlo en Slack #ops',
    },
    {
      title: 'Vigilar un sitio web',
      message:
        'Cada 15 minutos obtener https://example.com/health y, si el estado no es ok, publicar "Sitio caído" en Slack #ops',
    },
    { title: 'Mostrar mis workflows', message: 'lista' },
    { title: '¿Qué sabes hacer?', message: 'ayuda' },
  ],
};

export const teams: typeof en.teams = {
  unknownButton: 'Flowsmith no conoce este botón. Pídelo otra vez para obtener una tarjeta nueva.',
  chooseFirst: 'Elige primero en la lista y pulsa después otra vez.',
  nothingToFill: 'Aquí ya no hay nada que completar: mira la tarjeta más reciente.',
  notNow: 'Flowsmith no puede abrirlo en este momento. No se ha cambiado nada; inténtalo de nuevo en un instante.',
  working: 'En ello…',
  notTaken: (reference) =>
    `No ha pasado nada: Flowsmith no pudo recibirlo. Pulsa otra vez en un instante. Referencia: ${reference}`,
  nothingNewer: 'No hay nada más reciente que mostrar.',
  notRead: 'El último estado no se pudo leer en este momento. No se ha cambiado nada.',
  automate: {
    title: 'Automatizar esto',
    what: '¿Qué hay que automatizar?',
    hint: 'Estas son las palabras del mensaje. Cámbialas como quieras: lo que está aquí es lo que se pide a Flowsmith. Nada llega a n8n antes de ser aprobado.',
    ask: 'Pedir a Flowsmith',
    outside:
      'Flowsmith no está en este chat o canal y no puede responder aquí. Añádelo, o sigue en tu propio chat con él: tus palabras se quedan.',
    add: 'Añadir Flowsmith aquí',
    alone: 'Seguir en mi propio chat',
    comesHere: 'En ello: la respuesta llega aquí, debajo del mensaje o como uno nuevo.',
    comesAlone: 'En ello: la respuesta llega en tu propio chat con Flowsmith.',
    notAlone:
      'Flowsmith tampoco puede escribirte a solas. En Teams abre Aplicaciones, añade Flowsmith para ti y pulsa otra vez: tus palabras se quedan.',
    openLater: 'Teams no abrió tu propio chat en este momento. Pulsa otra vez en un instante: tus palabras se quedan.',
  },
};
