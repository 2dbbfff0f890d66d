import { z } from 'zod';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import { slackId, toMessageRef, toRef, toWorkspace, type Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import { toPlainText } from './mrkdwn.ts';

/** As the manifest calls the step "Ask Flowsmith". */
export const askStep = 'ask_flowsmith';

/** The event also brings a token of its own and a secret of whoever asks: neither is read, so neither is kept. */
const executed = z.object({
  event: z.object({
    type: z.literal('function_executed'),
    function: z.object({ callback_id: z.string() }),
    function_execution_id: slackId,
    inputs: z
      .object({
        request: z.string().catch(''),
        // Slack fills it in itself, with whoever started the flow or pressed in it: no builder can name somebody else.
        asker: z.object({ id: slackId }).optional().catch(undefined),
        channel: slackId.optional().catch(undefined),
        until_decided: z.coerce
          .string()
          .transform((given) => given === 'true')
          .catch(false),
      })
      .catch({ request: '', asker: undefined, channel: undefined, until_decided: false }),
  }),
});

/** A step that is ended at once, for a reason that is said. */
export interface RefusedStep {
  workspace: Workspace;
  execution: string;
  because: 'stepUnknown' | 'stepOfNobody';
}

/** A step of a flow: what it asks for is asked by whoever ran the flow, in the channel it names, else to them alone. */
export function toStep(body: unknown): MessageReceived | RefusedStep | undefined {
  const { event } = executed.safeParse(body).data ?? {};
  const workspace = toWorkspace(body);
  if (!event || !workspace) return undefined;
  const { function_execution_id: execution, inputs } = event;
  const refused = { workspace, execution };
  if (event.function.callback_id !== askStep) return { ...refused, because: 'stepUnknown' };
  const { request, asker, channel } = inputs;
  if (!asker) return { ...refused, because: 'stepOfNobody' };
  return {
    kind: 'message',
    dedupeKey: `step:${execution}`,
    tenant: { id: workspace.team },
    conversation: toRef({ ...workspace, channel: channel ?? asker.id, user: asker.id }, `step:${execution}`),
    person: { id: asker.id, name: asker.id },
    text: toPlainText(request),
    via: 'step',
    ...(channel ? { channel } : {}),
    flowStep: {
      end: toMessageRef({ ...workspace, channel: channel ?? '', step: execution }),
      untilDecided: inputs.until_decided,
    },
  };
}

/** Nobody waits for it any more: it was ended before, or the flow was stopped or deleted. */
const over = ['slack_execution_not_in_running_state', 'slack_function_execution_not_found'];

/** Ends a step; that it has ended already is fine. Throws what another attempt may mend. */
export async function endStep(
  { clients, log }: { clients: SlackClients; log: Logger },
  { step, ...workspace }: Workspace & { step: string },
  { text, ends }: Pick<OutboundMessage, 'text' | 'ends' | 'card'>,
): Promise<void> {
  const { functions } = await clients.of(workspace);
  const fail = (error: string) => functions.completeError({ function_execution_id: step, error });
  const end = async () => {
    const { outputs } = ends ?? {};
    if (!outputs) return fail(text);
    const { state, link, name, workflowLink } = outputs;
    const given = { state, link, draft_name: name, workflow_link: workflowLink };
    return functions.completeSuccess({ function_execution_id: step, outputs: withoutUndefined(given) });
  };
  await end()
    // What the manifest of that workspace says of outputs is older or changed; the flow shall not wait for ever.
    .catch((error) => (codeOf(error) === 'slack_parameter_validation_failed' ? fail(notEnded) : raise(error)))
    .catch((error) => {
      if (!over.includes(codeOf(error))) throw error;
      log.info({ team: workspace.team, code: codeOf(error) }, 'slack: nobody waits for a step any more');
    });
}

const notEnded = wordsIn('en').adapters.slack.stepNotEnded;
const codeOf = (error: unknown) => toDeliveryError(error).code;
const raise = (error: unknown): never => {
  throw error;
};
const withoutUndefined = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
