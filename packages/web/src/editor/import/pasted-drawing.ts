const drawingTypes = /"type"\s*:\s*"(?:excalidraw|excalidraw\/clipboard|excalidrawlib|flowstate\/canvas)"/

/** Whether pasted text is a drawing rather than words: JSON that says what it is. */
export function isPastedDrawing(text: string): boolean {
  return (
    text.trimStart().startsWith('{') &&
    (drawingTypes.test(text) || text.includes('"tldrawFileFormatVersion"'))
  )
}
