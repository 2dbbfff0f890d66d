import { actsOf } from '#src/catalog/slice.ts';
import type { Builder } from './builder.ts';
import { askPiece } from './catalog/act-pieces.ts';
import { appsIn, type NamedApp } from './catalog/apps.ts';
import type { Undone } from './catalog/undone.ts';
import { type Clause, dropStart, toClause } from './clauses.ts';
import type { Condition } from './conditions.ts';
import { base, type Piece } from './pieces.ts';
import { emailAddresses } from './places.ts';
import type { StepContext } from './step-text.ts';
import { maskQuoted, toLower, toName } from './words.ts';

const who = '((?:the |our |my |your |a |an |his |her |their )?(?:[\\p{L}-]+ ){0,2}?[\\p{L}-]+|@\\S+|\\S+@\\S+)';
const reach = '(?= (?:in|on|via|by|using|through|with|before|for|first)\\b|[,.;]|$)';
const asking = [
  `(?:get|request|obtain|ask for|wait for|seek|await|require) (?:an? |the |some )?(?:[\\p{L}-]+ )?(?:approval|sign-?off|confirmation|go-ahead|permission|consent|ok)\\b(?: (?:from|of|by) ${who}${reach})?`,
  `(?:get|have) (?:it|this|them|that) (?:approved|confirmed|signed off)(?: by ${who}${reach})?`,
  `ask ${who} (?:for|to) (?:give )?(?:an? |the |his |her |their )?(?:approval|approve|sign-?off|confirm\\w*|go-ahead|permission|consent|ok)\\b(?: it| this)?`,
  `(?:let|have) ${who} (?:approve|confirm|sign off)\\b(?: it| this)?`,
  `check with ${who}${reach}`,
].map((source) => new RegExp(`^(?:please )?(?:${source})`, 'u'));

/** "Get approval from the supervisor", "check with the manager": n8n asks and waits for the answer. */
export function approvalSteps(clause: Clause, context: StepContext): Piece[] | undefined {
  const found = asking.map((one) => one.exec(clause.mask)).find((one) => one !== null);
  const app = found && placeToAsk(clause, context);
  const nodeType = app ? context.catalog.get(app.action ?? '') : undefined;
  if (!found || !app || !nodeType) return undefined;
  const person = clause.text.slice(
    clause.mask.indexOf(found[1] ?? ''),
    clause.mask.indexOf(found[1] ?? '') + (found[1]?.length ?? 0),
  );
  const name = toName(`Ask ${person || 'for approval'}${person ? ' for approval' : ''}`);
  const told = toClause(`message me${clause.text.slice(found[0].length)}`);
  const piece = askPiece(nodeType, app, told, context, person);
  const assumed = app.start < 0 && !emailAddresses(clause.text).length ? [`It is asked in ${app.name}.`] : [];
  return [
    {
      ...piece,
      name,
      gives: new Map([['approved', '.data.approved']]),
      assumptions: [...(piece.assumptions ?? []), ...assumed],
    },
  ];
}

/** Where it is asked: where it is said, where anything else of the request goes, where it was asked for. */
function placeToAsk(clause: Clause, { catalog, request, here }: StepContext): NamedApp | undefined {
  const canAsk = ({ action }: NamedApp): boolean => {
    const nodeType = action ? catalog.get(action) : undefined;
    return (
      nodeType !== undefined &&
      actsOf(nodeType).some(({ operations }) => operations.some(({ value }) => value === 'sendAndWait'))
    );
  };
  const own = appsIn(catalog, clause.text, clause.mask);
  if (own.length > 0) return own.find(canAsk);
  const plain = (name: string, type: string): NamedApp => ({ name, action: base(type), start: -1, end: -1 });
  if (emailAddresses(clause.text).length > 0) return plain('e-mail', 'emailSend');
  const elsewhere = appsIn(catalog, request, toLower(maskQuoted(request))).find(canAsk);
  if (elsewhere) return { ...elsewhere, start: -1, end: -1 };
  const place = here?.platform === 'teams' ? plain('Microsoft Teams', 'microsoftTeams') : plain('Slack', 'slack');
  return canAsk(place) ? place : undefined;
}

const yes = '(?:approves?|approved|agrees?|agreed|accepts?|accepted|confirms?|confirmed|signs? off|says? yes|ok)';
const no = `(?:(?:does not|doesn['’]t|do not|don['’]t|did not|didn['’]t|is not|isn['’]t|was not|wasn['’]t|not) ${yes}|(?:is |was |has )?(?:rejects?|rejected|declines?|declined|refuses?|refused|denies|denied|disapproves?|disapproved|says? no))`;
const answer = new RegExp(
  `^(?:but )?(?:only )?(?:if|when|unless|in case) (?:(?:the |our |my |an? )?(?:[\\p{L}-]+ ){0,3}?)(?:(${no})|(?:is |was |has |has been |they )?${yes})(?: (?:it|this|that))?(?=[\\s,.;]|$)`,
  'u',
);

/** "If the supervisor does not approve": the answer of whoever was asked just before. */
export function answerIn(clause: Clause, { made }: Builder): Condition | undefined {
  const found = made.some(({ fields }) => fields.has('approved')) ? answer.exec(clause.mask) : null;
  if (!found) return undefined;
  const rest = dropStart(
    clause,
    found[0].length + (/^[\s,]*(?:then )?/.exec(clause.mask.slice(found[0].length))?.[0].length ?? 0),
  );
  return {
    ...approved,
    comparisons: [{ field: 'approved', operation: found[1] ? 'false' : 'true', type: 'boolean' }],
    negated: /^(?:but )?(?:only )?unless /.test(clause.mask),
    rest: rest.mask === '' ? undefined : rest,
    words: clause.text.slice(0, found[0].length).replace(/^(?:but )?(?:only )?\S+ /i, ''),
  };
}

export const approved: Condition = {
  comparisons: [{ field: 'approved', operation: 'true', type: 'boolean' }],
  combinator: 'and',
  negated: false,
  rest: undefined,
  words: 'Approved',
};

/** True right behind a step that asked somebody: what follows is only done if the answer was yes. */
export const isAnsweredFor = ({ made, cursor }: Builder): boolean => {
  const last = made.at(-1);
  return last?.fields.has('approved') === true && cursor?.node === last.node;
};

const meeting =
  /^(?:please )?(?:check (?:on|in (?:on|with))|connect with|meet(?: up)?(?: with)?|talk (?:to|with)|speak (?:to|with)|consult(?: with)?|coordinate with|discuss (?:it |this |that |everything )?with|follow up with|touch base with|liaise with|reach out to|negotiate with|sit down with) (?:the |our |my |all |with )*(?:[\p{L}-]+ ){0,3}?(?:teams?|status|progress|stakeholders?|managers?|supervisors?|boss|bosses|leads?|leadership|colleagues?|coworkers?|customers?|clients?|vendors?|suppliers?|partners?|employees?|staff|people|departments?|board|management|owners?|everyone|everybody|them|him|her)$/u;

/** "Connect with stakeholders": what a person does, in no app that is named. */
export function personTask({ text, mask }: Clause, { catalog }: StepContext): Undone | undefined {
  return meeting.test(mask) && appsIn(catalog, text, mask).length === 0 ? { reason: 'by-person', app: '' } : undefined;
}
