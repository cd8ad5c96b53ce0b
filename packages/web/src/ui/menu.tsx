import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import controls from './controls.module.css'
import { layerHost } from './layer-host.ts'
import styles from './primitives.module.css'

/** A menu behind a button. `trigger` is one element that takes a ref: a button. */
export function Menu(props: {
  readonly trigger: ReactNode
  readonly align?: 'start' | 'end'
  /** For a menu that was fetched by the click that asked for it. */
  readonly startsOpen?: boolean
  onOpen?(): void
  readonly children: ReactNode
}) {
  // Not modal: the library would block scrolling with a style element, which the content security policy forbids.
  return (
    <DropdownMenu.Root
      modal={false}
      defaultOpen={props.startsOpen === true}
      onOpenChange={(open) => open && props.onOpen?.()}
    >
      <DropdownMenu.Trigger asChild>{props.trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.Content
          className={controls.menu}
          align={props.align ?? 'end'}
          sideOffset={6}
          collisionPadding={12}
        >
          {props.children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem(props: {
  readonly icon: LucideIcon
  readonly label: string
  readonly keys?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  onSelect(): void
}) {
  const Icon = props.icon
  return (
    <DropdownMenu.Item
      className={`${controls.menuItem} ${props.danger === true ? styles.dangerItem : ''}`}
      disabled={props.disabled === true}
      onSelect={props.onSelect}
    >
      <Icon size={17} aria-hidden />
      <span className={controls.menuText}>{props.label}</span>
      {props.keys !== undefined && <span className={controls.keys}>{props.keys}</span>}
    </DropdownMenu.Item>
  )
}

export function MenuLine() {
  return <DropdownMenu.Separator className={controls.menuLine} />
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className={controls.menuLabel}>{children}</DropdownMenu.Label>
}
