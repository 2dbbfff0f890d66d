import { actPieces } from '../catalog/act-pieces.ts';
import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { withoutModel } from './models.ts';

/** Words that say which of all there are: what was read without them is too much. */
const limiting =
  /\b(?:unread|read|starred|flagged|important|open|closed|overdue|unpaid|paid|pending|failed|active|inactive|today|yesterday|tomorrow|weeks?|months?|days?|hours?|last|past|recent|due|unanswered|(?:un)?assigned|urgent|received|created|updated|since|before|after|between|older|newer|where|whose)\b/i;

/** "… from Google Sheets created yesterday": which of them is meant. */
export function limitsBehind({ text }: Clause, { end }: NamedApp): string | undefined {
  const words =
    text
      .slice(end)
      .split(/ (?:with|using|via|and|to|by|through|into) |[,;(]/i)[0]
      ?.trim() ?? '';
  return limiting.test(words) ? words : undefined;
}

/** Reads what the work is about from the app that has it. */
export function readFrom(app: NamedApp, clause: Clause, context: StepContext): Piece[] | Undone {
  const object = clause.text
    .slice(0, app.start)
    .replace(/^(?:please )?\S+ /i, '')
    .replace(/\b(?:from|in|of|on|out of)(?: the| our| my)? *$/i, '');
  const behind = clause.text.slice(app.start).split(/ (?:with|using|via|and|to|by|through) |[,;(]/i)[0] ?? app.name;
  const plain = withoutModel(object, context).trim();
  const tries = [
    `get all ${plain} ${/^\S+$/.test(behind) ? `from ${behind}` : behind}`,
    `get all ${behind}`,
    `get all rows from ${behind}`,
  ];
  let last: Undone = { reason: 'no-act', app: app.name };
  for (const [at, words] of tries.entries()) {
    const read = toClause(words.replace(/\s+/g, ' '));
    const [named] = appsIn(context.catalog, read.text, read.mask);
    if (!named) continue;
    const found = actPieces(named, read, context, { reads: true, counts: false });
    if (isUndone(found)) last = found;
    if (!found || isUndone(found)) continue;
    const lost = at > 0 && limiting.test(plain) ? plain : undefined;
    return found.map(({ left, ...piece }) => {
      const open = left && limiting.test(left) ? left : lost;
      return open ? { ...piece, left: open } : piece;
    });
  }
  return last;
}
