import { pictureFonts } from './picture-fonts.ts'

/** Paints an SVG beside the event loop, with the faces of the app and, for other scripts, those of the machine. */
export async function drawPixels(svg: string, scale: number): Promise<Uint8Array> {
  // Loaded when the first picture is wanted: most servers never paint one.
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles: [...(await pictureFonts())], loadSystemFonts: true, defaultFontFamily: 'Inter' },
    logLevel: 'off',
  })
  return image.asPng()
}
