import type { words } from '../en/index.ts';

export const reach: typeof words.engine.reach = {
  aDraft: 'un borrador',
  discarded: (by, name) => `${by} descartó «${name}». No se creó ni se cambió nada.`,
  approved: (by, name) => `${by} aprobó «${name}». El workflow va camino de n8n; lo diré aquí cuando esté allí.`,
  ended: (line, by) => `${line}\nDecidido por ${by}.`,
  waitsFor: (names) => `espera a ${names}`,
  approvedSoFar: (names) => `aprobado hasta ahora por ${names}`,
  anApprover: 'alguien que pueda aprobar',
  standIn: (deputy, absent) => `${deputy} (por ${absent})`,
  away: (name, day) => `${name} (fuera hasta el ${day} incluido)`,
  decidesFor: (deputy, absent) => `${deputy} decide por ${absent}, que está fuera.`,
  youStandIn: (absent) => `Sustituyes a ${absent}, que está fuera.`,
  more: (count) => `${count} más`,
  asksYou: (requester, name) => `${requester} te pide que decidas sobre «${name}».`,
  asksHere: (requester, name, { need, more }) =>
    need > 1
      ? `${requester} pide «${name}». Tienen que aprobarlo ${need} personas, cada una con un botón de la tarjeta: pueden hacerlo estas${more > 0 ? ` y ${more} más` : ''}.`
      : `${requester} pide «${name}». Decide una de estas personas, con un botón de la tarjeta${more > 0 ? `, o una de ${more} más` : ''}.`,
  stillWaits: (drafts) =>
    drafts === 1 ? 'Un borrador aún espera tu decisión.' : `${drafts} borradores aún esperan tu decisión.`,
  expires: (name, when) =>
    `Nadie ha decidido aún sobre «${name}»: se cierra el ${when}. Un cambio lo mantiene abierto más tiempo.`,
  step: {
    asksOnly:
      'Un paso de un flujo pide un workflow nuevo y no hace nada más, así que no se hizo nada. Dímelo directamente.',
    noWords: 'El paso no dice nada que deba pasar, así que no se creó nada. Escribe en él qué debe pasar y cuándo.',
    discarded: (name) => `«${name}» se descartó. No se creó nada.`,
    noAnswer: 'No se pudo responder a la petición. No se creó nada.',
  },
};
