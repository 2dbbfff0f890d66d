import { z } from 'zod';
import { type Draft, draftConnectionSchema, draftNodeSchema, draftSchema } from '../draft.ts';

const nodeName = z.string().min(1).max(128);
const at = z.int().min(0).max(100);
const path = z.string().min(1).max(300);
const maxText = 100_000;
const someText = z.string().min(1).max(maxText);
const onErrorSchema = draftNodeSchema.shape.onError.unwrap();

/** One edit of a draft. Nodes are named as they are called at that point of the list. */
export const draftOperationSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('addNode'),
    node: draftNodeSchema,
    /** Node whose output leads to the new one. */
    after: nodeName.optional(),
    output: at.optional(),
    /** Node the new one leads to; a connection from `after` to it is replaced. */
    before: nodeName.optional(),
  }),
  z.strictObject({
    op: z.literal('removeNode'),
    name: nodeName,
    /** Joins what came before with what came after. */
    reconnect: z.boolean().optional(),
  }),
  z.strictObject({
    op: z.literal('replaceNode'),
    name: nodeName,
    type: draftNodeSchema.shape.type,
    parameters: z.record(z.string(), z.unknown()).default({}),
  }),
  z.strictObject({ op: z.literal('renameNode'), name: nodeName, newName: nodeName }),
  z.strictObject({
    op: z.literal('setParameter'),
    name: nodeName,
    /** Inside the parameters, e.g. `rule.interval[0].triggerAtHour`. */
    path,
    value: z.unknown().optional(),
  }),
  z.strictObject({ op: z.literal('unsetParameter'), name: nodeName, path }),
  /** Puts text before or behind a text, exactly as it is given; the `=` of an expression stays first. */
  z.strictObject({ op: z.enum(['appendText', 'prependText']), name: nodeName, path, text: someText }),
  z.strictObject({
    op: z.literal('replaceText'),
    name: nodeName,
    path,
    /** Exactly as it stands there. */
    find: someText,
    replace: z.string().max(maxText),
    /** Which of several places, from 1; or all of them. */
    which: z.union([z.int().min(1), z.literal('all')]).optional(),
  }),
  z.strictObject({
    op: z.literal('insertItem'),
    name: nodeName,
    /** Of the list. */
    path,
    /** The new item stands there, from 0; at the end when it is left out. */
    index: z.int().min(0).optional(),
    value: z.unknown(),
  }),
  z.strictObject({ op: z.literal('setItem'), name: nodeName, path, index: z.int().min(0), value: z.unknown() }),
  z.strictObject({ op: z.literal('removeItem'), name: nodeName, path, index: z.int().min(0) }),
  z.strictObject({
    op: z.literal('setNodeSettings'),
    name: nodeName,
    disabled: z.boolean().optional(),
    /** null takes the setting away. */
    onError: onErrorSchema.nullable().optional(),
    notes: z.string().max(2000).nullable().optional(),
  }),
  z.strictObject({ op: z.literal('connect'), ...draftConnectionSchema.shape }),
  z.strictObject({
    op: z.literal('disconnect'),
    from: nodeName,
    to: nodeName,
    /** All connections between the two when neither output nor kind is given. */
    output: at.optional(),
    input: at.optional(),
    kind: z.string().optional(),
  }),
  z.strictObject({ op: z.literal('setName'), name: draftSchema.shape.name }),
  z.strictObject({ op: z.literal('setDescription'), description: z.string().max(2000) }),
  z.strictObject({ op: z.literal('setTimezone'), timezone: z.string().min(1).max(64).nullable() }),
  z.strictObject({ op: z.literal('setAssumptions'), assumptions: z.array(z.string().max(500)).max(20) }),
]);

export type DraftOperation = z.infer<typeof draftOperationSchema>;
/** An operation before its defaults are filled in, as tests and callers write it. */
export type DraftOperationInput = z.input<typeof draftOperationSchema>;

export type OperationsResult =
  | {
      ok: true;
      draft: Draft;
      /** Nodes that had another name before: new name → old name. */
      renames: Record<string, string>;
    }
  | {
      ok: false;
      /** Which operation could not be done, from 0. */
      index: number;
      /** A sentence that says what to do instead. */
      problem: string;
    };

export const maxOperations = 100;
