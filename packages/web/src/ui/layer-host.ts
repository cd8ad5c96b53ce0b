/**
 * Where menus are put: beside the app, so that nothing cuts them off, and in a landmark, so that a screen reader can say where
 * they are. Null on pages that have no such place; then it is the end of the page.
 */
export function layerHost(): HTMLElement | null {
  return document.getElementById('layers')
}

/** Says what the place is for. Call once, before the first menu. */
export function nameLayerHost(label: string): void {
  layerHost()?.setAttribute('aria-label', label)
}
