import type { Canvas } from '@flowstate/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Copy, FolderInput, FolderOpen, Pencil, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { layerHost } from '../../ui/layer-host.ts'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import styles from './canvas-card.module.css'
import type { CanvasRights } from './canvas-rights.ts'

/** Where a menu opens, in the window, and for which canvas. */
export interface MenuSpot {
  readonly canvas: Canvas
  readonly x: number
  readonly y: number
}

/** The menu of a canvas: one for all cards, at the pointer or beside what was asked. */
export function CanvasMenuAt(props: {
  readonly spot: MenuSpot
  readonly rights: CanvasRights
  /** `focusCard`: nothing else has taken the focus. */
  onClose(focusCard: boolean): void
  onRename(): void
  onDuplicate(): void
  onMove(): void
  onTrash(): void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const goesOn = useRef(false)
  const { spot, rights } = props
  const { canvas } = spot
  /** For verbs that bring up something to type into or to answer. */
  const andGoOn = (verb: () => void) => () => {
    goesOn.current = true
    verb()
  }
  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && props.onClose(!goesOn.current)}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.spot} style={{ left: spot.x, top: spot.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.Content
          className={`${controls.menu} ${styles.menu}`}
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={t('home.actions', { name: canvas.name })}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <MenuItem
            icon={FolderOpen}
            label={t('home.open')}
            keys="Enter"
            onSelect={andGoOn(() => void navigate({ to: '/c/$canvasId', params: { canvasId: canvas.id } }))}
          />
          {rights.rename && (
            <MenuItem icon={Pencil} label={t('home.rename')} keys="F2" onSelect={andGoOn(props.onRename)} />
          )}
          {rights.duplicate && (
            <MenuItem icon={Copy} label={t('home.duplicate')} onSelect={props.onDuplicate} />
          )}
          {rights.targets.length > 0 && (
            <MenuItem icon={FolderInput} label={t('home.move')} onSelect={andGoOn(props.onMove)} />
          )}
          {rights.trash && (
            <>
              <MenuLine />
              <MenuItem icon={Trash2} label={t('home.trash')} keys="Del" danger onSelect={props.onTrash} />
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
