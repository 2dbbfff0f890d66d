import type { BareReturn, expressions as en } from '../../en/issues/expressions.ts';
import { nbsp, quoted } from '../typography.ts';

const meant = (name: string | null): string => (name === null ? '' : ` Vouliez-vous dire ${quoted(name)}${nbsp}?`);
const given: Record<BareReturn, string> = {
  text: 'un texte',
  value: 'une simple valeur',
  values: 'une liste de simples valeurs',
};

export const expressions: typeof en = {
  'expression-unclosed': ({ node }) =>
    `Une expression dans ${quoted(node)} n’est pas fermée${nbsp}: il manque ${quoted('}}')}.`,
  'expression-syntax': ({ node, written, problem }) =>
    written === null
      ? `Une expression dans ${quoted(node)} est vide${nbsp}: n8n ne sait pas lire {{ }}.`
      : `Une expression dans ${quoted(node)} est illisible${nbsp}: ${written} (${problem}).`,
  'unknown-variable': ({ node, name }) =>
    `${quoted(node)} utilise ${name}, que n8n ne connaît pas${nbsp}; ce serait vide.`,
  'from-ai-outside-tool': ({ node }) =>
    `${quoted(node)} laisse un modèle remplir une valeur avec $fromAI, mais n’est pas un outil d’un agent.`,
  'expression-method': ({ node, method }) =>
    `${quoted(node)} appelle .${method}() sur une heure de n8n, qui n’a pas cette méthode et ne donne rien.${method === 'toISOString' ? ' Utilisez .toISO().' : ''}`,
  'expression-without-prefix': ({ node, code }) =>
    `${quoted(node)} enverrait ${quoted(`{{${code}}}`)} tel quel${nbsp}: une expression doit commencer par ${quoted('=')}.`,
  'expression-bare': ({ node, code, whole }) =>
    `${quoted(node)} enverrait ${quoted(code)} tel quel${nbsp}: une expression s’écrit ${whole ? '=' : ''}{{ … }}.`,
  'item-without-json': ({ node, field }) =>
    `${quoted(node)} lit ${quoted(field)} sur l’élément lui-même, où c’est vide${nbsp}: ses champs sont dans .json.${field}.`,
  'unknown-field': ({ node, field, source, gives }) =>
    gives === null
      ? `${quoted(node)} lit ${quoted(field)}, mais ${quoted(source)} range ce qu’il reçoit dans body, query, params et headers, par exemple $json.body.${field}.`
      : `${quoted(node)} lit ${quoted(field)}, mais ${quoted(source)} donne seulement ${gives.map(quoted).join(', ') || 'aucun champ'}${nbsp}; ce serait vide.`,
  'unknown-node-reference': ({ node, name, suggestion }) =>
    `${quoted(node)} utilise des données de ${quoted(name)}, mais cette étape n’existe pas.${meant(suggestion)}`,
  'reference-not-upstream': ({ node, name }) =>
    name === null
      ? `${quoted(node)} utilise ses propres données, qui ne sont pas là pendant qu’il s’exécute.`
      : `${quoted(node)} utilise des données de ${quoted(name)}, qui ne vient pas avant.`,
  'code-empty': ({ node }) => `${quoted(node)} n’a pas de code.`,
  'code-syntax': ({ node, problem, line, braces }) =>
    problem === null
      ? `Le code de ${quoted(node)} est du JavaScript, mais son langage est Python.`
      : `Le code de ${quoted(node)} est illisible, ligne ${line}${nbsp}: ${problem}.${braces ? ' Dans le code, les données se lisent sans {{ }}.' : ''}`,
  'code-network': ({ node, name }) =>
    `Le code de ${quoted(node)} appelle ${name}, que le nœud Code de n8n n’a pas. Utilisez une étape HTTP Request.`,
  'code-module': ({ node, module }) =>
    `Le code de ${quoted(node)} charge ${quoted(module)}, que n8n ne permet pas dans le code.`,
  'code-require': ({ node, module }) =>
    `Le code de ${quoted(node)} charge ${quoted(module)}${nbsp}; n8n ne permet que les modules autorisés par son opérateur.`,
  'code-process': ({ node }) =>
    `Le code de ${quoted(node)} utilise process, que le nœud Code de n8n n’a pas. Utilisez $vars.`,
  'expression-in-code': ({ node }) =>
    `Le code de ${quoted(node)} contient {{ … }} dans un texte${nbsp}; n8n ne le remplit pas là. Utilisez \${…} ou +.`,
  'code-name-lacking': ({ node, name, mode }) => {
    const when = {
      perItem: ' lorsqu’il s’exécute pour chaque élément',
      allAtOnce: ' lorsqu’il s’exécute une fois pour tous',
    };
    return `Le code de ${quoted(node)} utilise ${quoted(name)}, que n8n ne lui fournit pas${mode === null ? '' : when[mode]}${nbsp}; il s’arrêterait là.`;
  },
  'code-input-access': ({ node, method }) =>
    `Le code de ${quoted(node)} s’exécute pour chaque élément, où n8n n’autorise pas $input.${method}(). Utilisez $input.item.`,
  'env-blocked': ({ node, name }) =>
    `${quoted(node)} lit ${name}, que n8n bloque tant que son exploitant ne l’autorise pas.`,
  'code-undeclared': ({ node, name }) =>
    `Le code de ${quoted(node)} utilise ${quoted(name)}, qui n’est déclaré nulle part${nbsp}; il s’arrêterait là.`,
  'code-return': ({ node, each, got }) => {
    if (got === 'nothing') return `Le code de ${quoted(node)} ne renvoie rien.`;
    if (got === 'list')
      return `Le code de ${quoted(node)} s’exécute pour chaque élément et doit renvoyer un élément tel que { json: { … } }, pas une liste.`;
    const shape = each ? 'un élément tel que { json: { … } }' : 'des éléments tels que [{ json: { … } }]';
    return `Le code de ${quoted(node)} doit renvoyer ${shape}, pas ${given[got]}.`;
  },
};
