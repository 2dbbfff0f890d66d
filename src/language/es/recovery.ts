/** Workflows que n8n ha perdido. */
export const recovery = {
  bringBack: 'Recuperarlo',
  asOf: (name: string, day: string): string => `Recupera ${name} en n8n, tal como estaba el ${day}.`,
  versionOf: (version: number, name: string, day: string): string =>
    `Recupera ${name} en n8n: versión ${version}, del ${day}.`,
  beforeChange: (name: string, request: string): string =>
    `Recupera ${name} en n8n, tal como estaba antes de «${request}».`,
  nothingKept: (name: string): string =>
    `«${name}» ya no está en n8n, y aquí no se guardó nada de lo que hacía. Dime con palabras sencillas qué debe pasar y hago un borrador nuevo.`,
  behindLive: 'Lo último que funcionaba era una versión anterior. Míralo antes de publicarlo.',
  credential: (node: string, credential: string): string =>
    `«${node}» usaba la credencial «${credential}», que este n8n no tiene. Elige una en n8n.`,
  secret: (node: string): string =>
    `Una contraseña o clave de «${node}» nunca se guardó aquí. Introdúcela de nuevo en n8n antes de publicar.`,
  call: (name: string, known: boolean): string =>
    known
      ? `Ejecuta «${name}», que tampoco está en n8n. Recupera ese primero.`
      : `Ejecuta un workflow que este n8n no tiene (${name}). Elige otro en n8n.`,
  errorWorkflow: (name: string): string =>
    `Sus fallos los comunicaba el workflow «${name}», que no está en n8n. Elígelo de nuevo en los ajustes del workflow.`,
  lost: (count: number, names: string): string =>
    `n8n ha perdido ${count} workflows a la vez: ${names}. Aquí no se ha perdido nada: quien gestiona Flowsmith puede recuperarlos todos con «flowsmith restore --all», y cada tarjeta tiene un botón para el suyo.`,
  lostMore: (count: number): string => `${count} más`,
};
