import {
  booleanCell,
  isContainerKind,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ChevronRight,
  Eye,
  EyeOff,
  GripVertical,
  Lock,
  Unlock,
  X,
} from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Viewport } from '../camera.ts'
import { commit, editText, notify, select } from '../editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from '../editor-context.ts'
import { bringClear, type Covered } from '../navigate/bring-clear.ts'
import { stylePanelReach } from '../panels/style-panel-reach.ts'
import { shapeName } from '../shape-name.ts'
import { type DropMark, stepChanges } from './layer-moves.ts'
import { hideChanges, type LayerRow, layerRows, lockChanges, orderChanges } from './layer-rows.ts'
import styles from './layers-panel.module.css'
import { useLayerDrag } from './use-layer-drag.ts'

interface RowProps {
  readonly row: LayerRow
  readonly folded: boolean
  readonly isMoving: boolean
  /** Where what is dragged would go, if it is this row that it is over. */
  readonly drop: DropMark | undefined
  fold(): void
}

const steps = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' } as const

function isStep(key: string): key is keyof typeof steps {
  return key in steps
}

/** What of the window is covered once a shape is chosen: by this panel, and by that of styles, which comes then. */
function coveredBeside(panel: Element | null, viewport: Viewport): Covered {
  if (panel === null) return {}
  const { left, top, width } = panel.getBoundingClientRect()
  if (width >= viewport.width) return { bottom: viewport.height - top }
  return {
    left: stylePanelReach(),
    right: viewport.width - left + 12,
  }
}

/** Up and down lead from name to name. */
function focusBeside(name: HTMLElement, by: 1 | -1): void {
  const names = [...(name.closest('ul')?.querySelectorAll<HTMLElement>('[data-name]') ?? [])]
  names[names.indexOf(name) + by]?.focus()
}

/** Above the list and not in the row, where they would come to lie under the pointer that has just chosen it. */
function OrderButtons({ row }: { readonly row: LayerRow }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const name = shapeName(row.shape, t)
  const move = (by: 1 | -1) => () =>
    void commit(editor, orderChanges(row.shape, editor.port.view(), by), { label: 'order' })
  return (
    <>
      <IconButton label={t('layers.raise', { name })} disabled={!row.canRise} onClick={move(1)}>
        <ArrowUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('layers.lower', { name })} disabled={!row.canSink} onClick={move(-1)}>
        <ArrowDown size={16} aria-hidden />
      </IconButton>
    </>
  )
}

