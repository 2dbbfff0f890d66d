import { z } from 'zod';

/** Teams sends the comment as JSON in a text; older clients leave it out. */
const commentSchema = z
  .string()
  .transform((json) => z.object({ feedbackText: z.string() }).safeParse(toJson(json)).data?.feedbackText.trim())
  .optional()
  .catch(undefined);

/** `value` of an invoke `message/submitAction`, which Teams sends for the thumbs below a message. */
export const feedbackSchema = z
  .object({
    actionName: z.literal('feedback'),
    actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: commentSchema }),
  })
  .transform(({ actionValue: { reaction, feedback } }) => ({
    like: reaction === 'like',
    comment: feedback?.slice(0, 8_000),
  }));

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
