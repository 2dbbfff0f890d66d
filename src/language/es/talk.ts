import type { words } from '../en/index.ts';

export const talk: typeof words.engine.talk = {
  pressCreate: (create) =>
    `Se aprueba con un botón, para que nadie lo haga con una palabra. Mira la tarjeta y pulsa «${create}».`,
  stillMissing: 'Todavía no se puede crear nada: la tarjeta dice qué falta por resolver.',
  notYours: (why) => `Este no puedes aprobarlo. ${why}`,
  expired: 'Ha caducado: vuelve a abrirlo con su botón y entonces se podrá aprobar.',
  nothingToApprove: 'Aquí no hay nada pendiente de aprobar. Dime qué debe ocurrir por sí solo y cuándo.',
  whatElse: 'Dime qué debe cambiar, por ejemplo «mejor a las 7», o di «cancelar» para descartarlo.',
  youAreWelcome: 'De nada.',
  smallTalk:
    'Estoy aquí para las automatizaciones: dime qué debe ocurrir por sí solo y cuándo, o di «ayuda» para ver ejemplos.',
  stillWaits: 'El borrador sigue esperando su botón.',
  whoAsked: (name) =>
    `Solo ${name}: aquí no se ha nombrado a nadie para aprobar, así que cada persona decide sobre lo que pidió.`,
  whoTheyAsk: 'Aquí no se ha nombrado a nadie para aprobar: cada persona decide sobre lo que pidió.',
  whoApproves: (names) => `Una de estas personas, con un botón en la tarjeta: ${names}.`,
  whoDepends: 'Según lo que haga un borrador, pueden hacer falta otras personas: su tarjeta dice quiénes.',
  whoElse: 'Aquí nadie aprueba su propia petición.',
  whoPublishes: (names) => `Pueden encender: ${names}.`,
  failures: 'Lo que ha fallado hoy',
  noFailures: 'Hoy no ha fallado nada entre los workflows que puedes ver.',
  failedTimes: (count, last) => `${count === 1 ? 'una ejecución' : `${count} ejecuciones`} · la última: ${last}`,
  draftNotInN8n: (name) => `«${name}» es un borrador: todavía no está en n8n y no hace nada.`,
  itSays: 'Con estas palabras:',
  nothingSaid: 'No dice ni envía ningún texto propio.',
  hereOrNew: '¿Te refieres a un workflow que ya existe aquí o a algo nuevo?',
  somethingNew: (words) => `Algo nuevo: «${words}»`,
};
