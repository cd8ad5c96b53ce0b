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
