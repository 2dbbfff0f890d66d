import type { PersonRef, PlatformName } from '#src/model/chat.ts';
import type { Card } from './card.ts';

/** Driving port: what a person finds on the bot's own page. Reads only. */
export interface Home {
  read(by: { platform: PlatformName; tenant: string; person: PersonRef; locale?: string | undefined }): Promise<Card>;
}
