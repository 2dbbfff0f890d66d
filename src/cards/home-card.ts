import { type Card, type CardElement, link, rows, steps, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

export interface HomeView {
  workflows: { name: string; published: boolean; url: string }[];
  /** Drafts this person may decide about, the oldest first. */
  waiting: { name: string; requester: string; url?: string | undefined }[];
  /** Drafts that wait besides those. */
  moreWaiting: number;
  reader: Reader;
}

/** The bot's own page: what waits for this person, their workflows; first steps for those who have nothing yet. */
export function homeCard({ workflows, waiting, moreWaiting, reader }: HomeView): Card {
  const { home, outcome } = wordsIn(reader.language).cards;
  const isNew = workflows.length === 0 && waiting.length === 0;
  const elements: CardElement[] = [];
  if (isNew) {
    elements.push(text(home.welcome, 'bold'), steps(home.firstSteps));
    elements.push(text(home.example));
  }
  if (waiting.length > 0) {
    elements.push(text(home.waiting, 'bold'));
    elements.push(
      rows(
        waiting.map(({ name, requester, url }) => ({
          title: name,
          text: home.askedForBy(requester),
          ...(url ? { button: link(home.look, url) } : {}),
        })),
      ),
    );
    if (moreWaiting > 0) elements.push(text(home.more(moreWaiting), 'muted'));
  }
  if (!isNew) {
    elements.push(text(home.yours, 'bold'));
    if (workflows.length === 0) elements.push(text(home.none));
    else
      elements.push(
        rows(
          workflows.map(({ name, published, url }) => ({
            title: name,
            text: published ? home.published : home.notPublished,
            button: link(outcome.openInN8n, url),
          })),
        ),
      );
    elements.push(text(home.hint, 'muted'));
  }
  elements.push(text(home.disclaimer, 'muted'));
  return { language: reader.language, title: 'Flowsmith', elements };
}
