import { type Canvas, nameTextMax } from '@flowstate/protocol'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './rename-field.module.css'

/** The name of a canvas while it is typed: Enter and leaving keep it, Escape does not. */
export function RenameField(props: {
  readonly canvas: Canvas
  /** The new name; null when nothing changes. */
  onDone(name: string | null): void
}) {
  const { t } = useTranslation()
  const over = useRef(false)
  const { canvas } = props
  const finish = (typed: string | null): void => {
    if (over.current) return
    over.current = true
    const name = typed?.trim() ?? ''
    props.onDone(name === '' || name === canvas.name ? null : name)
  }
  return (
    <input
      className={`${controls.field} ${styles.nameField}`}
      aria-label={t('home.nameOf', { name: canvas.name })}
      defaultValue={canvas.name}
      maxLength={nameTextMax}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      onFocus={({ target }) => {
        // From the end backwards, so that a long name shows its beginning.
        target.setSelectionRange(0, target.value.length, 'backward')
        target.scrollLeft = 0
      }}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(event.currentTarget.value)
        if (event.key === 'Escape') finish(null)
      }}
    />
  )
}
