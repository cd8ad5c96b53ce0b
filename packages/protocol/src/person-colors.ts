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

/** The colour itself, or where somebody else has it already another one, as long as there is one. */
export function freePersonColor(color: string, taken: ReadonlySet<string>): string {
  if (!taken.has(color)) return color
  return personColors.find((free) => !taken.has(free)) ?? color
}
