import type { Card } from './card.ts';
import type { MessageRef, PersonRef, PlatformName } from './inbound.ts';

/** Driving port: what a person finds on the bot's own page. Reads only. */
export interface Home {
  /** `linkTo` leads to a message on the platform; undefined where nothing does. */
  read(
    by: { platform: PlatformName; tenant: string; person: PersonRef },
    linkTo: (message: MessageRef) => Promise<string | undefined>,
  ): Promise<Card>;
}
