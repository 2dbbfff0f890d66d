import type { rehearsal as en } from '../en/rehearsal.ts';

const often = (times: number): string => (times === 1 ? 'una vez' : `${times} veces`);

export const rehearsal: typeof en = {
  quoted: (text) => `«${text}»`,
  heading: (trigger) => `Ensayado en n8n desde ${trigger}; no se envió, cambió ni llamó nada.`,
  asSaid: 'Ensayado en n8n: exactamente esto; nada enviado.',
  step: (node, what, times) => `${node} haría${times === 1 ? '' : ` ${times} veces`}: ${what}`,
  value: (label, text) => `${label}: ${text}`,
  more: (count) => (count === 1 ? 'y una vez más' : `y ${count} veces más`),
  attribution: 'n8n añade una línea propia: enviado automáticamente con n8n.',
  nothing: 'Con este ejemplo no sale nada.',
  branch: (node, ways) => `${node} fue por: ${ways}`,
  through: (node, items) => `${node} dejó pasar: ${items}`,
  way: (name, items) => `${name} (${items})`,
  notReached: (nodes) => `No alcanzado con este ejemplo: ${nodes}`,
  example: (node, source) => `${node}: ${source}`,
  examples: 'Ejemplos usados',
  sources: {
    given: 'como se indicó',
    described: 'como lo describe n8n',
    known: 'como lo da n8n',
    assumed: 'supuesto por lo que lee el flujo',
  },
  variants: {
    value: (field, value) => `Si ${field} es ${value}`,
    missing: (field) => `Cuando falta ${field}`,
    empty: (field) => `Cuando ${field} está vacío`,
    negative: (field) => `Cuando ${field} es negativo`,
    twoItems: (node) => `Cuando ${node} da dos elementos`,
    noItems: (node) => `Cuando ${node} no da nada`,
    fails: (node) => `Cuando ${node} falla`,
  },
  times: (node, times, before) =>
    times === 0
      ? `${node} no hace nada`
      : `${node} actúa ${often(times)} en lugar de ${before === 0 ? 'ninguna' : often(before)}`,
  turned: (node, to, before) => (to === '' ? `nada sale de ${node}` : `${node} va por «${to}» en lugar de «${before}»`),
  moreLines: (count) => `… y ${count} más`,
  notRehearsed: 'Sin ensayar',
  unknown: {
    assumed: (node) => `si los datos de ${node} tienen estos campos: el ejemplo repite lo que el flujo espera`,
    withheld: (node, field) => `${field} de ${node}: no se calcula antes de que alguien lo apruebe`,
    program: (node) => `el programa de ${node}: llama a algo, o quizá no termine`,
    model: (node) => `lo que responde el modelo de ${node} y qué herramientas usa`,
    wait: (node) => `cuánto espera ${node} y qué se responde`,
    earlier: (node) => `lo que ${node} vio en ejecuciones anteriores`,
    workflow: (node) => `lo que hace el flujo llamado por ${node}`,
    file: (node) => `el archivo de ${node}`,
    ownIds: (node) => `los identificadores en ${node} que n8n solo da al propio flujo`,
    timeRanOut: 'más variantes: se acabó el tiempo',
    services: 'lo que hacen los servicios con ello: sus límites, el acceso, cómo muestran un texto',
  },
  skipped: {
    off: 'Sin ensayo: este Flowsmith o su n8n no está configurado para ello.',
    busy: 'Sin ensayar: n8n tenía demasiado que hacer.',
    away: 'Sin ensayar: n8n no participó.',
    slow: 'Sin ensayar: n8n tardó demasiado.',
    too_large: 'Sin ensayar: el resultado es demasiado grande para guardarlo.',
  },
  noTrigger: 'Nada inicia este flujo, así que no hay nada que ensayar.',
  failedBefore: (what: string): string => `Con el ejemplo anterior: ${what}`,
  before: 'Antes, con el mismo ejemplo',
  notNow: 'Antes hay que resolver algo, o ya se decidió: se ensaya lo que se puede aprobar.',
  tried: (name) => `Probado · ${name}`,
  tryWith: {
    button: 'Probar con…',
    title: 'Probar con otro ejemplo',
    submit: 'Probar',
    hint: 'No se envía nada: se ejecuta en n8n y se retiene todo lo que actúa hacia fuera.',
  },
  test: {
    button: 'Enviarme una prueba',
    title: (name) => `Prueba · ${name}`,
    slack: (step, person, as) => `${step}, como mensaje directo en Slack solo a ${person}, enviado como ${as}:`,
    mail: (step, to, as) => `${step}, como correo solo a ${to}, enviado como ${as}:`,
    first: (times) => `Con este ejemplo se enviaría ${times} veces: una prueba es la primera.`,
    alone: (person) =>
      `Esto se envía de verdad, una vez, a ${person} y a nadie más. No se ejecuta nada más del workflow.`,
    send: 'Enviármelo',
    underWay: 'Enviando…',
    sent: 'Enviado. Mira si llegó como debe.',
    refused: (why) => `No se envió: el servicio lo rechazó con ${why}. Revisa la credencial en n8n o pide un cambio.`,
    notSent: (why) => `No se envió. ${why} Pulsa otra vez «Enviarme una prueba» en el borrador.`,
    unknown: 'No se sabe si salió. No se envía por segunda vez: mira si llegó.',
    changed:
      'El borrador o su ejemplo cambió mientras tanto, así que no se envió nada. Pulsa otra vez «Enviarme una prueba» en el borrador.',
    notYours: 'Esta prueba es para quien la pidió. Pulsa «Enviarme una prueba» en el borrador y te llegará a ti.',
    noAddress:
      'Aquí no se conoce tu dirección de correo, así que no se te puede enviar nada. En Slack la app necesita el permiso users:read.email: pídelo al operador de Flowsmith.',
    nothing: 'Ningún paso se te puede enviar solo a ti: solo los mensajes de texto de Slack, en Slack, y los correos.',
  },
  sampleProblems: {
    not_json: 'El ejemplo no es JSON.',
    too_large: 'El ejemplo pesa más de 1 MB o está demasiado anidado.',
    no_object:
      'El ejemplo debe ser un objeto, una lista de objetos, o {"event": …, "steps": {"nombre de un paso": …}}.',
    too_many: 'El ejemplo tiene más de 50 elementos para un paso.',
  },
};
