import type { CellValue } from '@flowstate/engine'
import { ArrowDownToLine, ArrowUpToLine, Copy, Group, Palette, Trash2, Ungroup } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import type { CommandId } from '../commands/command.ts'
import { runCommand } from '../commands/command-registry.ts'
import { commit } from '../editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from '../editor-context.ts'
import { movableShapes } from '../selection.ts'
import {
  kindOfTool,
  type StyleCell,
  type StyleValue,
  styleChanges,
  styleOfKind,
  styleOfShapes,
} from '../style-of-selection.ts'
import { ColourChoice, ShareChoice, ValueChoice } from './style-choices.tsx'
import {
  dashOptions,
  endHeadOptions,
  fillStyleOptions,
  fontOptions,
  fontSizeOptions,
  routeOptions,
  widthOptions,
} from './style-options.tsx'
import styles from './style-panel.module.css'

const actions: readonly (readonly [CommandId, typeof Copy])[] = [
  ['sendToBack', ArrowDownToLine],
  ['bringToFront', ArrowUpToLine],
  ['duplicate', Copy],
  ['group', Group],
  ['ungroup', Ungroup],
  ['delete', Trash2],
]

function SelectionActions() {
  const { t } = useTranslation()
  const editor = useEditor()
  return (
    <div className={styles.actions}>
      {actions.map(([id, Icon]) => (
        <IconButton key={id} label={t(id)} onClick={() => runCommand(editor, id)}>
          <Icon size={16} aria-hidden />
        </IconButton>
      ))}
    </div>
  )
}

/** How what is selected looks, or what is drawn next. Not there when there is nothing to say. */
export function StylePanel() {
  const { t } = useTranslation()
  const editor = useEditor()
  const selection = useEditorState((state) => state.selection)
  useCanvasRevision(selection.size > 0)
  const tool = useEditorState((state) => state.tool)
  const style = useEditorState((state) => state.style)
  const busy = useEditorState((state) => state.draft.kind !== 'none' || state.overlay.box !== undefined)
  const [folded, setFolded] = useState(true)

  const kind = kindOfTool(tool)
  const shapes = kind === null ? movableShapes(selection, editor.port.view()) : []
  if (kind === null && (shapes.length === 0 || busy)) return null

  const read = (cell: StyleCell): StyleValue =>
    kind === null ? styleOfShapes(shapes, cell) : styleOfKind(kind, style, cell)
  const set = (cell: StyleCell) => (value: CellValue) => {
    editor.store.setState({ style: { ...editor.store.getState().style, [cell]: value } })
    if (kind === null) {
      commit(editor, styleChanges(selection, editor.port.view(), { cell, value }), { label: 'style' })
    }
  }
  const fill = read('fill')
  const filled = fill.kind === 'mixed' || (fill.kind === 'one' && fill.value !== 'none')
  const isNote = kind === 'note' || (shapes.length > 0 && shapes.every((shape) => shape.kind === 'note'))

  return (
    <>
      <div className={`${controls.island} ${styles.open}`}>
        <IconButton label={t('style')} pressed={!folded} side="top" onClick={() => setFolded(!folded)}>
          <Palette size={18} aria-hidden />
        </IconButton>
      </div>
      <section className={`${controls.island} ${styles.panel}`} data-folded={folded} aria-label={t('style')}>
        <ColourChoice
          label={t('style.stroke')}
          current={read('stroke')}
          use="line"
          withNone={false}
          choose={set('stroke')}
        />
        <ColourChoice
          label={t('style.fill')}
          current={fill}
          use={isNote ? 'note' : 'fill'}
          withNone={!isNote}
          choose={set('fill')}
        />
        {filled && (
          <ValueChoice
            label={t('style.fillStyle')}
            current={read('fillStyle')}
            options={fillStyleOptions}
            choose={set('fillStyle')}
          />
        )}
        <ValueChoice
          label={t('style.width')}
          current={read('strokeWidth')}
          options={widthOptions}
          choose={set('strokeWidth')}
        />
        <ValueChoice
          label={t('style.dash')}
          current={read('dash')}
          options={dashOptions}
          choose={set('dash')}
        />
        <ValueChoice
          label={t('style.endHead')}
          current={read('endHead')}
          options={endHeadOptions}
          choose={set('endHead')}
        />
        <ValueChoice
          label={t('style.route')}
          current={read('route')}
          options={routeOptions}
          choose={set('route')}
        />
        <ColourChoice
          label={t('style.textColor')}
          current={
            kind === 'text' || shapes.some((shape) => shape.kind === 'text')
              ? read('textColor')
              : { kind: 'absent' }
          }
          use="line"
          withNone={false}
          choose={set('textColor')}
        />
        <ValueChoice
          label={t('style.font')}
          current={read('font')}
          options={fontOptions}
          choose={set('font')}
        />
        <ValueChoice
          label={t('style.fontSize')}
          current={read('fontSize')}
          options={fontSizeOptions}
          choose={set('fontSize')}
        />
        <ShareChoice label={t('style.opacity')} current={read('opacity')} choose={set('opacity')} />
        {shapes.length > 0 && <SelectionActions />}
      </section>
    </>
  )
}
