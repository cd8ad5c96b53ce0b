import type { ComponentProps, ReactNode } from 'react'
import styles from './controls.module.css'
import type { TipSide } from './tip-layer.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  readonly label: string
  /** How its shortcut is written, shown with the label. */
  readonly keys?: string
  readonly pressed?: boolean
  readonly side?: TipSide
  readonly children: ReactNode
}

/** A button that is an icon: its name is in the label and in a tip (`TipLayer`). */
export function IconButton(props: IconButtonProps) {
  const { label, keys, pressed, side = 'bottom', children, className, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      data-tip=""
      data-tip-side={side}
      data-tip-keys={keys}
      className={`${styles.iconButton} ${className ?? ''}`}
      {...rest}
    >
      {children}
    </button>
  )
}
