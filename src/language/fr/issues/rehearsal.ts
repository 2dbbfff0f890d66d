import type { rehearsal as en } from '../../en/issues/rehearsal.ts';

export const rehearsal: typeof en = {
  'rehearsal-step-fails': ({ node, message }) =>
    `Avec l’exemple, « ${node} » échoue${message ? ` : ${message}` : ''}. Demandez une modification de cette étape ou donnez un autre exemple.`,
  'rehearsal-value-fails': ({ node, field, code, message }) =>
    `« ${node} » ne peut pas calculer {{ ${code} }} dans ${field}${message ? ` (${message})` : ''} et y échouerait.`,
  'rehearsal-value-empty': ({ node, field, code }) =>
    `{{ ${code} }} dans ${field} de « ${node} » reste vide. Nommez le bon champ ou dites quoi écrire quand il manque.`,
  'rehearsal-value-odd': ({ node, field, shows }) =>
    `${field} de « ${node} » contiendrait « ${shows} » : nommez la partie des données voulue.`,
  'rehearsal-nobody': ({ node, field }) =>
    `« ${node} » n’atteindrait personne : ${field} est vide. Dites ce qui doit s’y trouver.`,
  'rehearsal-decides-by-nothing': ({ node, code }) =>
    `« ${node} » décide d’après {{ ${code} }}, qui reste vide : il prendrait toujours le même chemin. Indiquez le bon champ.`,
  'rehearsal-loop-open': ({ node }) =>
    `La boucle de « ${node} » n’est pas fermée : rien n’y revient, et tout sauf le premier tour reste à faire. Reliez-y la dernière étape de la boucle.`,
  'rehearsal-rounds': ({ node, rounds }) =>
    `La boucle de « ${node} » n’était pas finie après ${rounds} tours et a été interrompue. Dites quand elle doit finir.`,
  'rehearsal-timeout': ({ seconds }) =>
    `La répétition n’était pas finie après ${seconds} secondes. Réessayez ; si cela continue, cherchez une boucle sans fin.`,
  'rehearsal-too-large': () => 'La répétition a produit plus qu’on ne peut lire. Essayez avec un exemple plus petit.',
  'rehearsal-unheard': () =>
    'n8n a publié la répétition mais ne répond pas à son adresse : rien n’a été essayé. Prévenez votre opérateur Flowsmith.',
  'rehearsal-answer-not-json': ({ node }) =>
    `« ${node} » répond avec un JSON illisible ; n8n y échouerait. Mettez les textes entre guillemets.`,
  'rehearsal-body-not-json': ({ node }) =>
    `Le contenu envoyé par « ${node} » est un JSON illisible : n8n échouerait à cet endroit. Mettez les textes entre guillemets et dites ce qui s’y trouve quand une valeur manque.`,
  'rehearsal-body-not-sent': ({ node, value }) =>
    `Tout le contenu envoyé par « ${node} » est ${value} : n8n échoue ou n’envoie rien. Faites-en un texte ou un objet avec un champ.`,
};
