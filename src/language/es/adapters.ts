import type * as en from '../en/adapters.ts';

export const card: typeof en.card = {
  notice: { info: 'Nota', success: 'Hecho', warning: 'Revisar', error: 'Problema' },
  warning: 'Aviso',
  noticeLine: (word) => `${word}:`,
  choosePlaceholder: 'Elegir…',
  chooseOne: 'Elige una opción',
  choose: 'Elegir',
  notNow: 'Ahora no',
  good: 'Bien',
  goodAnswer: 'Esta respuesta está bien',
  bad: 'Mal',
  badAnswer: 'Esta respuesta no está bien',
  cancel: 'Cancelar',
  refresh: 'Actualizar',
  openInWindow: 'Abrir en una ventana',
  more: (count) => `… y ${count} más`,
  picture: 'Imagen',
  fillIn: 'Completa este campo.',
};

export const slack: typeof en.slack = {
  notWhole: 'Esta tarjeta no se pudo mostrar entera. Pregúntame otra vez o mira en n8n.',
  writeSomething: 'Escribe algo aquí o cancela.',
  formTooLate:
    'Slack me dio muy poco tiempo para abrir el formulario. No se ha cambiado nada. Pulsa el botón otra vez o dímelo aquí con tus palabras.',
  formNotOpened:
    'Slack no pudo abrir el formulario. No se ha cambiado nada. Pulsa el botón otra vez o dímelo aquí con tus palabras.',
  homeUnreadable: (reference) =>
    `Ahora no puedo consultar tus workflows. No se ha cambiado nada. Abre esta página otra vez en un minuto. (Referencia ${reference})`,
  promptsTitle: 'Prueba uno de estos',
  prompts: [
    {
      title: 'Publicar una página cada mañana',
      message: 'De lunes a viernes a las 9:00 obtener https://example.com/status y publicarlo en Slack #ops',
    },
    {
      title: 'Vigilar un sitio web',
      message:
        'Cada 15 minutos obtener https://example.com/health y, si el estado no es ok, enviar un correo a ops@example.com',
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
};
