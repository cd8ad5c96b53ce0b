/**
 * Marks the stage while it has the focus through the Tab key. Browsers would show their ring also when the focus comes back by
 * itself, after Escape in a menu or a field: then nobody is looking for it.
 */
export function attachFocusRing(element: HTMLElement): () => void {
  let tabbed = false
  const hide = (): void => element.removeAttribute('data-ring')
  const onKey = (event: KeyboardEvent): void => {
    tabbed = event.key === 'Tab'
    hide()
  }
  const onPointer = (): void => {
    tabbed = false
    hide()
  }
  const onFocus = (): void => {
    if (tabbed) element.setAttribute('data-ring', '')
  }
  window.addEventListener('keydown', onKey, { capture: true })
  window.addEventListener('pointerdown', onPointer, { capture: true })
  element.addEventListener('focus', onFocus)
  element.addEventListener('blur', hide)
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true })
    window.removeEventListener('pointerdown', onPointer, { capture: true })
    element.removeEventListener('focus', onFocus)
    element.removeEventListener('blur', hide)
  }
}
