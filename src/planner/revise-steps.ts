import type { Catalog } from '#src/catalog/catalog.ts';
import { splitCamel } from '#src/catalog/search-words.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { grammar, meaningsOf, names, operationVerbs, stemsOf } from './catalog/lexicon.ts';
import { fromGerund } from './prose/verbs.ts';
import { firstQuoted, maskQuoted } from './words.ts';

const away =
  /^(?:please |and |then |can you |could you )*(?:remove|delete|drop|take out|take away|get rid of|leave out|skip|do not|don['’]?t|dont|no longer|we (?:do not|don['’]?t|dont) need(?: to)?)\b(?: (?:the|that|this|those|my|our|any|all))*(?: (?:last |first )?(?:steps?|nodes?))?(?: (?:to|that|which|called|named))*\s*/i;
/** What else stands in such words: other steps, or the case in which they hold. */
const more = /\b(?:if|when|unless|except|but|instead|just|only|all|every|everything|steps)\b|,/i;

/** Words for a step that need no other beside them, and its node types. */
const kinds: readonly (readonly [said: RegExp, type: RegExp])[] = [
  [/^(?:e-?mail|mail)[\s.!]*$/i, /\.(?:emailSend|gmail|microsoftOutlook)$/],
  [/^(?:wait|waiting|pause)[\s.!]*$/i, /\.wait$/],
];

function ofKind(nodes: readonly DraftNode[], words: string): DraftNode[] | undefined {
  const type = kinds.find(([said]) => said.test(words.trim()))?.[1];
  return type && nodes.filter((node) => type.test(node.type));
}

/** True for words that want a step gone, however little of them is understood. */
export const takesStepsAway = (request: string): boolean =>
  away.test(request) && /\bsteps?\b|\bnodes?\b/i.test(maskQuoted(request));

/**
 * The draft without the one step that the words want gone; undefined where they want nothing like that, or leave open
 * which step is meant. What stood before the step is joined with what stood behind it.
 */
export function withoutStep(draft: Draft, request: string, catalog: Catalog): Draft | undefined {
  const lead = away.exec(request);
  if (!lead) return undefined;
  const quoted = firstQuoted(request);
  const rest = request.slice(lead[0].length).replace(/[\s,]*\bplease\b[\s.!]*$/i, '');
  if (quoted === undefined && (more.test(rest) || more.test(lead[0]))) return undefined;
  const meant =
    quoted === undefined
      ? (ofKind(draft.nodes, rest) ?? described(draft.nodes, rest, catalog))
      : draft.nodes.filter(({ name }) => name === quoted && /\bsteps?\b|\bnodes?\b/i.test(maskQuoted(request)));
  const [only] = meant;
  if (!only || meant.length !== 1) return undefined;
  const done = applyOperations(draft, [{ op: 'removeNode', name: only.name, reconnect: true }]);
  return done.ok ? done.draft : undefined;
}

/**
 * The steps that words name: by the name in quotes or as it is, else all of which every word is true. One is meant
 * where there is one.
 */
export function stepsMeant(nodes: readonly DraftNode[], words: string, catalog: Catalog): DraftNode[] {
  const plain = words.replace(/^(?:the |that |this |our |my )+|(?: step| node)$/gi, '').trim();
  const quoted = firstQuoted(words) ?? plain;
  const named = nodes.filter(({ name }) => name.toLowerCase() === quoted.toLowerCase());
  if (named.length > 0 || firstQuoted(words) !== undefined) return named;
  const acts = plain
    .replace(/\bcreation of\b/gi, 'create')
    .replace(/\b(?:is|are|was|were|has been|have been|every|each|it|they)\b/gi, ' ')
    .replace(/\p{L}+ing\b/giu, (word) => fromGerund(word) ?? word);
  return described(nodes, acts, catalog, 1);
}

/** Steps of which every word of the description is true: its name, its app, what it does. */
function described(nodes: readonly DraftNode[], words: string, catalog: Catalog, least = 2): DraftNode[] {
  const wanted = stemsOf(words.toLowerCase().replace(/\bprs?\b/g, 'pull request')).filter(
    (word) => !grammar.has(word) && word !== 'step' && word !== 'node',
  );
  if (wanted.length < least) return [];
  return nodes.filter((node) => {
    const { resource, operation } = node.parameters;
    const app = catalog.get(node.type)?.displayName ?? '';
    const own = [
      node.name,
      app,
      app.replaceAll(' ', ''),
      app.replaceAll(' ', '').toLowerCase(),
      String(resource ?? ''),
      splitCamel(String(operation ?? '')).join(' '),
    ];
    const stems = own.flatMap((text) => stemsOf(text));
    return wanted.every(
      (word) => stems.some((stem) => names(word, stem)) || stems.includes(word) || doesSo(word, stems),
    );
  });
}

/** "Retrieve" for a step that gets: another verb for the same. */
const doesSo = (word: string, stems: readonly string[]): boolean =>
  meaningsOf(word).some((verb) => stems.some((stem) => operationVerbs.has(stem) && meaningsOf(stem).includes(verb)));
