import type { PersonRef, PlatformName } from '#src/model/chat.ts';
import type { Card } from './card.ts';

/** Driving port: what stands below a link to a workflow in n8n that somebody posts. Reads only. */
export interface Previews {
  /** By link; without those that lead anywhere else, or to what this person may not see. */
  of(
    links: readonly string[],
    by: { platform: PlatformName; tenant: string; person: PersonRef; locale?: string | undefined },
  ): Promise<Map<string, Card>>;
}
