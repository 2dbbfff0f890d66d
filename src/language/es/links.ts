import type * as en from '../en/links.ts';

export const links: typeof en.links = {
  hint: 'Si se creó con tu cuenta en otra plataforma, di «vincular cuentas» para usar las dos como una sola.',
  notHere:
    'Las cuentas se vinculan en Slack y Teams, donde la plataforma dice quién es cada cual. Dime «vincular cuentas» allí.',
  notAlone:
    'Dime «vincular cuentas» donde nadie más lea: en un mensaje directo o con mi comando de barra. El código es solo para ti.',
  wrong:
    'Ese código no sirve: está mal escrito o uno más reciente lo ha sustituido. No se ha cambiado nada. Dime «vincular cuentas» en la otra plataforma para obtener uno nuevo.',
  expired:
    'Ese código ha caducado: dura 15 minutos. No se ha cambiado nada. Dime «vincular cuentas» en la otra plataforma para obtener uno nuevo.',
  used: 'Ese código ya se usó. No se ha cambiado nada. Dime «vincular cuentas» en la otra plataforma para obtener uno nuevo.',
  ownCode: 'Ese es el código de esta misma cuenta. Dímelo con tu cuenta en la otra plataforma.',
  tooOften: 'Han sido muchos códigos en poco tiempo. Inténtalo de nuevo en un cuarto de hora; no se ha cambiado nada.',
  linkedAlready: 'Estas dos cuentas ya están vinculadas.',
  sameTenant:
    'Estas dos no se pueden vincular: cada persona tiene una cuenta por espacio de trabajo u organización, y ambos lados tienen una en el mismo.',
  code: (code, elsewhere) =>
    `Tu código es ${code}. Sirve una vez, durante 15 minutos, y es solo para ti.\n\nVe ahora a ${elsewhere} y dime esto con tu cuenta de allí: link ${code}\n\nDespués tiene que confirmarlo un administrador. Entonces, lo que puedas decidir con una cuenta lo podrás decidir también desde la otra.`,
  and: (one, other) => `${one} y ${other}`,
  named: (name, place) => `${name} en ${place}`,
  waits: (pair) =>
    `${pair} deben vincularse. Tiene que confirmarlo un administrador: pide a uno que me diga «links». Te avisaré cuando se decida.`,
  notLinked: 'Esta cuenta no está vinculada con ninguna otra. Di «vincular cuentas» para vincular una.',
  apart: (places) =>
    `Hecho: esta cuenta ya no está vinculada con la tuya en ${places}. Desde ahora cada una actúa por su cuenta.`,
  adminsOnly: 'Solo un administrador puede ver qué cuentas están vinculadas y decidirlo.',
  noneOfYours: 'La tuya no está vinculada con ninguna otra; di «vincular cuentas» para vincular una.',
  yours: (places) => `La tuya está vinculada con tu cuenta en ${places}; di «desvincular cuentas» para separarlas.`,
  gone: 'Eso ya no existe: alguien ya lo decidió. Di «links» para ver lo que hay.',
  decidedAlready: 'Eso ya se decidió.',
  clearLinked: 'Estas cuentas ya están vinculadas. Recházalo para quitarlo de la lista.',
  clearSameTenant:
    'Ya no se pueden vincular: ambos lados tienen ahora una cuenta en el mismo lugar. Recházalo para quitarlo de la lista.',
  apartAlready: 'Ese vínculo ya se deshizo.',
  confirmedBy: (pair, by) => `Vinculadas: ${pair} (${by}).`,
  refusedBy: (pair, by) => `No vinculadas: ${pair} (${by}).`,
  apartBy: (who, by) => `Separada: ${who} actúa desde ahora por su cuenta (${by}).`,
  refused: (pair) => `Un administrador no quiso vincular ${pair}. No se ha cambiado nada.`,
  confirmed: (pair) => `Vinculadas: ${pair}. Lo que puedas decidir con una lo puedes decidir también desde la otra.`,
  waiting: (count) =>
    count === 1
      ? 'Un borrador espera tu decisión: di «borradores» para verlo aquí.'
      : `${count} borradores esperan tu decisión: di «borradores» para verlos aquí.`,
  howApart: 'Di «desvincular cuentas» para separarlas.',
};

export const linksCard: typeof en.linksCard = {
  title: 'Cuentas vinculadas',
  nothing: 'No hay cuentas vinculadas y nadie espera a vincularlas.',
  link: 'Vincular',
  refuse: 'Rechazar',
  remove: 'Separar',
  how: 'Dime «links» en un mensaje directo para decidir.',
  since: 'Vinculadas el ',
  by: (name) => ` por ${name}`,
  bothSay: 'Ambas dicen ser la misma persona, desde el ',
};
