import {
  booleanCell,
  isContainerKind,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Eye, EyeOff, Lock, Unlock, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { commit, editText, select } from '../editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from '../editor-context.ts'
import { shapeName } from '../shape-name.ts'
import { bringIntoSight } from '../walk-shapes.ts'
import { hideChanges, type LayerRow, layerRows, lockChanges, orderChanges } from './layer-rows.ts'
import styles from './layers-panel.module.css'

interface RowProps {
  readonly row: LayerRow
  readonly folded: boolean
  fold(): void
}

function RowButtons({ row, name }: { readonly row: LayerRow; readonly name: string }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { shape } = row
  const readOnly = useEditorState((state) => state.readOnly)
  const isSelected = useEditorState((state) => state.selection.has(shape.id))
  const isHidden = booleanCell(shape, 'hidden', false)
  const isLocked = booleanCell(shape, 'locked', false)
  if (readOnly) return null
  const does = (label: string, changes: readonly ProposedChange[]) => () =>
    void commit(editor, changes, { label })
  const view = editor.port.view()
  return (
    <>
      {isSelected && (
        <>
          <IconButton
            label={t('layers.raise', { name })}
            disabled={!row.canRise}
            onClick={does('order', orderChanges(shape, view, 1))}
          >
            <ArrowUp size={15} aria-hidden />
          </IconButton>
          <IconButton
            label={t('layers.lower', { name })}
            disabled={!row.canSink}
            onClick={does('order', orderChanges(shape, view, -1))}
          >
            <ArrowDown size={15} aria-hidden />
          </IconButton>
        </>
      )}
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

function Row({ row, folded, fold }: RowProps) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { shape, depth } = row
  const isSelected = useEditorState((state) => state.selection.has(shape.id))
  const readOnly = useEditorState((state) => state.readOnly)
  const name = shapeName(shape, t)
  const take = (isMore: boolean): void => {
    editor.store.setState({ tool: 'select' })
    select(editor, isMore ? [...editor.store.getState().selection, shape.id] : [shape.id])
    bringIntoSight(editor, shape.id)
  }
  const rename = (shape: Shape): void => {
    if (shape.kind === 'frame' && !readOnly) editText(editor, shape.id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') rename(shape)
  }
  return (
    <li className={styles.row} data-selected={isSelected} data-hidden={booleanCell(shape, 'hidden', false)}>
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
        aria-pressed={isSelected}
        onClick={(event) => take(event.shiftKey)}
        onDoubleClick={() => rename(shape)}
        onKeyDown={onKeyDown}
      >
        {name}
      </button>
      <RowButtons row={row} name={name} />
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
        <IconButton label={t('layers.close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {rows.length === 0 && <p className={styles.hint}>{t('layers.empty')}</p>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row
            key={row.shape.id}
            row={row}
            folded={folded.has(row.shape.id)}
            fold={() => fold(row.shape.id)}
          />
        ))}
      </ul>
      {more && <p className={styles.hint}>{t('layers.more')}</p>}
    </section>
  )
}