function RowButtons({ row, name }: { readonly row: LayerRow; readonly name: string }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { shape } = row
  const readOnly = useEditorState((state) => state.readOnly)
  const isHidden = booleanCell(shape, 'hidden', false)
  const isLocked = booleanCell(shape, 'locked', false)
  if (readOnly) return null
  const does = (label: string, changes: readonly ProposedChange[]) => () =>
    void commit(editor, changes, { label })
  const view = editor.port.view()
  return (
    <>
      <IconButton
        label={t(isLocked ? 'layers.unlock' : 'layers.lock', { name })}
        className={isLocked ? '' : (styles.quiet ?? '')}
        onClick={does(isLocked ? 'unlock' : 'lock', lockChanges(shape))}
      >
        {isLocked ? <Lock size={15} aria-hidden /> : <Unlock size={15} aria-hidden />}
      </IconButton>
      <IconButton
        label={t(isHidden ? 'layers.show' : 'layers.hide', { name })}
        className={isHidden ? '' : (styles.quiet ?? '')}
        onClick={does(isHidden ? 'show' : 'hide', hideChanges(shape, view))}
      >
        {isHidden ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
      </IconButton>
    </>
  )
}

function Row({ row, folded, isMoving, drop, fold }: RowProps) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { shape, depth } = row
  const isSelected = useEditorState((state) => state.selection.has(shape.id))
  const readOnly = useEditorState((state) => state.readOnly)
  const name = shapeName(shape, t)
  const take = (element: Element, isMore: boolean): void => {
    editor.store.setState({ tool: 'select' })
    select(editor, isMore ? [...editor.store.getState().selection, shape.id] : [shape.id])
    bringClear(
      editor,
      [shape.id],
      coveredBeside(element.closest('section'), editor.store.getState().viewport),
    )
  }
  const rename = (shape: Shape): void => {
    if (shape.kind === 'frame' && !readOnly) editText(editor, shape.id)
  }
  const step = (by: (typeof steps)[keyof typeof steps]): void => {
    if (readOnly || !commit(editor, stepChanges(shape, by, editor.port.view()), { label: 'order' })) return
    const view = editor.port.view()
    const siblings = view.children(view.get(shape.id)?.parentId ?? null)
    const at = siblings.length - siblings.findIndex(({ id }) => id === shape.id)
    notify(editor, t('layers.moved', { name, at, count: siblings.length }))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { key } = event
    if (key === 'F2') rename(shape)
    if (!isStep(key) || event.ctrlKey || event.metaKey || event.shiftKey) return
    // Elsewhere these keys move what is selected, and with Alt the page.
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) step(steps[key])
    else if (key === 'ArrowUp' || key === 'ArrowDown')
      focusBeside(event.currentTarget, key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li
      className={styles.row}
      data-shape={shape.id}
      data-selected={isSelected}
      data-hidden={booleanCell(shape, 'hidden', false)}
      data-moving={isMoving}
      data-drop={drop}
    >
      <span style={{ width: Math.min(depth, 6) * 16 }} className={styles.indent} />
      {isContainerKind(shape.kind) ? (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          aria-label={t(folded ? 'layers.unfold' : 'layers.fold', { name })}
          onClick={fold}
        >
          {folded ? <ChevronRight size={15} aria-hidden /> : <ChevronDown size={15} aria-hidden />}
        </button>
      ) : (
        <span className={styles.fold} />
      )}
      <button
        type="button"
        className={styles.name}
        data-name
        aria-pressed={isSelected}
        onClick={(event) => take(event.currentTarget, event.shiftKey)}
        onDoubleClick={() => rename(shape)}
        onKeyDown={onKeyDown}
      >
        {name}
      </button>
      <RowButtons row={row} name={name} />
      {!readOnly && (
        <span className={styles.grip} data-grip aria-hidden>
          <GripVertical size={15} />
        </span>
      )}
    </li>
  )
}

/** Everything on the canvas in the order of painting, to be found, hidden, locked and ordered. */
export function LayersPanel() {
  const { t } = useTranslation()
  const editor = useEditor()
  useCanvasRevision()
  const [folded, setFolded] = useState<ReadonlySet<ShapeId>>(new Set())
  const { rows, more } = layerRows(editor.port.view(), folded)
  const { moving, drop, handlers } = useLayerDrag(folded)
  const readOnly = useEditorState((state) => state.readOnly)
  const selection = useEditorState((state) => state.selection)
  const chosen = selection.size === 1 ? rows.find(({ shape }) => selection.has(shape.id)) : undefined
  const close = (): void => editor.store.setState({ layers: false })
  const fold = (id: ShapeId): void => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  return (
    <section className={`${controls.island} ${styles.panel}`} aria-label={t('layers.title')}>
      <header className={styles.header}>
        <span>{t('layers.title')}</span>
        {chosen !== undefined && !readOnly && <OrderButtons row={chosen} />}
        <IconButton label={t('layers.close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {rows.length === 0 && <p className={styles.hint}>{t('layers.empty')}</p>}
      <ul className={styles.list} {...handlers}>
        {rows.map((row) => (
          <Row
            key={row.shape.id}
            row={row}
            folded={folded.has(row.shape.id)}
            isMoving={moving?.has(row.shape.id) ?? false}
            drop={drop?.id === row.shape.id ? drop.mark : undefined}
            fold={() => fold(row.shape.id)}
          />
        ))}
      </ul>
      {more && <p className={styles.hint}>{t('layers.more')}</p>}
    </section>
  )
}
