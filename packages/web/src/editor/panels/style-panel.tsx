import { type CellValue, isLinear, type Shape, stringCell } from '@flowstate/engine'
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Copy,
  Group,
  Lock,
  type LucideIcon,
  Palette,
  Trash2,
  Ungroup,
  X,
} from 'lucide-react'
import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import type { CommandId } from '../commands/command.ts'
import { commandEnabled, commandOf, runCommand } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { commit } from '../editor.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { AltField } from '../images/alt-field.tsx'
import { LinkField } from '../links/link-field.tsx'
import { NumberSection } from '../numbers/number-section.tsx'
import { withRoomForWords } from '../room-for-words.ts'
import { movableShapes } from '../selection.ts'
import { stick } from '../sticking-style.ts'
import {
  kindOfTool,
  type StyleCell,
  type StyleValue,
  styleChanges,
  styleOfKind,
  styleOfShapes,
} from '../style-of-selection.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import { ColourChoice } from './colour-choice.tsx'
import actionStyles from './selection-actions.module.css'
import { ShareChoice, ValueChoice } from './style-choices.tsx'
import type { styleEnglish } from './style-english.ts'
import {
  alignOptions,
  cornerOptions,
  dashOptions,
  endHeadOptions,
  fillStyleOptions,
  fontOptions,
  fontSizeOptions,
  routeOptions,
  startHeadOptions,
  verticalAlignOptions,
  widthOptions,
} from './style-options.tsx'
import styles from './style-panel.module.css'
import { isOpenedByButton, useSelectionInSight } from './use-selection-in-sight.ts'
import { useSelectionRevision } from './use-selection-revision.ts'

type StyleWord = Exclude<Extract<keyof typeof styleEnglish, `style.${string}`>, 'style.hex'>

const actions: readonly (readonly [CommandId, LucideIcon])[] = [
  ['sendToBack', ArrowDownToLine],
  ['sendBackward', ArrowDown],
  ['bringForward', ArrowUp],
  ['bringToFront', ArrowUpToLine],
  ['duplicate', Copy],
  ['group', Group],
  ['ungroup', Ungroup],
  ['toggleLock', Lock],
  ['delete', Trash2],
]

function SelectionActions() {
  const { t } = useTranslation()
  const editor = useEditor()
  return (
    <div className={actionStyles.actions}>
      {actions.map(([id, Icon]) => {
        const command = commandOf(id)
        if (!commandEnabled(command, editor)) return null
        const [shortcut] = command.shortcuts
        return (
          <IconButton
            key={id}
            label={t(command.title?.(editor) ?? id)}
            {...(shortcut === undefined ? {} : { keys: showShortcut(shortcut, appleKeyboard) })}
            side="top"
            onClick={() => runCommand(editor, id)}
          >
            <Icon size={16} aria-hidden />
          </IconButton>
        )
      })}
    </div>
  )
}

/** Whether letters are among what is styled: only then is there anything to say about them. */
function hasLetters(kind: string | null, shapes: readonly Shape[]): boolean {
  if (kind !== null) return kind === 'text' || kind === 'note'
  return shapes.some(
    (shape) => shape.kind === 'text' || shape.kind === 'note' || stringCell(shape, 'text', '') !== '',
  )
}

