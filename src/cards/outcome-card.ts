import { actions, button, type Card, type CardElement, link, notice, text } from '#src/chat/card.ts';
import { credentialElements, type DraftView, draftBody } from './draft-card.ts';

/** A failure as people see it. */
export interface Problem {
  message: string;
  code: string;
  reference: string;
  /** Whether pressing Retry can help without anybody changing anything. */
  retryable: boolean;
}

/** How a creation ended. Kept with the creation, so that the card can be drawn again. */
export type Outcome =
  | { kind: 'created'; url: string; publishProblem?: Problem }
  /** `verified` is false where n8n does not tell whether the trigger started. */
  | { kind: 'published'; url: string; live: boolean; verified?: boolean; message: string }
  /** A change was saved; `live`: it is what runs now. */
  | { kind: 'updated'; url: string; live: boolean; message: string; publishProblem?: Problem }
  /** Somebody changed the workflow in n8n since the change was made; nothing was written. Both in words. */
  | { kind: 'conflict'; url: string; theirs: string[]; ours: string[] }
  | { kind: 'failed'; problem: Problem; nothingCreated: boolean };

/** The draft's card while its creation is under way: no buttons. */
export function creatingCard(view: DraftView, by: string, detail = 'Putting it into n8n…'): Card {
  return {
    title: `Approved: ${view.name}`,
    elements: [...draftBody(view), notice('info', `Approved by ${by}. ${detail}`)],
  };
}

/** The draft's card after its creation ended: a link, or what went wrong and what to do. */
export function outcomeCard(view: DraftView, by: string, outcome: Outcome): Card {
  const ids = { draftId: view.draftId, revision: view.revision };
  const approved = text(`Approved by ${by} · revision ${view.revision}`, 'muted');
  switch (outcome.kind) {
    case 'created': {
      const elements: CardElement[] = [
        ...draftBody(view),
        ...credentialElements(view, false),
        notice('success', 'Created in n8n, not published: it does not run yet.'),
      ];
      if (outcome.publishProblem)
        elements.push(
          notice(
            'error',
            problemText(`It could not be published. ${outcome.publishProblem.message}`, outcome.publishProblem),
          ),
        );
      elements.push(
        actions(
          link('Open in n8n', outcome.url),
          button('publish', outcome.publishProblem ? 'Publish again' : 'Publish', ids, publishOptions(view)),
        ),
        approved,
      );
      return { title: `Created: ${view.name}`, elements };
    }
    case 'published':
      return {
        title: `${publishedWord(outcome)}: ${view.name}`,
        elements: [
          ...draftBody(view),
          notice(outcome.live ? 'success' : 'warning', outcome.message),
          actions(link('Open in n8n', outcome.url)),
          approved,
        ],
      };
    case 'updated': {
      const problem = outcome.publishProblem;
      return {
        title: `${outcome.live ? 'Live' : 'Saved'}: ${view.name}`,
        elements: [
          ...draftBody(view),
          notice(
            outcome.live ? 'success' : problem ? 'error' : 'info',
            problem ? problemText(problem.message, problem) : outcome.message,
          ),
          actions(
            link('Open in n8n', outcome.url),
            ...(outcome.live ? [] : [button('publish', 'Make it live', ids, publishOptions(view))]),
          ),
          approved,
        ],
      };
    }
    case 'conflict':
      return {
        title: `Not changed: ${view.name}`,
        elements: [
          notice('warning', 'Somebody changed this workflow in n8n after this change was made. Nothing was written.'),
          text('Changed in n8n meanwhile', 'bold'),
          text(outcome.theirs.map((line) => `• ${line}`).join('\n') || 'Only its looks.'),
          text('This change', 'bold'),
          text(outcome.ours.map((line) => `• ${line}`).join('\n') || 'Nothing.'),
          actions(
            button('rebase', 'Put mine on top of it', ids, { style: 'primary' }),
            link('Open in n8n', outcome.url),
            button('discard', 'Discard', ids, { style: 'danger' }),
          ),
          approved,
        ],
      };
    case 'failed':
      return {
        title: `Not created: ${view.name}`,
        elements: [
          ...draftBody(view),
          notice('error', problemText(outcome.problem.message, outcome.problem)),
          actions(
            button('retry', 'Retry', ids, { style: 'primary' }),
            button('change', 'Change…', ids),
            button('discard', 'Discard', ids, { style: 'danger' }),
          ),
          approved,
        ],
      };
    default:
      return outcome satisfies never;
  }
}

/** No more than what was seen. */
export function publishedWord({ live, verified }: { live: boolean; verified?: boolean }): string {
  if (live) return 'Live';
  return verified === false ? 'Published' : 'Published, but not running';
}

/** The draft's card once it is over without a workflow: discarded, or replaced by a newer revision. */
export function closedCard(view: DraftView, line: string, newerUrl?: string): Card {
  const newer = newerUrl ? [actions(link('Open the newer card', newerUrl))] : [];
  return { title: `Closed: ${view.name}`, elements: [...draftBody(view), notice('info', line), ...newer] };
}

function publishOptions(view: DraftView) {
  return {
    style: 'primary' as const,
    confirm: { title: `Publish “${view.name}”?`, text: view.summary.publishEffect, confirm: 'Publish' },
  };
}

const problemText = (message: string, problem: Problem): string => `${message} (reference ${problem.reference})`;
