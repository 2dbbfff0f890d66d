import type { away as english } from '../en/away.ts';

export const away: typeof english = {
  noted: (day) =>
    `Anotado: estás fuera hasta el ${day} incluido. Hasta entonces no se te pregunta ni se te recuerda nada. Di «he vuelto» si vuelves antes.`,
  notedOf: (name, day) =>
    `Anotado: ${name} está fuera hasta el ${day} incluido, sin preguntas ni recordatorios hasta entonces. Di «${name} ha vuelto» para terminarlo antes.`,
  decides: (deputy) => `${deputy} aprueba en tu lugar.`,
  decidesOf: (deputy, name) => `${deputy} aprueba en lugar de ${name}.`,
  nobody:
    'Nadie aprueba en tu lugar. Para nombrar a alguien di p. ej. «estoy fuera hasta el viernes, Bo decide por mí».',
  nobodyOf: (name) => `Nadie aprueba en lugar de ${name}.`,
  youStoodIn: (names) => `Sustituyes a ${names}: nadie lo hace mientras estás fuera.`,
  back: 'Hola de nuevo: se te vuelve a preguntar. Di «pendientes» para ver lo que aún te espera.',
  backOf: (name) => `${name} ya está de vuelta y se le vuelve a preguntar.`,
  notAway: 'No había ninguna ausencia anotada, así que no se cambió nada.',
  notAsked: 'Aquí nadie espera una aprobación tuya: no hay nada que anotar y no se cambió nada.',
  notAskedOf: (name) => `Aquí nadie espera una aprobación de ${name}, así que no se cambió nada.`,
  adminsOnly: 'Solo un admin puede decir eso de otra persona. No se cambió nada.',
  unknown: (name) =>
    `Las reglas no nombran a nadie llamado «${name}», y solo quien está nombrado puede aprobar en lugar de otra persona. No se cambió nada.`,
  several: (name) => `Varias personas se llaman «${name}». No se cambió nada. Menciónala con @.`,
  samePerson: 'Nadie se sustituye a sí mismo. No se cambió nada. Nombra a otra persona.',
  notYourself: 'Quien lo dice de otra persona no puede sustituirla. No se cambió nada. Nombra a otra persona.',
  deputyAway: (name, day) => `${name} está fuera hasta el ${day} incluido. No se cambió nada. Nombra a otra persona.`,
  past: 'Ese día ya pasó. No se cambió nada.',
  tooFar: 'Falta más de un año. No se cambió nada.',
};
