import type { words } from '../en/index.ts';
import { nbsp, quoted } from './typography.ts';

export const talk: typeof words.engine.talk = {
  pressCreate: (create) =>
    `On approuve avec un bouton, pour que personne ne le fasse d’un mot. Regardez la carte et appuyez sur ${quoted(create)}.`,
  stillMissing: `Rien ne peut encore être créé${nbsp}: la carte dit ce qu’il reste à régler.`,
  notYours: (why) => `Vous ne pouvez pas approuver celui-ci. ${why}`,
  expired: `Il a expiré${nbsp}: rouvrez-le avec son bouton, puis il pourra être approuvé.`,
  nothingToApprove: 'Rien n’attend d’approbation ici. Dites-moi ce qui doit se faire tout seul, et quand.',
  whatElse: `Dites-moi ce qui doit changer, par exemple ${quoted('plutôt à 7 heures')}, ou dites ${quoted('abandonner')} pour l’abandonner.`,
  youAreWelcome: 'Je vous en prie.',
  smallTalk: `Je suis là pour les automatisations${nbsp}: dites-moi ce qui doit se faire tout seul, et quand, ou dites ${quoted('aide')} pour des exemples.`,
  stillWaits: 'Le brouillon attend encore son bouton.',
  whoAsked: (name) =>
    `Seulement ${name}${nbsp}: personne n’est désigné pour approuver ici, chacun décide donc de ses propres demandes.`,
  whoTheyAsk: `Personne n’est désigné pour approuver ici${nbsp}: chacun décide de ses propres demandes.`,
  whoApproves: (names) => `L’une de ces personnes, avec un bouton sur la carte${nbsp}: ${names}.`,
  whoDepends: `Selon ce que fait un brouillon, d’autres personnes peuvent être requises${nbsp}: sa carte dit qui.`,
  whoElse: 'Ici, personne n’approuve sa propre demande.',
  whoPublishes: (names) => `L’activation est réservée à${nbsp}: ${names}.`,
  failures: 'Ce qui a échoué aujourd’hui',
  noFailures: 'Rien n’a échoué aujourd’hui parmi les workflows que vous pouvez voir.',
  failedTimes: (count, last) =>
    `${count === 1 ? 'une exécution' : `${count} exécutions`} · la dernière${nbsp}: ${last}`,
  draftNotInN8n: (name) => `${quoted(name)} est un brouillon${nbsp}: il n’est pas encore dans n8n et ne fait rien.`,
  itSays: `Avec ces mots${nbsp}:`,
  nothingSaid: 'Il ne dit ni n’envoie aucun texte à lui.',
  hereOrNew: `Parlez-vous d’un workflow qui existe ici, ou de quelque chose de nouveau${nbsp}?`,
  somethingNew: (words) => `Quelque chose de nouveau${nbsp}: ${quoted(words)}`,
};
