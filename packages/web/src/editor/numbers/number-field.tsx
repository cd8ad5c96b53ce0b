import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import styles from './number-section.module.css'
import { readNumber } from './read-number.ts'
import type { SelectionNumber } from './selection-numbers.ts'

const rounded = (value: number): string =>
  String(Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value))

/** A number with its sign before it. What is typed counts when one leaves the field or presses Enter; arrows count at once. */
export function NumberField(props: {
  readonly name: string
  readonly sign: ReactNode
  readonly current: SelectionNumber
  /** @param isRepeat whether the step goes on from the one before, so that both are taken back together */
  change(value: number, isRepeat: boolean): void
}) {
  const { t } = useTranslation()
  const { name, sign, current, change } = props
  const [typed, setTyped] = useState<string | null>(null)
  const steps = useRef(false)
  const exact = current.kind === 'one' ? String(current.value) : ''
  // There is room for few digits; whoever goes into the field sees all of them.
  const [isFocused, setFocused] = useState(false)
  const shown = isFocused || current.kind !== 'one' ? exact : rounded(current.value)

  const settle = (): void => {
    steps.current = false
    if (typed === null) return
    const value = readNumber(typed)
    setTyped(null)
    if (value !== null && typed !== exact) change(value, false)
  }
  const step = (by: number): void => {
    const from =
      (typed === null ? null : readNumber(typed)) ?? (current.kind === 'one' ? current.value : null)
    if (from === null) return
    setTyped(null)
    change(Math.round((from + by) * 100) / 100, steps.current)
    steps.current = true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
      return
    }
    if (event.key === 'Enter') settle()
    if (event.key === 'Escape') {
      setTyped(null)
      document.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true })
    }
  }
  return (
    <label className={styles.field} title={name}>
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <input
        className={styles.input}
        aria-label={name}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={14}
        disabled={current.kind === 'absent'}
        placeholder={current.kind === 'mixed' ? t('numbers.mixed') : ''}
        value={typed ?? shown}
        onFocus={({ currentTarget }) => {
          flushSync(() => setFocused(true))
          currentTarget.select()
        }}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => {
          setFocused(false)
          settle()
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  )
}
