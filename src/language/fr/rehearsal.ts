import type { rehearsal as en } from '../en/rehearsal.ts';
import { nbsp } from './typography.ts';

const often = (times: number): string => `${times} fois`;

export const rehearsal: typeof en = {
  quoted: (text) => `« ${text} »`,
  heading: (trigger) => `Répété dans n8n à partir de ${trigger} ; rien n’a été envoyé, modifié ni appelé.`,
  afterRun: (day) => `Exemple d’après l’exécution du ${day} ; noms et secrets masqués.`,
  asSaid: `Répété dans n8n${nbsp}: exactement cela${nbsp}; rien envoyé.`,
  step: (node, what, times) => `${node} ferait${times === 1 ? '' : ` ${times} fois`} : ${what}`,
  value: (label, text) => `${label} : ${text}`,
  more: (count) => (count === 1 ? 'et une fois de plus' : `et ${count} fois de plus`),
  attribution: 'n8n ajoute sa propre ligne : envoyé automatiquement avec n8n.',
  nothing: 'Avec cet exemple, rien ne sort.',
  branch: (node, ways) => `${node} a pris : ${ways}`,
  through: (node, items) => `${node} a laissé passer : ${items}`,
  way: (name, items) => `${name} (${items})`,
  notReached: (nodes) => `Non atteint avec cet exemple : ${nodes}`,
  example: (node, source) => `${node} : ${source}`,
  examples: 'Exemples utilisés',
  sources: {
    given: 'tel que donné',
    run: 'd’après une vraie exécution, masqué',
    described: 'tel que n8n le décrit',
    known: 'tel que n8n le fournit',
    imagined: 'tel que le modèle l’imagine',
    assumed: 'supposé d’après ce que lit le workflow',
  },
  variants: {
    value: (field, value) => `Si ${field} vaut ${value}`,
    missing: (field) => `Quand ${field} manque`,
    empty: (field) => `Quand ${field} est vide`,
    negative: (field) => `Quand ${field} est négatif`,
    twoItems: (node) => `Quand ${node} donne deux éléments`,
    twice: (node) => `Si ${node} donne deux fois la même chose`,
    noItems: (node) => `Quand ${node} ne donne rien`,
    fails: (node) => `Quand ${node} échoue`,
  },
  times: (node, times, before) =>
    times === 0
      ? `${node} ne fait rien`
      : `${node} agit ${often(times)} au lieu de ${before === 0 ? 'ne rien faire' : often(before)}`,
  turned: (node, to, before) =>
    to === '' ? `rien ne sort de ${node}` : `${node} prend « ${to} » au lieu de « ${before} »`,
  doneOnce: 'c’est fait une seule fois',
  moreLines: (count) => `… et ${count} de plus`,
  notRehearsed: 'Non répété',
  unknown: {
    assumed: (node) => `si les données de ${node} ont ces champs : l’exemple répète ce que le workflow attend`,
    imagined: (node) => `si les données de ${node} ont ces champs : le modèle a inventé l’exemple`,
    withheld: (node, field) => `${field} de ${node} : rien n’est calculé avant une approbation`,
    program: (node) => `le programme de ${node} : il appelle quelque chose, ou ne finit peut-être pas`,
    model: (node) => `ce que répond le modèle de ${node}, et les outils qu’il emploie`,
    wait: (node) => `combien de temps ${node} attend, et ce qui est répondu`,
    earlier: (node) => `ce que ${node} a vu lors d’exécutions précédentes`,
    workflow: (node) => `ce que fait le workflow appelé par ${node}`,
    file: (node) => `le fichier de ${node}`,
    ownIds: (node) => `les identifiants dans ${node} que n8n ne donne qu’au workflow lui-même`,
    timeRanOut: 'd’autres variantes : le temps était écoulé',
    services: 'ce que les services en font : leurs limites, la connexion, l’affichage d’un texte',
  },
  skipped: {
    off: 'Pas répété : ce Flowsmith ou son n8n n’est pas configuré pour cela.',
    busy: 'Non répété : n8n avait trop à faire.',
    away: 'Non répété : n8n n’a pas participé.',
    slow: 'Non répété : n8n a mis trop de temps.',
    too_large: 'Non répété : le résultat est trop volumineux pour être conservé.',
  },
  noTrigger: 'Rien ne démarre ce workflow : il n’y a rien à répéter.',
  failedBefore: (what: string): string => `Avec l’exemple précédent : ${what}`,
  before: 'Avant, avec le même exemple',
  notNow:
    'Il faut d’abord régler quelque chose, ou une décision a déjà été prise : on répète ce qui peut être approuvé.',
  tried: (name) => `Essayé · ${name}`,
  tryWith: {
    button: 'Essayer avec…',
    title: 'Essayer avec un autre exemple',
    submit: 'Essayer',
    hint: 'Rien n’est envoyé : cela s’exécute dans n8n et tout ce qui agit à l’extérieur est retenu.',
  },
  test: {
    button: 'M’envoyer un test',
    title: (name) => `Test pour moi · ${name}`,
    slack: (step, person, as) =>
      `${step}, en message direct dans Slack à ${person} uniquement, envoyé en tant que ${as} :`,
    mail: (step, to, as) => `${step}, par e-mail à ${to} uniquement, envoyé en tant que ${as} :`,
    first: (times) => `Avec cet exemple, il y aurait ${times} envois : un test est le premier.`,
    only: (person) =>
      `Ceci est réellement envoyé, une fois, à ${person} et à personne d’autre. Rien d’autre du workflow ne s’exécute.`,
    send: 'Me l’envoyer',
    underWay: 'Envoi en cours…',
    sent: 'Envoyé. Vérifiez qu’il est arrivé comme il faut.',
    refused: (why) =>
      `Il n’a pas été envoyé : le service l’a refusé avec ${why}. Vérifiez les identifiants dans n8n ou demandez une modification.`,
    notSent: (why) => `Il n’a pas été envoyé. ${why} Appuyez de nouveau sur « M’envoyer un test » sur le brouillon.`,
    unknown: 'On ne sait pas s’il est parti. Il n’est pas envoyé une seconde fois : vérifiez s’il est arrivé.',
    changed:
      'Le brouillon ou son exemple a changé entre-temps, rien n’a donc été envoyé. Appuyez de nouveau sur « M’envoyer un test » sur le brouillon.',
    notYours:
      'Ce test est pour la personne qui l’a demandé. Appuyez sur « M’envoyer un test » sur le brouillon et il vous sera envoyé.',
    noAddress:
      'Votre adresse e-mail n’est pas connue ici, rien ne peut donc vous être envoyé. Dans Slack, l’application a besoin de l’autorisation users:read.email : demandez à l’opérateur de Flowsmith.',
    nothing:
      'Aucune étape ne peut être envoyée à vous seul : seuls les messages texte de Slack, dans Slack, et les e-mails le peuvent.',
  },
  sampleProblems: {
    not_json: 'L’exemple n’est pas du JSON.',
    too_large: 'L’exemple dépasse 1 Mo ou est trop imbriqué.',
    no_object: 'L’exemple doit être un objet, une liste d’objets, ou {"event": …, "steps": {"nom d’une étape": …}}.',
    too_many: 'L’exemple a plus de 50 éléments pour une étape.',
  },
};
