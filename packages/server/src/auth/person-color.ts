/** Colours that are told apart on light and dark canvases. */
export const personColors = [
  '#e0453a',
  '#d9730d',
  '#b58900',
  '#5a9216',
  '#0f9d78',
  '#0c8fb3',
  '#2f6fed',
  '#6d5ae6',
  '#a44bd1',
  '#d13f8c',
] as const

/** A colour for a new account; `random` in [0, 1). */
export function personColor(random: number): string {
  return personColors[Math.floor(random * personColors.length) % personColors.length] ?? personColors[0]
}
