import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StyleValue } from '../style-of-selection.ts'
import { RadioGroup } from './radio-group.tsx'
import type { styleEnglish } from './style-english.ts'
import styles from './style-panel.module.css'

type OptionWord = Extract<keyof typeof styleEnglish, `option.${string}`>

interface ChoiceProps<Value> {
  readonly label: string
  readonly current: StyleValue
  choose(value: Value): void
}

/** A heading over what can be chosen; says when the selected shapes differ. */
export function ChoiceGroup({
  label,
  mixed,
  half = false,
  inline = false,
  children,
}: {
  readonly label: string
  readonly mixed: boolean
  /** Few enough choices that two groups stand side by side. */
  readonly half?: boolean
  /** Beside its heading, where it is low enough for that. */
  readonly inline?: boolean
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <fieldset className={`${styles.group} ${half ? styles.half : ''} ${inline ? styles.inline : ''}`}>
      <legend className={styles.label}>
        {label}
        {mixed && <span className={styles.mixed}> · {t('style.mixed')}</span>}
      </legend>
      {children}
    </fieldset>
  )
}

/** So many faces fit on half of the panel. */
const halfMax = 3

/** A few values side by side. */
export function ValueChoice<Value extends string | number>(
  props: ChoiceProps<Value> & {
    readonly options: readonly {
      readonly value: Value
      readonly name: OptionWord
      readonly face: ReactNode
    }[]
  },
) {
  const { t } = useTranslation()
  const { label, current, options, choose } = props
  if (current.kind === 'absent') return null
  return (
    <ChoiceGroup label={label} mixed={current.kind === 'mixed'} half={options.length <= halfMax}>
      <RadioGroup className={styles.choices} label={label}>
        {options.map(({ value, name, face }) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold a picture
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={current.kind === 'one' && current.value === value}
            aria-label={t(name)}
            title={t(name)}
            className={styles.choice}
            onClick={() => choose(value)}
          >
            {face}
          </button>
        ))}
      </RadioGroup>
    </ChoiceGroup>
  )
}

/** A share from 0 to 1. The change is made when the thumb is let go. */
export function ShareChoice(props: ChoiceProps<number> & { readonly half: boolean }) {
  const { label, current, half, choose } = props
  if (current.kind === 'absent') return null
  const value = current.kind === 'one' && typeof current.value === 'number' ? current.value : 1
  return (
    <ChoiceGroup label={label} mixed={current.kind === 'mixed'} half={half} inline={!half}>
      <input
        key={value}
        className={styles.slider}
        type="range"
        min={10}
        max={100}
        step={10}
        aria-label={label}
        defaultValue={Math.round(value * 100)}
        onPointerUp={(event) => choose(Number(event.currentTarget.value) / 100)}
        onKeyUp={(event) => choose(Number(event.currentTarget.value) / 100)}
      />
    </ChoiceGroup>
  )
}
