import { Lock, Shapes, Unlock } from 'lucide-react'
import { DropdownMenu, Toolbar as RadixToolbar } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { commands } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import type { ToolId } from '../tools/tool-id.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import { mainTools, moreTools, toolIcons } from './tool-icons.ts'
import styles from './toolbar.module.css'

function keysOf(tool: ToolId): readonly string[] {
  return commands.find((command) => command.id === `tool.${tool}`)?.shortcuts ?? []
}

function ToolButton({ tool }: { readonly tool: ToolId }) {
  const { t } = useTranslation()
  const { store } = useEditor()
  const active = useEditorState((state) => state.tool === tool)
  const Icon = toolIcons[tool]
  const keys = keysOf(tool)
  const digit = keys.find((key) => /^\d$/.test(key))
  return (
    <RadixToolbar.Button asChild>
      <IconButton
        label={t(`tool.${tool}`)}
        keys={keys.map((key) => showShortcut(key, appleKeyboard)).join(' ')}
        pressed={active}
        side="top"
        className={styles.tool ?? ''}
        onClick={() => store.setState({ tool })}
      >
        <Icon size={18} strokeWidth={1.9} aria-hidden />
        {digit !== undefined && (
          <span className={styles.digit} aria-hidden>
            {digit}
          </span>
        )}
      </IconButton>
    </RadixToolbar.Button>
  )
}

function MoreShapes() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const tool = useEditorState((state) => state.tool)
  const chosen = moreTools.includes(tool) ? tool : null
  const Icon = chosen === null ? Shapes : toolIcons[chosen]
  return (
    <DropdownMenu.Root modal={false}>
      <RadixToolbar.Button asChild>
        <DropdownMenu.Trigger asChild>
          <button
            type="button"
            className={`${controls.iconButton} ${styles.tool}`}
            aria-label={t('moreShapes')}
            {...(chosen === null ? {} : { 'aria-pressed': true })}
          >
            <Icon size={18} strokeWidth={1.9} aria-hidden />
          </button>
        </DropdownMenu.Trigger>
      </RadixToolbar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={controls.menu} side="top" sideOffset={10} collisionPadding={12}>
          {moreTools.map((id) => {
            const ItemIcon = toolIcons[id]
            const [key] = keysOf(id)
            return (
              <DropdownMenu.Item
                key={id}
                className={controls.menuItem}
                onSelect={() => store.setState({ tool: id })}
              >
                <ItemIcon size={17} strokeWidth={1.9} aria-hidden />
                <span className={controls.menuText}>{t(`tool.${id}`)}</span>
                {key !== undefined && (
                  <span className={controls.keys}>{showShortcut(key, appleKeyboard)}</span>
                )}
              </DropdownMenu.Item>
            )
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The tools, bottom centre. People who may only look get the two that look. */
export function Toolbar() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const readOnly = useEditorState((state) => state.readOnly)
  const locked = useEditorState((state) => state.toolLocked)
  const LockIcon = locked ? Lock : Unlock
  return (
    <RadixToolbar.Root className={`${controls.island} ${styles.toolbar}`} aria-label={t('toolbar')} loop>
      {(readOnly ? mainTools.slice(0, 2) : mainTools).map((tool) => (
        <ToolButton key={tool} tool={tool} />
      ))}
      {!readOnly && (
        <>
          <MoreShapes />
          <div className={styles.line} aria-hidden />
          <RadixToolbar.Button asChild>
            <IconButton
              label={t('toggleToolLock')}
              keys="Q"
              pressed={locked}
              side="top"
              className={styles.tool ?? ''}
              onClick={() => store.setState({ toolLocked: !locked })}
            >
              <LockIcon size={16} aria-hidden />
            </IconButton>
          </RadixToolbar.Button>
        </>
      )}
    </RadixToolbar.Root>
  )
}
