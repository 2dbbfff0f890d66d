import type { PostOptions } from '#src/chat/platform.ts';
import type { NoticeRecord } from '#src/store/entities.ts';
import { beginNotice, markTold } from '#src/store/notices.ts';
import type { EngineContext } from '../context.ts';

/**
 * Posts a notice about a draft unless it went out before, whichever process tried: it is noted before it is posted, and a
 * second try looks for what the first may have left. Throws what `post` throws.
 */
export async function tellOnce(
  { store }: Pick<EngineContext, 'store'>,
  notice: Pick<NoticeRecord, 'draft' | 'kind' | 'person'> & { about?: string },
  post: (options: PostOptions & { id: string }) => Promise<void>,
): Promise<void> {
  const { id, again, told } = await beginNotice(store.fork(), notice);
  if (told) return;
  await post({ id, again });
  await markTold(store.fork(), id);
}
