import { ChevronRight, ClipboardPaste, Copy, CopyPlus, type LucideIcon, Scissors, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { layerHost } from '../../ui/layer-host.ts'
import type { Command, CommandId } from '../commands/command.ts'
import { type ContextMenuEntry, contextMenuItems } from '../commands/context-menu-items.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './context-menu.module.css'

/** Windows narrower than this, in CSS pixels, have no room for a menu beside a point in their middle. Fingers have a wider one. */
const narrowPixels = { fine: 600, coarse: 880 } as const

/** What fingers want most often, in a row of tiles. The others are fewer rows then. */
const tileIcons: { readonly [Id in CommandId]?: LucideIcon } = {
  cut: Scissors,
  copySelection: Copy,
  paste: ClipboardPaste,
  duplicate: CopyPlus,
  delete: Trash2,
}

const tileOf = (entry: ContextMenuEntry): LucideIcon | undefined =>
  entry.kind === 'command' ? tileIcons[entry.command.id] : undefined

function Tiles({ entries }: { readonly entries: readonly ContextMenuEntry[] }) {
  const { t } = useTranslation()
  const editor = useEditor()
  return (
    <DropdownMenu.Group className={styles.tiles}>
      {entries.map((entry) => {
        const Icon = tileOf(entry)
        if (entry.kind !== 'command' || Icon === undefined) return null
        const { command } = entry
        return (
          <DropdownMenu.Item
            key={command.id}
            className={`${controls.menuItem} ${styles.tile} ${command.id === 'delete' ? styles.danger : ''}`}
            onSelect={() => command.run(editor)}
          >
            <Icon size={18} aria-hidden />
            <span className={styles.word}>{t(command.title?.(editor) ?? command.id)}</span>
          </DropdownMenu.Item>
        )
      })}
    </DropdownMenu.Group>
  )
}

function CommandItem({ command }: { readonly command: Command }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const [shortcut] = command.shortcuts
  const danger = command.id === 'delete'
  return (
    <DropdownMenu.Item
      className={`${controls.menuItem} ${styles.item} ${danger ? styles.danger : ''}`}
      onSelect={() => command.run(editor)}
    >
      <span className={controls.menuText}>{t(command.title?.(editor) ?? command.id)}</span>
      {shortcut !== undefined && <span className={styles.keys}>{showShortcut(shortcut, appleKeyboard)}</span>}
    </DropdownMenu.Item>
  )
}

function Entry({ entry }: { readonly entry: ContextMenuEntry }) {
  const { t } = useTranslation()
  if (entry.kind === 'command') return <CommandItem command={entry.command} />
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={`${controls.menuItem} ${styles.item}`}>
        <span className={controls.menuText}>{t(entry.title)}</span>
        <ChevronRight size={15} aria-hidden />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.SubContent
          className={`${controls.menu} ${styles.menu}`}
          sideOffset={4}
          collisionPadding={8}
        >
          {entry.commands.map((command) => (
            <CommandItem key={command.id} command={command} />
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

/** What can be done with what is selected, or with the canvas, where somebody pointed. */
export function ContextMenu() {
  const { t } = useTranslation()
  const editor = useEditor()
  const at = useEditorState((state) => state.contextMenu)
  const width = useEditorState((state) => state.viewport.width)
  const hasSelection = useEditorState((state) => state.selection.size > 0)
  if (at === null) return null
  // Beside the point the menu can slide up and down. Where there is no room beside it, it hangs below or stands above: never
  // under the finger that opened it, which would take an item when it is lifted.
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const narrow = width < narrowPixels[isTouch ? 'coarse' : 'fine']
  const items = contextMenuItems(editor)
  const isTiled = hasSelection && isTouch
  const tiles = isTiled ? items.flat().filter((entry) => tileOf(entry) !== undefined) : []
  const parts = isTiled
    ? items
        .map((part) => part.filter((entry) => tileOf(entry) === undefined))
        .filter((part) => part.length > 0)
    : items
  return (
    // A new menu for every place: one that moves would still stand where it was measured first.
    <DropdownMenu.Root
      key={`${at.x},${at.y}`}
      modal={false}
      open
      onOpenChange={(open) => {
        if (!open) editor.store.setState({ contextMenu: null })
      }}
    >
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} style={{ left: at.x, top: at.y }} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.Content
          className={`${controls.menu} ${styles.menu} ${styles.board}`}
          aria-label={t(hasSelection ? 'menu.selection' : 'menu.canvas')}
          side={narrow ? 'bottom' : 'right'}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          loop
          onContextMenu={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            document.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true })
          }}
        >
          {tiles.length > 0 && <Tiles entries={tiles} />}
          {parts.map((part, index) => (
            <Fragment key={part[0]?.kind === 'command' ? part[0].command.id : part[0]?.title}>
              {index > 0 && <DropdownMenu.Separator className={controls.menuLine} />}
              {part.map((entry) => (
                <Entry key={entry.kind === 'command' ? entry.command.id : entry.title} entry={entry} />
              ))}
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
