import { type Card, type CardElement, link, rows, text } from '#src/chat/card.ts';

export interface HomeView {
  workflows: { name: string; published: boolean; url: string }[];
  /** Drafts this person may decide about, the oldest first. */
  waiting: { name: string; requester: string; url?: string | undefined }[];
  /** Drafts that wait besides those. */
  moreWaiting: number;
}

const firstSteps = [
  'Tell me in your own words what should happen and when, here under Messages, with a mention in a channel, or with the slash command.',
  'I show you a draft: what it does, which apps it uses, what is still needed. Say what should be different, as often as you like.',
  'Nothing reaches n8n before somebody who may presses Create. Then I tell you whether it is really live.',
];

/** The bot's own page: what waits for this person, their workflows; first steps for those who have nothing yet. */
export function homeCard({ workflows, waiting, moreWaiting }: HomeView): Card {
  const isNew = workflows.length === 0 && waiting.length === 0;
  const elements: CardElement[] = [];
  if (isNew) {
    elements.push(text('Welcome', 'bold'), { kind: 'steps', steps: firstSteps });
    elements.push(text('For example: every weekday at 9:00 get https://example.com/status and post it to Slack #ops'));
  }
  if (waiting.length > 0) {
    elements.push(text('Waiting for you', 'bold'));
    elements.push(
      rows(
        waiting.map(({ name, requester, url }) => ({
          title: name,
          text: `Asked for by ${requester}`,
          ...(url ? { button: link('Look at it', url) } : {}),
        })),
      ),
    );
    if (moreWaiting > 0) elements.push(text(`and ${moreWaiting} more`, 'muted'));
  }
  if (!isNew) {
    elements.push(text('Your workflows', 'bold'));
    if (workflows.length === 0) elements.push(text('None yet. Tell me what should happen, and when.'));
    else
      elements.push(
        rows(
          workflows.map(({ name, published, url }) => ({
            title: name,
            text: published ? 'published' : 'not published',
            button: link('Open in n8n', url),
          })),
        ),
      );
    elements.push(text('Say "list" to me for all of them, and "help" for what else I can do.', 'muted'));
  }
  elements.push(
    text('Drafts may be written by a language model and can be wrong: read them before you approve.', 'muted'),
  );
  return { title: 'Flowsmith', elements };
}
