import type { parameters as en, Wanted } from '../../en/issues/parameters.ts';
import { howToSay, whichIsIt } from '../../things.ts';
import { nbsp, quoted } from '../typography.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse, needed } = workflow;
const advice = (key: string): string => (Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse);
const wanted: Record<Wanted, string> = {
  list: 'une liste',
  boolean: 'oui ou non (true ou false)',
  true: 'true, sans guillemets',
  false: 'false, sans guillemets',
  number: 'un nombre',
  text: 'un texte',
  date: 'une date et une heure, par exemple 2026-01-31T09:00:00',
};

export const parameters: typeof en = {
  'missing-parameter': ({ node, parameter, key, blank }) =>
    blank
      ? `${parameter} est resté vide dans ${quoted(node)}${nbsp}: n8n ne publie pas le workflow tant que ce n’est pas rempli. ${advice(key)}`
      : `${needed(parameter, node)}${nbsp}: ${advice(key)}`,
  'named-not-chosen': (named) =>
    `${whichIsIt(named, workflow)} ${quoted(named.node)} en a besoin. ${howToSay(named, workflow)}`,
  'wrong-type': ({ node, parameter, value, ...rather }) => {
    const what = `${parameter} dans ${quoted(node)}`;
    if ('jsonText' in rather) return `${what} est du JSON écrit comme texte, pas un objet.`;
    if ('right' in rather) return `${what} doit être ${rather.right}, pas ${value}.`;
    return `${what} devrait être ${wanted[rather.wanted]}, pas ${value}.`;
  },
  'number-as-text': ({ node, parameter }) => `${parameter} dans ${quoted(node)} est un nombre écrit comme texte.`,
  'out-of-range': ({ node, parameter, number, least, most }) => {
    const bounds = [...(least === null ? [] : [`au moins ${least}`]), ...(most === null ? [] : [`au plus ${most}`])];
    return `${parameter} dans ${quoted(node)} vaut ${number}${nbsp}; la valeur devrait être ${bounds.join(' et ')}.`;
  },
  'expression-not-allowed': ({ node, parameter }) =>
    `${parameter} dans ${quoted(node)} ne peut pas être une expression${nbsp}; choisissez une valeur fixe.`,
  'invalid-json': ({ node, parameter, expressions }) =>
    `${parameter} dans ${quoted(node)} n’est pas du JSON valide${expressions ? ', quoi que donnent ses expressions' : ''}.`,
  'outdated-option': ({ node, parameter, value }) =>
    `n8n ne propose plus ${parameter} ${value} dans ${quoted(node)}${nbsp}; choisissez autre chose.`,
  'unknown-option': ({ node, parameter, value, choices, meant, mapping }) =>
    `${parameter} dans ${quoted(node)} ne peut pas ${mapping ? `être associé par ${value}` : `être ${value}`}${nbsp}; valeurs possibles${nbsp}: ${choices}.${meant === null ? '' : ` Vouliez-vous dire ${meant}${nbsp}?`}`,
  'malformed-parameter': ({ node, parameter, what }) =>
    ({
      shape: `${parameter} dans ${quoted(node)} n’a pas la bonne forme${nbsp}; n8n n’en tiendrait pas compte.`,
      locator: `${parameter} dans ${quoted(node)} n’a pas la bonne forme${nbsp}; il faut ${quoted('mode')} et ${quoted('value')}.`,
      fields: `Les champs de ${quoted(node)} n’ont pas la bonne forme${nbsp}; n8n n’en définirait aucun.`,
      conditions: `Les conditions de ${quoted(node)} sont une simple liste, que n8n ne lit pas.`,
    })[what],
  'locator-plain': ({ node, parameter, mode }) =>
    mode
      ? `${parameter} dans ${quoted(node)} n’est pas marqué comme sélecteur${nbsp}; l’éditeur de n8n ne peut pas l’afficher.`
      : `${parameter} dans ${quoted(node)} ne dit pas si c’est un id, un nom ou un lien.`,
  'unknown-locator-mode': ({ node, parameter, mode, modes }) =>
    `${parameter} dans ${quoted(node)} ne peut pas être indiqué par ${mode}${nbsp}; modes possibles${nbsp}: ${modes.join(', ')}.`,
  'invalid-locator': ({ node, parameter, mode, complaint }) =>
    `${parameter} dans ${quoted(node)} n’a pas la forme que demande ${quoted(mode)}${complaint === null ? '' : `${nbsp}: ${complaint}`}.`,
  'unknown-parameter': ({ node, parameter, meant }) =>
    `${quoted(node)} n’a pas de paramètre ${quoted(parameter)}${nbsp}; n8n n’en tient pas compte.${meant === null ? '' : ` Vouliez-vous dire ${quoted(meant)}${nbsp}?`}`,
  'hidden-parameter': ({ node, parameter }) =>
    `${quoted(parameter)} n’a pas d’effet dans ${quoted(node)} avec ses autres réglages.`,
};
