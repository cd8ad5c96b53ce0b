/** Keys that say nothing yet, or where the focus goes. */
export const focusKeys: ReadonlySet<string> = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta'])

/**
 * A button of an island that was pressed with the pointer is done with: the next key goes to the canvas, before the button or its
 * row can take it. `:focus-visible` would not tell, browsers set it with the key. Tab still goes on from the button.
 */
export function attachPressedButton(stage: HTMLElement): () => void {
  /** As long as it has the focus. */
  let pressed: Element | null = null

  const onPress = ({ target }: PointerEvent): void => {
    pressed = target instanceof Element ? target.closest('[data-bare] button') : null
  }

  const onFocusOut = ({ target }: FocusEvent): void => {
    if (target === pressed) pressed = null
  }

  const onKey = ({ key, target }: KeyboardEvent): void => {
    if (pressed !== null && target === pressed && !focusKeys.has(key)) stage.focus({ preventScroll: true })
  }

  window.addEventListener('pointerdown', onPress, { capture: true })
  window.addEventListener('focusout', onFocusOut)
  window.addEventListener('keydown', onKey, { capture: true })
  return () => {
    window.removeEventListener('pointerdown', onPress, { capture: true })
    window.removeEventListener('focusout', onFocusOut)
    window.removeEventListener('keydown', onKey, { capture: true })
  }
}
