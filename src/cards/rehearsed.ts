import { type CardElement, notice, text } from '#src/chat/card.ts';
import type { RehearsedExample } from '#src/model/rehearsal.ts';

/** What a rehearsal in n8n showed, in the reader's words; the heading alone where there was none. */
export interface RehearsedView {
  heading: string;
  lines: string[];
  /** They block nothing: an example is not what will come. */
  findings: string[];
  /** What failed: whoever makes it live is asked once more. */
  failed?: string;
  /** What may be changed about the example. */
  example?: RehearsedExample;
}

const mostFindings = 2;

/** One text of a few lines, and what went wrong. */
export function rehearsedElements(rehearsed: RehearsedView | undefined): CardElement[] {
  if (!rehearsed) return [];
  const { heading, lines, findings } = rehearsed;
  return [
    text(heading, 'muted'),
    ...(lines.length > 0 ? [text(lines.map((line) => `• ${line}`).join('\n'))] : []),
    ...findings.slice(0, mostFindings).map((finding) => notice('warning', finding)),
  ];
}
