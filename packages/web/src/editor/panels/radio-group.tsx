import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'

const radiosIn = (group: HTMLElement): readonly HTMLElement[] => [
  ...group.querySelectorAll<HTMLElement>('[role="radio"]'),
]

const steps: { readonly [key: string]: 1 | -1 } = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
}

/** Buttons of which one is chosen: one stop for Tab, and arrow keys choose the next (WAI-ARIA radio group). */
export function RadioGroup(props: {
  readonly label: string
  readonly className: string | undefined
  readonly children: ReactNode
}) {
  const group = useRef<HTMLDivElement>(null)

  // Whatever is drawn anew may be checked anew.
  useLayoutEffect(() => {
    if (group.current === null) return
    const radios = radiosIn(group.current)
    const stop = radios.find((radio) => radio.ariaChecked === 'true') ?? radios[0]
    for (const radio of radios) radio.tabIndex = radio === stop ? 0 : -1
  })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const radios = radiosIn(event.currentTarget)
    const at = radios.findIndex((radio) => radio.matches(':focus'))
    if (at < 0) return
    event.preventDefault()
    const next = radios[(at + step + radios.length) % radios.length]
    next?.focus()
    next?.click()
  }

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={props.label}
      className={props.className}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  )
}
