import type { failing as en } from '../en/failing.ts';

export const failing: typeof en = {
  week: 'Qué ha fallado esta semana',
  noneWeek: 'Esta semana no ha fallado nada de los workflows de los que se te informa aquí.',
  more: (kinds) => `${kinds} ${kinds === 1 ? 'tipo' : 'tipos'} de fallos más.`,
  runsAgain: 'funciona de nuevo',
  elsewhere: (workflows) =>
    `${workflows === 1 ? 'Ha fallado otro de tus workflows' : `Han fallado ${workflows} workflows tuyos más`}; pregúntame en privado.`,
  adminsOnly: 'Lo que ha fallado en todas partes es para administradores. Di «fallos hoy» para tus propios workflows.',
  onlyAlone: 'Lo que ha fallado en todas partes se dice solo en privado: pregúntame en un mensaje directo.',
  muted: (name, until) =>
    `Los fallos de «${name}» no se avisan aquí hasta el ${until}. Siguen contando en «fallos hoy». Para volver a saber de ellos di «reactiva los avisos de ${name}».`,
  mutedForGood: (name) =>
    `Los fallos de «${name}» ya no se avisan aquí. Siguen contando en «fallos hoy». Para volver a saber de ellos di «reactiva los avisos de ${name}».`,
  unmuted: (name) => `Los fallos de «${name}» se avisan aquí de nuevo.`,
  notMuted: (name) => `«${name}» no está silenciado aquí. No se ha cambiado nada.`,
  othersRead: (name) =>
    `Aquí leen también otros: solo quien pidió «${name}», o aprueba aquí, lo silencia para todos. No se ha cambiado nada.`,
  onlyResponsible: (name) =>
    `Dónde se avisan los fallos de «${name}» lo decide quien lo pidió o aprueba aquí. No se ha cambiado nada.`,
  here: 'este canal',
  tells: (where, name) =>
    `Desde ahora los fallos de «${name}» se avisan también en ${where}. Para terminar di «ya no avises en ${where} cuando falle ${name}».`,
  tellsHere: (who, name) =>
    `Desde ahora aviso aquí cuando falle «${name}»; me lo ha pedido ${who}. Para terminar di «ya no avises en este canal cuando falle ${name}».`,
  stops: (where, name) => `Los fallos de «${name}» ya no se avisan en ${where}.`,
  notTold: (where, name) => `Nadie me pidió avisar en ${where} de «${name}». No se ha cambiado nada.`,
  notThere: (where) => `No puedo escribir en ${where}, así que no se ha cambiado nada. Invítame allí y dilo otra vez.`,
  whichChannel: (named) =>
    `No sé qué canal es ${named}. Elígelo en la lista que aparece mientras lo escribes. No se ha cambiado nada.`,
  noOther: 'Aquí no puedo nombrar otro canal. Dilo en aquel canal: «avisa en este canal cuando falle …».',
  whichOne: (names) => `¿Cuál? ${names}`,
  since: (when) => `Qué ha fallado desde el ${when}`,
  noneSince: (when) => `No ha fallado nada desde el ${when}.`,
  digest: (next, timezone) =>
    `Digo aquí en un solo mensaje qué ha fallado, en vez de un mensaje por fallo. Próximo: ${next} (${timezone}). Para terminar di «sin resumen».`,
  digestEnded: 'Aquí ya no hay resumen; cada fallo se avisa de nuevo por separado.',
  noDigest: 'Aquí no hay resumen. No se ha cambiado nada.',
  digestAlone:
    'Para ti, dilo donde estemos a solas. Para todos aquí di «envía a este canal un resumen diario de los fallos».',
  digestRefused:
    'Un resumen sustituye los mensajes sueltos para todos aquí: solo quien aprueba aquí lo cambia. No se ha cambiado nada.',
};