/** How what is selected looks, or what is drawn next. Not there when there is nothing to say. */
export function StylePanel() {
  const { t } = useTranslation()
  const editor = useEditor()
  const selection = useEditorState((state) => state.selection)
  useSelectionRevision(selection)
  const tool = useEditorState((state) => state.tool)
  const style = useEditorState((state) => state.style)
  // The name of a frame is typed where the panel may lie.
  const busy = useEditorState(
    ({ draft, overlay, editing }) =>
      draft.kind !== 'none' || overlay.box !== undefined || editing?.kind === 'name',
  )
  const height = useEditorState((state) => state.viewport.height)
  const [folded, setFolded] = useState(true)
  const panel = useRef<HTMLElement>(null)
  const opener = useRef<HTMLDivElement>(null)
  const kind = kindOfTool(tool)
  const shapes = kind === null ? movableShapes(selection, editor.port.view()) : []
  const isAboutShapes = shapes.length > 0
  // It was opened for what was selected then: over a canvas about to be drawn on it would take the press.
  useLayoutEffect(() => {
    if (!isAboutShapes) setFolded(true)
  }, [isAboutShapes])
  // What does not fit below each other stands side by side.
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of these change how much there is, or how much room
  useLayoutEffect(() => {
    const { current } = panel
    if (current === null) return
    current.dataset.wide = 'false'
    // One shape alone has little to say that scrolling would hide, and may lie where a panel that comes unasked would spread.
    const maySpread = shapes.length > 1 || isOpenedByButton(opener.current)
    current.dataset.wide = String(maySpread && current.scrollHeight > current.clientHeight)
  }, [selection, tool, busy, height, folded])
  useSelectionInSight({ panel, opener, folded })

  if (kind === null && (!isAboutShapes || busy)) return null

  const only = shapes.length === 1 ? shapes[0] : undefined
  const read = (cell: StyleCell): StyleValue =>
    kind === null ? styleOfShapes(shapes, cell) : styleOfKind(kind, style, cell)
  const set = (cell: StyleCell) => (value: CellValue) => {
    const next = { ...editor.store.getState().style, [cell]: value }
    editor.store.setState({ style: next })
    stick(next)
    if (kind === null) {
      const view = editor.port.view()
      const changes = styleChanges(selection, view, { cell, value })
      commit(editor, withRoomForWords(changes, view, editor.scene.ruler), { label: 'style' })
    }
  }
  const fill = read('fill')
  const filled = fill.kind === 'mixed' || (fill.kind === 'one' && fill.value !== 'none')
  const isNote = kind === 'note' || (shapes.length > 0 && shapes.every((shape) => shape.kind === 'note'))

  // Opacity fills the room that an odd number of small groups leaves.
  const halves = (['fillStyle', 'dash', 'corner', 'route'] as const).filter(
    (cell) => read(cell).kind !== 'absent' && (cell !== 'fillStyle' || (filled && !isNote)),
  )
  const letters = hasLetters(kind, shapes)
  // A text is as high as its lines: there is no room in it to stand at its top or bottom.
  const isText = kind === 'text' || (shapes.length > 0 && shapes.every((shape) => shape.kind === 'text'))
  // The label of a line stands in its middle, whatever is chosen.
  const areLines = shapes.length > 0 && shapes.every(isLinear)
  const choice = <Value extends string | number>(
    cell: StyleCell,
    word: StyleWord,
    options: ComponentProps<typeof ValueChoice<Value>>['options'],
  ) => <ValueChoice label={t(word)} current={read(cell)} options={options} choose={set(cell)} />

  return (
    <>
      <div ref={opener} className={`${controls.island} ${styles.open}`}>
        <IconButton label={t('style')} pressed={!folded} side="right" onClick={() => setFolded(!folded)}>
          <Palette size={18} aria-hidden />
        </IconButton>
      </div>
      <section
        ref={panel}
        className={`${controls.island} ${styles.panel}`}
        data-folded={folded}
        aria-label={t('style')}
      >
        <header className={styles.header}>
          <span>{t('style')}</span>
          <IconButton label={t('style.close')} side="top" onClick={() => setFolded(true)}>
            <X size={18} aria-hidden />
          </IconButton>
        </header>
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
        {choice('strokeWidth', 'style.width', widthOptions)}
        {filled && !isNote && choice('fillStyle', 'style.fillStyle', fillStyleOptions)}
        {choice('dash', 'style.dash', dashOptions)}
        {choice('corner', 'style.corner', cornerOptions)}
        {choice('route', 'style.route', routeOptions)}
        <ShareChoice
          label={t('style.opacity')}
          current={read('opacity')}
          half={halves.length % 2 === 1}
          choose={set('opacity')}
        />
        {choice('startHead', 'style.startHead', startHeadOptions)}
        {choice('endHead', 'style.endHead', endHeadOptions)}
        {letters && (
          <>
            <ColourChoice
              label={t('style.textColor')}
              current={read('textColor')}
              use="line"
              withNone={false}
              choose={set('textColor')}
            />
            {choice('font', 'style.font', fontOptions)}
            {choice('fontSize', 'style.fontSize', fontSizeOptions)}
            {!areLines && choice('align', 'style.align', alignOptions)}
            {!areLines && !isText && choice('verticalAlign', 'style.verticalAlign', verticalAlignOptions)}
          </>
        )}
        {only?.kind === 'image' && <AltField shape={only} />}
        {only?.link !== undefined && <LinkField shape={only} />}
        {shapes.length > 0 && <NumberSection />}
        {shapes.length > 0 && <SelectionActions />}
      </section>
    </>
  )
}
