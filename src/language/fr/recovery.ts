/** Les workflows que n8n a perdus. */
export const recovery = {
  bringBack: 'Le rétablir',
  asOf: (name: string, day: string): string => `Rétablit ${name} dans n8n, tel qu’il était le ${day}.`,
  versionOf: (version: number, name: string, day: string): string =>
    `Rétablit ${name} dans n8n : version ${version}, du ${day}.`,
  beforeChange: (name: string, request: string): string =>
    `Rétablit ${name} dans n8n, tel qu’il était avant « ${request} ».`,
  nothingKept: (name: string): string =>
    `« ${name} » n’est plus dans n8n, et rien de ce qu’il faisait n’a été conservé ici. Dites-moi simplement ce qui doit se passer, et je ferai un nouveau brouillon.`,
  behindLive: 'Ce qui tournait en dernier était une version antérieure. Regardez-le avant de le publier.',
  credential: (node: string, credential: string): string =>
    `« ${node} » utilisait les identifiants « ${credential} », que ce n8n n’a pas. Choisissez-en dans n8n.`,
  secret: (node: string): string =>
    `Un mot de passe ou une clé dans « ${node} » n’a jamais été conservé ici. Saisissez-le de nouveau dans n8n avant de publier.`,
  call: (name: string, known: boolean): string =>
    known
      ? `Il exécute « ${name} », qui n’est pas non plus dans n8n. Rétablissez d’abord celui-là.`
      : `Il exécute un workflow que ce n8n n’a pas (${name}). Choisissez-en un autre dans n8n.`,
  errorWorkflow: (name: string): string =>
    `Ses échecs étaient signalés par le workflow « ${name} », qui n’est pas dans n8n. Choisissez-le de nouveau dans les paramètres du workflow.`,
  lost: (count: number, names: string): string =>
    `n8n a perdu ${count} workflows d’un coup : ${names}. Rien n’est perdu ici : la personne qui gère Flowsmith peut tous les rétablir avec « flowsmith restore --all », et chaque carte a un bouton pour le sien.`,
  lostMore: (count: number): string => `${count} autres`,
};
