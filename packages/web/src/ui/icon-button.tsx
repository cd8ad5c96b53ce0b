import { Tooltip } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import styles from './controls.module.css'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  readonly label: string
  /** How its shortcut is written, shown with the label. */
  readonly keys?: string
  readonly pressed?: boolean
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly children: ReactNode
}

/** A button that is an icon: its name is in the label and in a tip. */
export function IconButton(props: IconButtonProps) {
  const { label, keys, pressed, side = 'bottom', children, className, ...rest } = props
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          aria-pressed={pressed}
          className={`${styles.iconButton} ${className ?? ''}`}
          {...rest}
        >
          {children}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tooltip} side={side} sideOffset={8} collisionPadding={8}>
          {label}
          {keys !== undefined && <span className={styles.keys}>{keys}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
