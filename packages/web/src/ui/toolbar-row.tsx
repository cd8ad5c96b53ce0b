import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

const buttonsIn = (row: HTMLElement): readonly HTMLButtonElement[] => [
  ...row.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'),
]

/** Where a key leads from a button; null for keys that lead nowhere. */
function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** One stop for Tab, the button last used; arrow keys go from button to button (WAI-ARIA toolbar). */
export function ToolbarRow(props: {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
}) {
  const row = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = row.current
    if (element === null) return
    const settle = (): void => {
      const buttons = buttonsIn(element)
      const stop = buttons.find((button) => button === document.activeElement)
      const current = stop ?? buttons.find((button) => button.tabIndex === 0) ?? buttons[0]
      for (const button of buttons) button.tabIndex = button === current ? 0 : -1
    }
    settle()
    // Buttons come and go: what arrives late, and what people who may only look do not get.
    const observer = new MutationObserver(settle)
    observer.observe(element, { childList: true, subtree: true })
    element.addEventListener('focusin', settle)
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', settle)
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const buttons = buttonsIn(event.currentTarget)
    const at = buttons.findIndex((button) => button.matches(':focus'))
    const next = at < 0 ? null : target(event.key, at, buttons.length)
    if (next === null) return
    event.preventDefault()
    buttons[next]?.focus()
  }

  return (
    <div
      ref={row}
      role="toolbar"
      aria-label={props.label}
      aria-orientation="horizontal"
      className={props.className}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  )
}
