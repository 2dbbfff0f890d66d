import type * as en from '../en/card-messages.ts';

export const messages: typeof en.messages = {
  working: 'En ello',
  moment: 'Un momento, lo estoy mirando.',
  toldInPrivate: 'Respondido en privado.',
  stop: 'Detener',
  stages: {
    understanding: 'Entendiendo lo que quieres',
    choosing: 'Eligiendo los pasos en n8n',
    checking: 'Comprobando que funcionaría',
  },
  chooseOne: 'Elige una opción',
  answerOwnWords: 'O responde con tus palabras en este hilo; en un canal, mencióname.',
  answerHere: 'Responde en este hilo; en un canal, mencióname.',
  question: 'Una pregunta',
  interrupted: 'Esto se interrumpió antes de que pudiera responder. Dilo otra vez, por favor.',
  didNotWork: 'No ha funcionado',
};

export const home: typeof en.home = {
  welcome: 'Te damos la bienvenida',
  firstSteps: [
    'Dime con tus palabras qué debe pasar y cuándo: aquí en «Mensajes», con una mención en un canal o con el comando de barra.',
    'Te enseño un borrador: qué hace, qué aplicaciones usa, qué falta. Di qué debe ser diferente, tantas veces como quieras.',
    'Nada llega a n8n hasta que alguien autorizado pulsa «Encender». Después te digo si de verdad está activo.',
  ],
  example: 'Por ejemplo: de lunes a viernes a las 9:00 obtener https://example.com/status y publicarlo en Slack #ops',
  waiting: 'Pendiente de tu decisión',
  askedForBy: (name) => `Pedido por ${name}`,
  newTitle: 'Nueva automatización',
  newLabel: '¿Qué debe pasar, y cuándo?',
  newSubmit: 'Preparar',
  find: 'Buscar…',
  findTitle: 'Buscar un workflow',
  findLabel: 'Su nombre, o una parte',
  findSubmit: 'Buscar',
  failed: 'Falló la última vez',
  more: (count) => `y ${count} más`,
  yours: 'Tus workflows',
  none: 'Todavía ninguno. Dime qué debe pasar y cuándo.',
  hint: 'Dime «lista» para verlos todos y «ayuda» para saber qué más puedo hacer.',
  disclaimer:
    'Los borradores puede escribirlos un modelo de lenguaje y pueden ser erróneos: léelos antes de aprobarlos.',
};

export const acts: typeof en.acts = {
  withName: (text, by) => `${text} (${by})`,
  gone: 'Ya no estaba en n8n: alguien lo eliminó allí.',
  notStarted: (why) => `No iniciado. ${why}`,
  mayHaveRun:
    'Se llamó, pero no llegó respuesta: puede que se haya ejecutado. Mira sus ejecuciones antes de iniciarlo otra vez.',
  executionsInN8n: 'Ejecuciones en n8n',
  retried: (by, execution) => `Reintentado por ${by}: ejecución ${execution}`,
  started: (by, execution) => `Iniciado por ${by}: ejecución ${execution}`,
  answered: (by, status) => `Iniciado por ${by}; su dirección respondió ${status}.`,
  ended: (start, status) => `${start} ${status}.`,
  executionInN8n: 'Esta ejecución en n8n',
  kept: (by) => `Se queda como está (${by}). No se ha cambiado nada.`,
};
