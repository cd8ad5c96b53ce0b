import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import controls from './controls.module.css'
import styles from './tip-layer.module.css'

export type TipSide = 'top' | 'bottom' | 'left' | 'right'

const showAfterMs = 350
/** Time to move from a button onto its tip. */
const hideAfterMs = 100
const gap = 8

interface ShownTip {
  readonly button: HTMLElement
  readonly label: string
  readonly keys: string | undefined
}

const sides: readonly TipSide[] = ['top', 'bottom', 'left', 'right']

function buttonOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
}

/** An open menu is what is read now: tips of buttons beside it would lie on its items. */
function isBesideMenu(button: HTMLElement): boolean {
  return document.querySelector('[role="menu"]') !== null && button.closest('[role="menu"]') === null
}

/** Beside the button, and inside the window whatever the side asked for. */
function placeTip(tip: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = tip
  const side = sides.find((one) => one === button.dataset.tipSide) ?? 'bottom'
  const middle = { x: at.left + (at.width - width) / 2, y: at.top + (at.height - height) / 2 }
  const { x, y } = {
    top: { x: middle.x, y: at.top - gap - height },
    bottom: { x: middle.x, y: at.bottom + gap },
    left: { x: at.left - gap - width, y: middle.y },
    right: { x: at.right + gap, y: middle.y },
  }[side]
  const within = (value: number, most: number): number => Math.max(gap, Math.min(value, most - gap))
  tip.style.left = `${within(x, window.innerWidth - width)}px`
  tip.style.top = `${within(y, window.innerHeight - height)}px`
}

/** Shows what the button under the pointer or the focus is called, for all buttons of the page. Once per page. */
export function TipLayer() {
  const [shown, setShown] = useState<ShownTip | null>(null)
  const tip = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    /** What was pressed says no more what it is called until the pointer has been elsewhere: its menu may lie there. */
    let pressed: HTMLElement | null = null
    const later = (delayMs: number, next: ShownTip | null): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setShown(next !== null && isBesideMenu(next.button) ? null : next), delayMs)
    }
    const hide = (): void => {
      clearTimeout(timer)
      setShown(null)
    }
    const press = (event: Event): void => {
      pressed = buttonOf(event)
      hide()
    }
    const meet = (event: Event): void => {
      if (event instanceof PointerEvent && event.pointerType === 'touch') return
      if (tip.current !== null && event.composedPath().includes(tip.current)) {
        clearTimeout(timer)
        return
      }
      const button = buttonOf(event)
      if (button !== null && button === pressed) return
      if (event.type === 'pointerover') pressed = null
      if (button === null) {
        later(hideAfterMs, null)
        return
      }
      // A click moves the focus too; a tip is for those who come by keyboard.
      if (event.type === 'focusin' && !button.matches(':focus-visible')) return
      const label = button.getAttribute('aria-label') ?? ''
      later(showAfterMs, { button, label, keys: button.dataset.tipKeys })
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', meet)
    document.addEventListener('focusin', meet)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('keydown', onKey, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', meet)
      document.removeEventListener('focusin', meet)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [])

  useLayoutEffect(() => {
    if (shown !== null && tip.current !== null) placeTip(tip.current, shown.button)
  }, [shown])

  if (shown?.button.isConnected !== true) return null
  return (
    <div ref={tip} role="tooltip" className={styles.tooltip}>
      {shown.label}
      {shown.keys !== undefined && <span className={controls.keys}>{shown.keys}</span>}
    </div>
  )
}
