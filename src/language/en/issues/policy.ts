import { type Taking, takes } from '../takes.ts';

/** What the rules of the policy demand of a draft. */
export type NeededApprovals = {
  demands: { need: number; from: string }[];
  because: Taking[];
};

/** Which step the policy speaks of: its name, then those of the steps whose inner workflows it stands in. */
export type PolicyPlace = readonly string[];

/** Why the policy says something. */
export type PolicyReason =
  /** The node type, by the last part of its name. */
  | { what: 'type' | 'unknownType'; place: PolicyPlace; type: string }
  /** `reached`: what the program does more than compute; null: nothing. See `programReach`. */
  | { what: 'code'; place: PolicyPlace; reached: string | null }
  | { what: 'internal'; place: PolicyPlace; host: string }
  | { what: 'unknownAddress'; place: PolicyPlace; value: string }
  | { what: 'tooMuch' | 'codeAtRun' | 'credential' | 'agent' | 'unreadable' | 'tooDeep'; place: PolicyPlace }
  /** It runs this very workflow again. */
  | { what: 'again'; place: PolicyPlace; where: PolicyReason }
  /** It runs another workflow: `failing`: when it fails; `again`: by running this one again. */
  | ({ what: 'runs'; place: PolicyPlace; by: 'step' | 'again' | 'failing' } & Run);

/** The workflow that is run: by its id where it could not be read, or whoever asked does not see it; else by its name. */
export type Run = { id: string; why: 'unread' | 'unseen' } | { name: string; where: PolicyReason };

const untold: Record<string, string> = {
  '(expression)': 'an expression',
  '(unreadable)': 'what cannot be read',
  '(computed)': 'what only the run can name',
};

const placed = (place: PolicyPlace): string => place.map((name) => `"${name}"`).join(' inside ');

/** Half a sentence, and how it goes on with what is not allowed. */
function because(reason: PolicyReason): { said: string; link: string } {
  const step = placed(reason.place);
  const and = (said: string, link = ', which') => ({ said, link });
  switch (reason.what) {
    case 'type':
      return and(`${step} uses ${reason.type}`);
    case 'unknownType':
      return and(`${step} uses ${reason.type}, of which nothing is known`, ' and which');
    case 'code':
      return and(
        `${step} holds code${reason.reached === null ? '' : ` that does more than compute (${untold[reason.reached] ?? reason.reached})`}`,
      );
    case 'internal':
      return and(`${step} calls ${reason.host}, which is inside the network n8n runs in`, ' and');
    case 'unknownAddress':
      return and(`${step} calls an address that only the run knows (${reason.value})`);
    case 'tooMuch':
      return and(`${step} holds more than can be read`);
    case 'codeAtRun':
      return and(`${step} runs code that is only known when it runs`);
    case 'credential':
      return and(`${step} brings a credential that nobody chose here`);
    case 'agent':
      return and(`${step} hands its work to an agent whose tools are not shown here`);
    case 'unreadable':
      return and(`${step} runs a workflow that nobody can read before it runs`);
    case 'tooDeep':
      return and(`${step} runs a workflow that is nested too deep to be read`);
    case 'again':
      return and(`${step} runs this workflow again, where ${because(reason.where).said}`);
    case 'runs':
      return runs(reason, step);
    default:
      return reason satisfies never;
  }
}

function runs(reason: Extract<PolicyReason, { what: 'runs' }>, step: string): { said: string; link: string } {
  const who = {
    step,
    again: `${step} runs this workflow again`,
    failing: `When it fails, ${reason.place.length > 0 ? `what is inside ${step}` : 'this workflow'}`,
  }[reason.by];
  if ('name' in reason)
    return { said: `${who} runs "${reason.name}", where ${because(reason.where).said}`, link: ', which' };
  const why = reason.why === 'unread' ? 'could not be read now' : 'whoever asked does not see here';
  return { said: `${who} runs the workflow ${reason.id}, which ${why}`, link: ' and which' };
}

function denied(reason: PolicyReason, instead = 'Leave it out, or ask your Flowsmith operator.'): string {
  const { said, link } = because(reason);
  return `${said}${link} is not allowed here. ${instead}`;
}

/** What the policy of this Flowsmith says. */
export const policy = {
  /** `type` alone: `machine`: it reaches the machine n8n runs on; `excluded`: n8n itself does not allow it. */
  'denied-node-type': (given: { reason: PolicyReason } | { type: string; by: 'machine' | 'excluded' }) => {
    if ('reason' in given) return denied(given.reason);
    return given.by === 'machine'
      ? `${given.type} can reach the machine n8n runs on and is not allowed.`
      : `This n8n does not allow ${given.type} (NODES_EXCLUDE).`;
  },
  'denied-code': ({ reason }: { reason: PolicyReason }) => denied(reason, 'Ask for it without code.'),
  'denied-address': ({ reason }: { reason: PolicyReason }) => denied(reason),
  'needs-admin': ({ reason }: { reason: PolicyReason }) => {
    const { said, link } = because(reason);
    return `${said}${link} only an admin can approve here.`;
  },
  'needs-approvals': ({ because: why }: NeededApprovals) =>
    why.length > 0
      ? `The policy asks for approvals: ${why.map(takes).join('; ')}.`
      : 'Nobody else has to approve this, by the policy.',
  'holds-code': ({ reason }: { reason: PolicyReason }) =>
    `${because(reason).said}: let somebody who can read it look at it first.`,
  'unknown-address': ({ reason }: { reason: PolicyReason }) => `${because(reason).said}.`,
};
