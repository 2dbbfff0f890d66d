import { fontFamily, fontFiles } from './font.ts';

/**
 * An SVG of `toDiagram` as PNG, off the event loop. Only the bundled font is used, so a picture looks the same on every
 * machine. Throws when the text is no SVG, or where resvg has no build for the processor: loaded when first needed, so
 * that everything else works there.
 */
export async function toPicture(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
    fitTo: { mode: 'original' },
    logLevel: 'off',
  });
  return image.asPng();
}
