import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import type { PersonalVerb } from '../intake/commands.ts';
import { offerLink, takeLinkApart } from '../links/link.ts';
import { showLinks } from '../links/show-links.ts';
import { showWaiting } from '../shown/waiting.ts';
import type { MessageTurn } from '../turn/turn.ts';

/** Follows what concerns whoever says it, and no workflow. */
export async function followPersonal(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  verb: PersonalVerb,
): Promise<void> {
  switch (verb) {
    case 'waiting':
      return showWaiting(context, em, turn, 0, turn.event.via === 'mention');
    case 'link':
      return offerLink(context, em, turn);
    case 'unlink':
      return takeLinkApart(context, em, turn);
    case 'links':
      return showLinks(context, em, turn, 0);
    default:
      return verb satisfies never;
  }
}
