/** Puts a canvas under another element of the stage, hidden. */
export function layOut(canvas: HTMLCanvasElement, above: Element): void {
  canvas.style.position = 'absolute'
  canvas.style.left = '0'
  canvas.style.top = '0'
  canvas.style.transformOrigin = '0 0'
  canvas.style.display = 'none'
  above.before(canvas)
}

/** Shows an element or takes it out of the compositor, where even an empty canvas costs time. */
export function show(element: HTMLElement, shown: boolean): void {
  const display = shown ? 'block' : 'none'
  if (element.style.display !== display) element.style.display = display
}
