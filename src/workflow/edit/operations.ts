import { z } from 'zod';
import type { Draft } from '#src/model/draft.ts';
import { draftConnectionSchema, draftNodeSchema, draftSchema } from '../draft.ts';

const nodeName = z.string().min(1).max(128);
const at = z.int().min(0).max(100);
const path = z.string().min(1).max(300);
const maxText = 100_000;
const noteText = z.string().min(1).max(20_000);
/** n8n's own bounds. */
const tag = z.string().trim().min(1).max(24);
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
    retryOnFail: z.boolean().optional(),
    /** All tries together. n8n takes 2 to 5, and 0 to 5000 milliseconds between them. */
    maxTries: z.int().min(2).max(5).nullable().optional(),
    waitBetweenTries: z.int().min(0).max(5000).nullable().optional(),
    executeOnce: z.boolean().optional(),
    alwaysOutputData: z.boolean().optional(),
    /** false takes away the data pinned to it. */
    pinned: z.boolean().optional(),
  }),
  z.strictObject({
    op: z.literal('moveNode'),
    name: nodeName,
    /** The node it comes after from now on; what it stood between is joined. */
    after: nodeName,
    output: at.optional(),
    before: nodeName.optional(),
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
  /** n8n's id; null: none. */
  z.strictObject({ op: z.literal('setErrorWorkflow'), workflowId: z.string().min(1).max(100).nullable() }),
  z.strictObject({ op: z.literal('setTimeout'), seconds: z.int().min(1).max(31_536_000).nullable() }),
  z.strictObject({
    op: z.literal('setTags'),
    add: z.array(tag).max(20).optional(),
    remove: z.array(tag).max(20).optional(),
  }),
  z.strictObject({ op: z.literal('addStickyNote'), content: noteText, near: nodeName.optional() }),
  z.strictObject({ op: z.literal('setStickyNote'), name: nodeName, content: noteText }),
  z.strictObject({ op: z.literal('removeStickyNote'), name: nodeName }),
  /** Makes a frame of that name, or has it stand around these nodes from now on. */
  z.strictObject({
    op: z.literal('setGroup'),
    name: nodeName,
    nodes: z.array(nodeName).min(1).max(200),
    newName: nodeName.optional(),
  }),
  z.strictObject({ op: z.literal('removeGroup'), name: nodeName }),
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
