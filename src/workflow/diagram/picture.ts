import { renderAsync } from '@resvg/resvg-js';
import { fontFamily, fontFiles } from './font.ts';

/**
 * An SVG of `toDiagram` as PNG, off the event loop. Only the bundled font is used, so a picture looks the same on every
 * machine. Throws when the text is no SVG.
 */
export async function toPicture(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
    fitTo: { mode: 'original' },
    logLevel: 'off',
  });
  return image.asPng();
}
