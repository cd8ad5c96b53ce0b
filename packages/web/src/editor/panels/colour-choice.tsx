import { type ColourName, type ColourUse, resolveColour } from '@flowstate/engine'
import { Hash } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../app/theme-store.ts'
import type { StyleValue } from '../style-of-selection.ts'
import { RadioGroup } from './radio-group.tsx'
import { readHex } from './read-hex.ts'
import { recentColours, rememberColour } from './recent-colours.ts'
import { ChoiceGroup } from './style-choices.tsx'
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
] as const satisfies readonly ColourName[]

/** Paler and deeper ones than the palette has, to begin with where a colour of one's own is asked for. */
const ownSwatches = [
  '#fac1bd',
  '#fad7bd',
  '#faebbd',
  '#bdfad1',
  '#bde5fa',
  '#d3bdfa',
  '#fabddf',
  '#84261f',
  '#844b1f',
  '#846d1f',
  '#1f8441',
  '#1f6284',
  '#441f84',
  '#841f58',
] as const

interface ColourChoiceProps {
  readonly label: string
  readonly current: StyleValue
  readonly use: ColourUse
  readonly withNone: boolean
  choose(value: string): void
}

function Swatch(props: {
  readonly colour: string
  readonly name: string
  readonly use: ColourUse
  readonly checked: boolean
  choose(value: string): void
}) {
  const theme = useTheme((state) => state.theme)
  const { colour, name, use, checked, choose } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be a swatch of colour
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      aria-label={name}
      title={name}
      className={`${styles.swatch} ${colour === 'none' ? styles.none : ''}`}
      style={{ backgroundColor: resolveColour(colour, use, theme) ?? 'transparent' }}
      onClick={() => choose(colour)}
    />
  )
}

/** A colour of one's own: some to point at, a field to write any, and those used last. */
function OwnColour({ label, current, use, choose }: ColourChoiceProps) {
  const { t } = useTranslation()
  const value = current.kind === 'one' && typeof current.value === 'string' ? current.value : ''
  const [written, setWritten] = useState(value.startsWith('#') ? value : '')
  const [shown, setShown] = useState(value)
  // Not made anew with each value: a swatch chosen by arrow keys keeps the focus.
  if (shown !== value) {
    setShown(value)
    setWritten(value.startsWith('#') ? value : '')
  }
  const hex = readHex(written)
  const take = (colour: string): void => {
    rememberColour(colour)
    setWritten(colour)
    choose(colour)
  }
  const swatchesOf = (colours: readonly string[], pick: (colour: string) => void) =>
    colours.map((colour) => (
      <Swatch key={colour} colour={colour} name={colour} use={use} checked={value === colour} choose={pick} />
    ))
  return (
    <>
      <RadioGroup className={styles.swatches} label={t('style.hex', { label })}>
        {swatchesOf(ownSwatches, take)}
      </RadioGroup>
      <div className={styles.own}>
        <input
          className={styles.hex}
          aria-label={t('style.hex', { label })}
          aria-invalid={written !== '' && hex === null}
          placeholder={t('style.hexHint')}
          maxLength={9}
          spellCheck={false}
          autoComplete="off"
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          onBlur={() => hex !== null && hex !== value && take(hex)}
          onKeyDown={(event) => {
            // Which takes it, and gives the keys back to the canvas.
            if (event.key === 'Enter' && hex !== null) event.currentTarget.blur()
          }}
        />
        {recentColours().length > 0 && (
          <RadioGroup className={styles.spread} label={t('style.recent')}>
            {/* They keep their order: arrow keys would go to and fro between the first two. */}
            {swatchesOf(recentColours(), choose)}
          </RadioGroup>
        )}
      </div>
    </>
  )
}

/** The palette. Colours are shown as the shapes will have them in this theme. */
export function ColourChoice(props: ColourChoiceProps) {
  const { t } = useTranslation()
  const { label, current, use, withNone, choose } = props
  const isOwn = current.kind === 'one' && typeof current.value === 'string' && current.value.startsWith('#')
  const [opened, setOpened] = useState(false)
  const open = opened || isOwn
  if (current.kind === 'absent') return null
  const names = withNone ? ([...swatchNames, 'none'] as const) : swatchNames
  return (
    <ChoiceGroup label={label} mixed={current.kind === 'mixed'}>
      <div className={styles.swatches}>
        <RadioGroup className={styles.spread} label={label}>
          {names.map((name) => (
            <Swatch
              key={name}
              colour={name}
              name={t(`colour.${name}`)}
              use={use}
              checked={current.kind === 'one' && current.value === name}
              choose={choose}
            />
          ))}
        </RadioGroup>
        <button
          type="button"
          className={styles.more}
          aria-label={t('style.hex', { label })}
          aria-expanded={open}
          title={t('style.hex', { label })}
          onClick={() => setOpened(!open)}
        >
          <Hash size={14} aria-hidden />
        </button>
      </div>
      {open && <OwnColour {...props} />}
    </ChoiceGroup>
  )
}
