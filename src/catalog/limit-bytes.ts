import { CatalogError } from '#src/errors.ts';

/** Passes a stream on and throws CatalogError once it is longer than it may be. */
export async function* limitBytes(source: AsyncIterable<Buffer>, bytes: number, what: string): AsyncIterable<Buffer> {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (seen > bytes) {
      throw new CatalogError(`${what}: more than ${bytes} bytes`, {
        code: 'catalog_too_large',
        userMessage: `The package registry sends more than can be right (${what}: over ${Math.floor(bytes / 1024)} KB). Nothing of it was used. Check NPM_REGISTRY_URL.`,
      });
    }
    yield chunk;
  }
}
