import i18next from 'i18next'
import { copyText } from '../../lib/copy-text.ts'
import { copySelection, lastCopied, pasteFromText } from '../clipboard.ts'
import { deleteSelection } from '../commands/edit-commands.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { type Editor, notify } from '../editor.ts'
import { appleKeyboard } from '../panels/apple-keyboard.ts'

export async function copy(editor: Editor): Promise<boolean> {
  const text = copySelection(editor)
  if (text === null) return false
  if (await copyText(text)) return true
  notify(editor, i18next.t('copy.blocked', { keys: showShortcut('Mod+C', appleKeyboard) }))
  return false
}

async function readClipboard(): Promise<string | null> {
  if (!('clipboard' in navigator)) return lastCopied()
  try {
    return await navigator.clipboard.readText()
  } catch {
    return lastCopied()
  }
}

export async function paste(editor: Editor): Promise<void> {
  const text = await readClipboard()
  if (text !== null) await pasteFromText(editor, text)
  else notify(editor, i18next.t('paste.blocked', { keys: showShortcut('Mod+V', appleKeyboard) }))
}

export async function cut(editor: Editor): Promise<void> {
  if (await copy(editor)) deleteSelection(editor)
}
