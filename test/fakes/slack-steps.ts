import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SlackPeople } from './slack-people.ts';
import { deliver, eventRequest, nextTs, slackBotUser, slackTeam } from './slack-requests.ts';

type Answer = Record<string, unknown>;

const { functions } = JSON.parse(readFileSync(new URL('../../manifest/slack.json', import.meta.url), 'utf8'));
const declared: { properties: Record<string, { type: string }>; required: string[] } =
  functions.ask_flowsmith.output_parameters;

/** A flow that stands at a step, or went on. */
export interface FlowStepRun {
  outputs?: Record<string, unknown>;
  error?: string;
}

/** Flows of Workflow Builder that stand at a step of this app; outputs are checked as the manifest declares them. */
export function createSlackSteps() {
  const steps = {
    /** By `function_execution_id`; one that is not here Slack does not know. */
    runs: new Map<string, FlowStepRun>(),
    /** What the manifest that is installed says of outputs; another one than ours in some workspaces. */
    required: declared.required,
  };
  const end = (args: Answer, how: FlowStepRun): Answer => {
    const id = String(args['function_execution_id']);
    const run = steps.runs.get(id);
    if (!run) return { ok: false, error: 'function_execution_not_found' };
    if (run.outputs || run.error !== undefined) return { ok: false, error: 'execution_not_in_running_state' };
    steps.runs.set(id, how);
    return { ok: true };
  };
  const methods: Record<string, (args: Answer) => Answer> = {
    'functions.completeSuccess': (args) => {
      const given = args['outputs'];
      const outputs = (typeof given === 'string' ? JSON.parse(given) : (given ?? {})) as Record<string, unknown>;
      const missing = steps.required.some((name) => outputs[name] === undefined);
      const wrong = Object.entries(outputs).some(([name, value]) => typeof value !== declared.properties[name]?.type);
      return missing || wrong ? { ok: false, error: 'parameter_validation_failed' } : end(args, { outputs });
    },
    'functions.completeError': (args) =>
      args['error'] ? end(args, { error: String(args['error']) }) : { ok: false, error: 'invalid_arguments' },
  };
  return { steps, methods };
}
export type SlackSteps = ReturnType<typeof createSlackSteps>['steps'];

export interface StepInput {
  request?: string;
  /** Slack vouches for it with a secret; anything else is what no Slack sends. */
  asker?: unknown;
  channel?: string;
  untilDecided?: boolean;
  execution?: string;
  callbackId?: string;
  team?: string;
}

/** A `function_executed` event (docs.slack.dev), as a flow comes to the step "Ask Flowsmith". */
export function functionExecuted(input: StepInput): Record<string, unknown> {
  const team = input.team ?? slackTeam;
  const asker = input.asker === undefined ? asked('U0ANA') : input.asker;
  return {
    type: 'event_callback',
    team_id: team,
    api_app_id: 'A0APP',
    event_id: `Ev${randomUUID()}`,
    event_time: 1_790_000_000,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: slackBotUser, is_bot: true, is_enterprise_install: false },
    ],
    event: {
      type: 'function_executed',
      function: {
        id: 'Fn0ASK',
        callback_id: input.callbackId ?? 'ask_flowsmith',
        title: 'Ask Flowsmith',
        type: 'app',
        input_parameters: [],
        output_parameters: [],
        app_id: 'A0APP',
        date_created: 1_790_000_000,
        date_updated: 0,
        date_deleted: 0,
      },
      inputs: {
        request: input.request ?? '',
        ...(asker === null ? {} : { asker }),
        ...(input.channel ? { channel: input.channel } : {}),
        ...(input.untilDecided === undefined ? {} : { until_decided: input.untilDecided }),
      },
      function_execution_id: input.execution ?? 'Fx0',
      workflow_execution_id: 'Wx0',
      event_ts: nextTs(),
      bot_access_token: 'xwfp-just-for-this-step',
    },
  };
}

/** As Slack passes on who runs a flow. */
export const asked = (id: string) => ({ id, secret: 'vouched-for-by-slack' });

/** A flow comes to the step: Slack tells the app, once or, with `again`, more often. */
export async function runStep(
  app: { url: string; slack: { steps: SlackSteps; people: SlackPeople['people'] } },
  secret: string,
  input: StepInput,
): Promise<{ execution: string; response: Response; again(): Promise<Response> }> {
  const execution = input.execution ?? `Fx${randomUUID().replaceAll('-', '').slice(0, 11)}`;
  app.slack.steps.runs.set(execution, {});
  const { id } = (input.asker ?? asked('U0ANA')) as { id: string };
  if (!app.slack.people.has(id)) app.slack.people.set(id, { name: id, extra: { team_id: slackTeam } });
  const body = functionExecuted({ ...input, execution });
  const again = () => deliver(app.url, eventRequest(body, secret), 1);
  return { execution, response: await deliver(app.url, eventRequest(body, secret)), again };
}
