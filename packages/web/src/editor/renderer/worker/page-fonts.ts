import type { PageFont } from './ground-messages.ts'

const plain = (value: string): string => value.replace(/^["']|["']$/g, '')

function absoluteSource(source: string, base: string): string {
  return source.replace(
    /url\((["']?)([^"')]+)\1\)/g,
    (_, __, address: string) => `url("${new URL(address, base).href}")`,
  )
}

function isLoaded(family: string, range: string): boolean {
  for (const face of document.fonts) {
    if (face.status === 'loaded' && plain(face.family) === family && face.unicodeRange === range) return true
  }
  return false
}

/** The faces the style sheets of the page declare, which a worker does not inherit. */
export function pageFonts(): readonly PageFont[] {
  const fonts: PageFont[] = []
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue
      const read = (name: string): string => rule.style.getPropertyValue(name)
      const family = plain(read('font-family'))
      const unicodeRange = read('unicode-range')
      fonts.push({
        family,
        source: absoluteSource(read('src'), sheet.href ?? document.baseURI),
        descriptors: {
          weight: read('font-weight') || 'normal',
          style: read('font-style') || 'normal',
          ...(unicodeRange === '' ? {} : { unicodeRange }),
        },
        loaded: isLoaded(family, unicodeRange),
      })
    }
  }
  return fonts
}
