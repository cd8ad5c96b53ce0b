/** Black or white, whichever reads better on a `#rrggbb` colour (WCAG relative luminance). */
export function readableOn(colour: string): '#16181d' | '#ffffff' {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  return luminance > 0.24 ? '#16181d' : '#ffffff'
}
