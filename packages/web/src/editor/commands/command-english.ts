/** Names of commands that stand on a canvas from its first moment. The others are in `late-command-english.ts`. */
export const commandEnglish = {
  undo: 'Undo',
  redo: 'Redo',
  editText: 'Edit text',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  toggleMinimap: 'Map of the canvas',
  help: 'Help',
  toggleToolLock: 'Keep the tool after use',
} as const
