import { base, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { contentOf } from './content.ts';
import { askName, hasFile, isDoor, writtenText } from './doors.ts';
import type { FileKind } from './kinds.ts';

interface Heard {
  pieces: Piece[];
  /** What was said or written, as the text of an expression. */
  text: string;
}

const rule = (name: string, test: string, at: number): Record<string, unknown> => ({
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    conditions: [
      {
        id: `rule-${at + 1}`,
        leftValue: `={{ ${test} }}`,
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
    combinator: 'and',
  },
  renameOutput: true,
  outputKey: name,
});

/**
 * What somebody wrote, said or showed, right behind the trigger: each kind on a way of its own that makes it readable, all
 * of which lead to what comes next. Undefined where the trigger's app names no such files.
 */
export function heardFrom(
  kinds: readonly FileKind[],
  writes: boolean,
  clause: string,
  context: StepContext,
): Heard | undefined {
  const { source, sourceType = '', start } = context;
  if (!source || !start || source.node !== start.node || !isDoor(sourceType)) return undefined;
  const item = `$('${start.node}').item.json`;
  const written = writtenText(sourceType, item);
  const [only] = kinds;
  const ways = kinds.map((kind) => ({
    kind,
    test: hasFile(sourceType, kind, '$json'),
    pieces: contentOf(kind, clause, { ...context, source: { ...source, file: { kind } } }),
  }));
  if (!only || ways.some(({ test, pieces }) => !test || !pieces)) return undefined;
  const spoken = ways
    .find(({ kind }) => kind === 'voice')
    ?.pieces?.at(-1)
    ?.yields?.fields.get('text');
  const text = `{{ ${[
    ...(kinds.some((kind) => kind === 'document') || spoken === '.text' ? ['$json.text'] : []),
    ...(spoken && spoken !== '.text' ? [`$json${spoken.replace('.parts[0].', '?.parts?.[0]?.')}`] : []),
    ...(written ? [written] : []),
    ...(kinds.includes('image') ? ["'What is in this image?'"] : []),
  ].join(' ?? ')} }}`;
  if (kinds.length === 1 && !writes) {
    const pieces = contentOf(only, clause, context);
    return pieces && { pieces, text };
  }
  const rules = [
    ...ways.map(({ kind, test = '' }, at) => rule(askName(kind).replace('?', ''), test, at)),
    ...(writes ? [rule('Text', `!!(${(writtenText(sourceType, '$json') ?? '').split(' ?? ')[0]})`, kinds.length)] : []),
  ];
  const fork: Piece = {
    name: 'What was sent?',
    type: base('switch'),
    parameters: { mode: 'rules', rules: { values: rules }, options: {} },
    forks: [...ways.map(({ pieces }) => pieces ?? []), ...(writes ? [[]] : [])],
    assumptions: ['Messages of any other kind get no answer.'],
  };
  return { pieces: [fork], text };
}
