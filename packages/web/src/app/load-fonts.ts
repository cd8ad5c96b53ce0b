import { cssFont } from '@flowstate/engine'

/** Asks for the drawing faces at once: a canvas does not wait for fonts the way a page does. */
export function loadFonts(): void {
  for (const name of ['hand', 'sans', 'serif', 'mono'] as const) {
    // A face that does not arrive is replaced by the system's; nothing else depends on it.
    document.fonts.load(cssFont(name, 20)).catch(() => undefined)
  }
}
