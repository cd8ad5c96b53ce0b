import { DropdownMenu } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { layerHost } from '../../ui/layer-host.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import { attachToolDrag } from './drag-tool.ts'
import { isMoreTool, moreToolIcons, moreTools } from './more-tool-icons.ts'
import { lateToolIcons } from './tool-icons.ts'
import { keysOf } from './tool-keys.ts'
import styles from './toolbar.module.css'

/** The tools that are not always in sight. They are here with what lets all tools be dragged out: both come late. */
export function MoreShapes() {
  const { t } = useTranslation()
  const editor = useEditor()
  const { store } = editor
  const [open, setOpen] = useState(false)
  useEffect(() => attachToolDrag(editor, () => setOpen(false)), [editor])
  const tool = useEditorState((state) => state.tool)
  const chosen = isMoreTool(tool) ? tool : null
  const Icon = chosen === null ? lateToolIcons.more : moreToolIcons[chosen]
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
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
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.Content
          className={`${controls.menu} ${styles.more}`}
          side="top"
          sideOffset={10}
          collisionPadding={12}
        >
          {moreTools.map((id) => {
            const ItemIcon = moreToolIcons[id]
            const [key] = keysOf(id)
            return (
              <DropdownMenu.Item
                key={id}
                className={`${controls.menuItem} ${styles.item}`}
                data-tool={id}
                onSelect={() => store.setState({ tool: id })}
              >
                <ItemIcon size={17} strokeWidth={1.9} aria-hidden />
                <span className={`${controls.menuText} ${styles.word}`}>{t(`tool.${id}`)}</span>
                {key !== undefined && (
                  <span className={`${controls.keys} ${styles.keys}`}>
                    {showShortcut(key, appleKeyboard)}
                  </span>
                )}
              </DropdownMenu.Item>
            )
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
