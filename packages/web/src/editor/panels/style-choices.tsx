import { type ColourUse, resolveColour } from '@flowstate/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../app/theme-store.ts'
import type { StyleValue } from '../style-of-selection.ts'
import styles from './style-panel.module.css'

const swatchNames = [
  'ink',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
  'white',
] as const

interface ChoiceProps<Value> {
  readonly label: string
  readonly current: StyleValue
  choose(value: Value): void
}

function Group({
  label,
  mixed,
  children,
}: {
  readonly label: string
  readonly mixed: boolean
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>
        {label}
        {mixed && ` · ${t('style.mixed')}`}
      </legend>
      {children}
    </fieldset>
  )
}

/** The palette. Colours are shown as the shapes will have them in this theme. */
export function ColourChoice(
  props: ChoiceProps<string> & { readonly use: ColourUse; readonly withNone: boolean },
) {
  const theme = useTheme((state) => state.theme)
  const { label, current, use, withNone, choose } = props
  if (current.kind === 'absent') return null
  const names = withNone ? [...swatchNames, 'none'] : swatchNames
  return (
    <Group label={label} mixed={current.kind === 'mixed'}>
      <div className={styles.swatches} role="radiogroup" aria-label={label}>
        {names.map((name) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be a swatch of colour
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={current.kind === 'one' && current.value === name}
            aria-label={name}
            title={name}
            className={`${styles.swatch} ${name === 'none' ? styles.none : ''}`}
            style={{ backgroundColor: resolveColour(name, use, theme) ?? 'transparent' }}
            onClick={() => choose(name)}
          />
        ))}
      </div>
    </Group>
  )
}

/** A few values side by side. */
export function ValueChoice<Value extends string | number>(
  props: ChoiceProps<Value> & {
    readonly options: readonly { readonly value: Value; readonly name: string; readonly face: ReactNode }[]
  },
) {
  const { label, current, options, choose } = props
  if (current.kind === 'absent') return null
  return (
    <Group label={label} mixed={current.kind === 'mixed'}>
      <div className={styles.choices} role="radiogroup" aria-label={label}>
        {options.map(({ value, name, face }) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold a picture
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={current.kind === 'one' && current.value === value}
            aria-label={name}
            title={name}
            className={styles.choice}
            onClick={() => choose(value)}
          >
            {face}
          </button>
        ))}
      </div>
    </Group>
  )
}

/** A share from 0 to 1. The change is made when the thumb is let go. */
export function ShareChoice(props: ChoiceProps<number>) {
  const { label, current, choose } = props
  if (current.kind === 'absent') return null
  const value = current.kind === 'one' && typeof current.value === 'number' ? current.value : 1
  return (
    <Group label={label} mixed={current.kind === 'mixed'}>
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
    </Group>
  )
}
