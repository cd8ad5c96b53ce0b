import { Copy, MousePointer2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { copyInto, copySelection } from '../../editor/clipboard.ts'
import { runCommand } from '../../editor/commands/command-registry.ts'
import { matchesShortcut, showShortcut } from '../../editor/commands/shortcut.ts'
import type { Editor } from '../../editor/editor.ts'
import { useEditor, useEditorState } from '../../editor/editor-context.ts'
import { isElsewhere } from '../../editor/keyboard-input.ts'
import { appleKeyboard } from '../../editor/panels/apple-keyboard.ts'
import { copyText } from '../../lib/copy-text.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { toast } from '../../ui/toasts.ts'

const keys = showShortcut('Mod+C', appleKeyboard)

function lookOnly({ store }: Editor): void {
  store.setState({ tool: 'hand', selection: new Set() })
}

/** Escape takes back one thing after the other; with nothing left to take back it is the timeline's. */
function takeBack(editor: Editor): boolean {
  const { selection, tool } = editor.store.getState()
  if (selection.size > 0) editor.store.setState({ selection: new Set() })
  else if (tool !== 'hand') lookOnly(editor)
  else return false
  return true
}

/** What was there once is selected and copied, to be pasted onto the canvas as it is now, or onto another. */
export function CopyFromPast() {
  const { t } = useTranslation()
  const editor = useEditor()
  const isSelecting = useEditorState(({ tool }) => tool === 'select')
  const count = useEditorState(({ selection }) => selection.size)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target)) return
      if (matchesShortcut(event, 'Mod+A')) {
        editor.store.setState({ tool: 'select' })
        runCommand(editor, 'selectAll')
      } else if (event.key !== 'Escape' || !takeBack(editor)) return
      event.preventDefault()
    }
    const onCopy = (event: ClipboardEvent): void => {
      if (!isElsewhere(event.target) && copyInto(event, editor)) toast(t('past.copied'))
    }
    // Before the timeline, which Escape closes.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    document.addEventListener('copy', onCopy)
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      document.removeEventListener('copy', onCopy)
      lookOnly(editor)
    }
  }, [editor, t])

  const copy = async (): Promise<void> => {
    const text = copySelection(editor)
    if (text !== null) toast((await copyText(text)) ? t('past.copied') : t('copy.blocked', { keys }))
  }

  return (
    <div className={controls.island}>
      <IconButton
        label={t('past.select')}
        pressed={isSelecting}
        onClick={() => (isSelecting ? lookOnly(editor) : editor.store.setState({ tool: 'select' }))}
      >
        <MousePointer2 size={18} aria-hidden />
      </IconButton>
      {count > 0 && (
        <IconButton label={t('copy')} keys={keys} onClick={() => void copy()}>
          <Copy size={18} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
