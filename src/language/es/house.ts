import type { house as english } from '../en/house.ts';

export const house: typeof english = {
  things: {
    sender: 'remitente',
    spreadsheet: 'hoja de cálculo',
    table: 'tabla',
    base: 'base',
    database: 'base de datos',
    page: 'página',
    folder: 'carpeta',
    drive: 'unidad',
    project: 'proyecto',
    board: 'tablero',
    list: 'lista',
    channel: 'canal',
    team: 'equipo',
    calendar: 'calendario',
    label: 'etiqueta',
    workspace: 'espacio de trabajo',
    space: 'espacio',
    site: 'sitio',
  },
  ofApp: (thing, app) => `${thing} de ${app}`,
  set: (what, value) =>
    `Fijado para todos aquí, donde nadie diga otra cosa: ${what} «${value}». Una tarjeta que lo toma lo dice; lo que está activo se queda como está. Para quitarlo di «olvida nuestro ${what}».`,
  policyFirst: (what) => `El archivo de reglas del operador también fija ${what}: donde encajen los dos, va primero.`,
  forgotten: (what) => `Olvidado: ${what}. Se volverá a preguntar; los workflows que lo tienen se quedan como están.`,
  notSet: (what) =>
    `No hay nada fijado para ${what}, así que no se cambió nada. Di «valores de la casa» para ver lo que hay.`,
  adminsOnly:
    'Solo un admin fija lo que todos usan aquí. No se cambió nada. Quién es admin está en el archivo de reglas del operador.',
  noAddress: 'Un remitente es una dirección de correo, p. ej. automation@acme.com. No se cambió nada.',
  noExpression:
    'Un valor se toma tal como está escrito; una expresión («=…» o «{{ … }}») se ejecutaría en cada workflow. No se cambió nada.',
  tooMany: (most) => `Ya hay ${most} fijados. No se cambió nada. Olvida uno antes.`,
  none: 'Aquí no hay nada fijado para todos. Un admin lo fija diciendo p. ej. «nuestro remitente es automation@acme.com» o «nuestro proyecto de Jira es WEB».',
  title: 'Se usa aquí, donde nadie diga otra cosa:',
  line: (what, value) => `• ${what}: «${value}»`,
  byOperator: '(archivo de reglas del operador)',
};
