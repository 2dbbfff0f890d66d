import type { planning as en } from '../en/planning.ts';

export const planning: typeof en = {
  when: '¿Cuándo debe ejecutarse?',
  whenChoices: [
    'Cada mañana a las 9:00',
    'Cada lunes a las 9:00',
    'Cuando se llame a un webhook',
    'Cuando lo inicie a mano',
  ],
  what: '¿Qué debe pasar entonces? Por ejemplo: post "Buenos días" to #general.',
  city: '¿Para qué ciudad hay que dar el tiempo?',
  template: (name) => `Esto se parece a la plantilla «${name}». ¿Usarla?`,
  templateChoices: ['Usarla', 'No, otra cosa'],
  newOrChange: (name) => `¿Es una automatización nueva o un cambio de «${name}»?`,
  newOrChangeChoices: ['Una automatización nueva', 'Un cambio'],
  notDone: 'No se preparó nada.',
  hello: '¡Hola! Dime qué debe pasar y cuándo. Sin un modelo de IA solo entiendo peticiones en inglés.',
  canStart:
    'Puedo empezar según un horario («every weekday at 9»), con un webhook, un formulario, un correo nuevo, una fila nueva en Google Sheets, un evento de GitHub, una entrada nueva de un feed, un mensaje de Slack o Teams, o un evento de cualquier app para la que n8n tenga un disparador.',
  canDo:
    'Puedo leer una dirección web o enviar datos a ella, publicar en Slack o Teams, enviar correos, añadir o leer filas en Google Sheets o PostgreSQL, dar el tiempo, hacer lo que pueden los nodos de n8n de otras apps, esperar, poner campos y decidir con «if … otherwise …».',
  forExample: 'Por ejemplo, en inglés:',
  part: (words) => `«${words}»`,
  notUnderstood: (parts) => `No entendí ${parts.join(' ni ')}, así que no se ha preparado nada.`,
  notSpoken: 'Leo español, inglés, alemán y francés, ningún otro idioma.',
  sayHelp: 'Di «ayuda» para saber qué sé hacer.',
  nothingDrafted: 'No pude hacer un workflow de eso, así que no se ha preparado nada.',
  cannotChange: (name) =>
    `Sin un modelo de IA puedo cambiar la hora, el canal, una dirección, un texto, el nombre, las notas, las etiquetas, la zona horaria o los reintentos de «${name}», o añadir un paso al final, en inglés: «at 7:30 instead», «retry Get data 3 times», «post to #ops instead», «also email ana@example.com». Para lo demás, cámbialo en n8n, o describe una automatización nueva entera.`,
};
