import type { CanvasId } from '@flowstate/engine'
import type { Canvas, Workspace } from '@flowstate/protocol'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignedIn } from '../auth/use-signed-in.ts'
import { useCanvasActions } from './canvas-actions.ts'
import styles from './canvas-card.module.css'
import { CanvasCard } from './canvas-card.tsx'
import { CanvasMenuAt, type MenuSpot } from './canvas-menu-at.tsx'
import { rightsOn } from './canvas-rights.ts'
import { useHomePreferences } from './home-preferences.ts'
import { MoveDialog } from './move-dialog.tsx'
import { useGridFocus } from './use-grid-focus.ts'
import { useNow } from './use-now.ts'

/** Canvases side by side or one below the other, with everything there is to do with one: by pointer, finger and keys. */
export function CanvasGrid(props: {
  readonly label: string
  readonly canvases: readonly Canvas[]
  /** Those the person is in. */
  readonly workspaces: readonly Workspace[]
  /** Whether cards say which workspace they are of. */
  readonly showPlaces: boolean
}) {
  const { t } = useTranslation()
  const { canvases, workspaces } = props
  const view = useHomePreferences((state) => state.view)
  const userId = useSignedIn()?.user.id
  const actions = useCanvasActions()
  const now = useNow()
  const list = useRef<HTMLUListElement>(null)
  const focus = useGridFocus(list, canvases)
  const [menu, setMenu] = useState<MenuSpot | null>(null)
  const [renaming, setRenaming] = useState<CanvasId | null>(null)
  const [moving, setMoving] = useState<Canvas | null>(null)
  const openMenu = useCallback((canvas: Canvas, x: number, y: number) => setMenu({ canvas, x, y }), [])
  const { keep } = focus
  const renamed = useCallback(
    (canvas: Canvas, name: string | null) => {
      // Somebody who left by clicking elsewhere stays there.
      if (document.activeElement instanceof HTMLInputElement) keep(canvas.id)
      setRenaming(null)
      if (name !== null) void actions.rename(canvas, name)
    },
    [actions, keep],
  )
  const trash = (canvas: Canvas): void => {
    keep(canvas.id)
    void actions.trash(canvas)
  }
  const duplicate = async (canvas: Canvas): Promise<void> => {
    const copy = await actions.duplicate(canvas)
    if (copy !== null) keep(copy.id)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const canvas = focus.canvasOf(event.target)
    if (canvas === null || event.ctrlKey || event.metaKey || event.altKey) return
    const rights = rightsOn(canvas, workspaces, userId)
    if (event.key === 'F2' && rights.rename) setRenaming(canvas.id)
    else if (event.key === 'Delete' && rights.trash) trash(canvas)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = focus.boxOf(canvas.id)
      if (box !== null) openMenu(canvas, box.left + 16, box.bottom - 8)
    } else if (!focus.move(event.key, canvas)) return
    event.preventDefault()
  }

  return (
    <>
      <ul
        ref={list}
        className={view === 'grid' ? styles.grid : styles.list}
        aria-label={props.label}
        onKeyDown={onKeyDown}
        onFocus={(event) => focus.follow(event.target)}
      >
        {canvases.map((canvas) => {
          const rights = rightsOn(canvas, workspaces, userId)
          const home = workspaces.find(({ id }) => id === canvas.workspaceId)
          return (
            <CanvasCard
              key={canvas.id}
              canvas={canvas}
              place={props.showPlaces ? (home?.name ?? t('home.byLink')) : null}
              now={now}
              reachable={focus.reachable === canvas.id}
              renaming={renaming === canvas.id}
              keys={`Enter${rights.rename ? ' F2' : ''}${rights.trash ? ' Delete' : ''}`}
              onOpenMenu={openMenu}
              onRenamed={renamed}
            />
          )
        })}
      </ul>
      {menu !== null && (
        <CanvasMenuAt
          key={`${menu.canvas.id} ${menu.x} ${menu.y}`}
          spot={menu}
          rights={rightsOn(menu.canvas, workspaces, userId)}
          onClose={(focusCard) => {
            setMenu(null)
            if (focusCard) focus.focusCard(menu.canvas.id)
          }}
          onRename={() => setRenaming(menu.canvas.id)}
          onDuplicate={() => void duplicate(menu.canvas)}
          onMove={() => setMoving(menu.canvas)}
          onTrash={() => trash(menu.canvas)}
        />
      )}
      {moving !== null && (
        <MoveDialog
          canvas={moving}
          targets={rightsOn(moving, workspaces, userId).targets}
          move={actions.move}
          onClose={() => {
            setMoving(null)
            keep(moving.id)
          }}
        />
      )}
    </>
  )
}
