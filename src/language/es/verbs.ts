import type { DoneWords, Sayings, VerbWords } from '../verb-words.ts';

export const verbs: VerbWords = {
  publish: {
    label: 'Encender',
    busy: 'Encendiéndolo…',
    ask: (name) => `¿Encender ${name}?`,
    effect: () => 'Después se ejecuta solo cada vez que salta su disparador.',
  },
  unpublish: {
    label: 'Apagar',
    busy: 'Apagándolo…',
    ask: (name) => `¿Apagar ${name}?`,
    effect: () =>
      'Deja de ejecutarse solo (sin publicar, en n8n). No se pierde nada: se puede volver a encender en cualquier momento.',
  },
  delete: {
    label: 'Eliminar',
    busy: 'Eliminándolo…',
    ask: (name) => `¿Eliminar ${name}?`,
    effect: () => 'Deja de ejecutarse y pasa al archivo de n8n. Se puede recuperar desde allí.',
    forGood: {
      label: 'Eliminar definitivamente',
      effect:
        'Deja de ejecutarse y se elimina definitivamente: este n8n no tiene archivo, así que no se puede recuperar.',
    },
  },
  rename: {
    label: 'Cambiar el nombre',
    busy: 'Cambiando el nombre…',
    ask: (name, to) => `¿Cambiar el nombre de ${name} a ${to}?`,
    effect: () => 'Solo cambia su nombre, en n8n y aquí; lo que se ejecuta se sigue ejecutando.',
    field: 'Nombre nuevo',
  },
  unarchive: { label: 'Deshacer: sacar del archivo', busy: 'Recuperándolo…' },
  run: {
    label: 'Ejecutar una vez',
    busy: 'Iniciándolo…',
    ask: (name) => `¿Ejecutar ${name} ahora?`,
    effect: () => 'Sus pasos ocurren de verdad una vez: lo que envía se envía, lo que escribe se escribe.',
  },
  retry: {
    label: 'Reintentar',
    busy: 'Reintentando la ejecución…',
    ask: (name) => `¿Reintentar la ejecución fallida de ${name}?`,
    effect: (execution) =>
      `La ejecución ${execution} sigue en el paso que falló, con el workflow tal como está ahora. Los pasos a partir de ahí ocurren de verdad.`,
  },
};

export const done: DoneWords = {
  unpublished: (by) => `Apagado por ${by}: ya no se ejecuta solo.`,
  archived: (by) => `Eliminado por ${by}: está en el archivo de n8n y ya no se ejecuta.`,
  deleted: (by) => `Eliminado definitivamente por ${by}.`,
  unarchived: (by) => `Recuperado por ${by}. Está apagado.`,
  renamed: (by, was) => (was ? `Nombre cambiado por ${by}: antes se llamaba «${was}».` : `Nombre cambiado por ${by}.`),
};

const name = `(?:el |la |los |mi |flujo |workflow |automatización )*["“„«']?(?<words>.{1,120}?)["”“»']?`;
const to = `["“„«'‚‘]?(?<argument>.{1,200}?)["”“»'’]?`;

export const sayings: Sayings = {
  sentences: {
    unpublish: [`(?:desactiva|apaga|pausa|detén) ${name}`],
    publish: [`(?:activa|enciende|publica|reanuda) ${name}`],
    delete: [`(?:elimina|borra|archiva) ${name}`],
    show: [`(?:muestra|muéstrame|abre) ${name}`],
    history: [`(?:historial|versiones) (?:de |del )?${name}`],
    try: [`(?:prueba|ensaya) ${name}`],
    run: [`(?:ejecuta|lanza) ${name}`],
    restore: [],
    executions: [],
    retry: [],
    save_template: [],
    explain: [],
    rename: [`renombra ${name} (?:a|como) ${to}`, `cambia el nombre de ${name} (?:a|por) ${to}`],
    edit: [],
  },
  bare: { historial: 'history' },
  ordinary:
    'publica|activa|desactiva|apaga|pausa|enciende|reanuda|elimina|borra|archiva|muestra|muéstrame|abre|ejecuta|lanza|renombra|prueba|ensaya',
  examples: [
    'muestra <nombre>',
    'desactiva <nombre>',
    'activa <nombre>',
    'elimina <nombre>',
    'historial <nombre>',
    'renombra <nombre> como <nombre nuevo>',
    'ejecuta <nombre>',
  ],
};
