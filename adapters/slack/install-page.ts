/** How an installation ended. */
export type InstallPage =
  | { kind: 'installed'; name: string }
  | { kind: 'declined' }
  /** Slack sent somebody who did not start here. */
  | { kind: 'no-state' }
  | { kind: 'bad-state' }
  | { kind: 'failed'; reference: string };

const start = '<p><a href="/slack/install">Start the installation here</a></p>';

function wordsOf(page: InstallPage): [title: string, body: string] {
  switch (page.kind) {
    case 'installed':
      return [
        `Flowsmith is in ${escapeHtml(page.name)}`,
        '<p>Open Slack and send Flowsmith a direct message, or mention it in a channel it was invited to.</p><p><a href="slack://open">Open Slack</a></p>',
      ];
    case 'declined':
      return ['Nothing was installed', `<p>You said no in Slack, and nothing was changed.</p>${start}`];
    case 'no-state':
      return [
        'Please start here',
        `<p>For your safety an installation that was started elsewhere, for example on Slack's admin pages, is not finished here. Nothing was installed.</p>${start}`,
      ];
    case 'bad-state':
      return [
        'That link was used or is too old',
        `<p>An installation has to be finished within ten minutes, in the browser where it began, and once. Nothing was installed.</p>${start}`,
      ];
    case 'failed':
      return [
        'Slack did not finish the installation',
        `<p>Nothing was installed. Try again; if that fails too, tell your Flowsmith operator the reference ${escapeHtml(page.reference)}.</p>${start}`,
      ];
    default:
      return page satisfies never;
  }
}

/** A whole page, without scripts and without anything loaded from elsewhere. */
export function installPage(page: InstallPage): string {
  const [title, body] = wordsOf(page);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style></head><body><h1>${title}</h1>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
