import i18next from 'i18next'
import { copyText } from '../../lib/copy-text.ts'
import { copySelection, lastCopied, pasteFromText } from '../clipboard.ts'
import { type Editor, notify } from '../editor.ts'
import { appleKeyboard } from '../panels/apple-keyboard.ts'
import { type Command, selectionCommand } from './command.ts'
import { deleteSelection, hasDeletable } from './edit-commands.ts'
import { showShortcut } from './shortcut.ts'

async function copy(editor: Editor): Promise<boolean> {
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

async function paste(editor: Editor): Promise<void> {
  const text = await readClipboard()
  if (text !== null) await pasteFromText(editor, text)
  else notify(editor, i18next.t('paste.blocked', { keys: showShortcut('Mod+V', appleKeyboard) }))
}

/** The keys are the browser's own: its events carry the clipboard without asking for permission. */
export const clipboardCommands: readonly Command[] = [
  {
    ...selectionCommand('cut', ['Mod+X'], (editor) => {
      void copy(editor).then((copied) => {
        if (copied) deleteSelection(editor)
      })
    }),
    enabled: hasDeletable,
    keysTakenElsewhere: true,
  },
  {
    ...selectionCommand('copySelection', ['Mod+C'], (editor) => void copy(editor)),
    whenReadOnly: true,
    keysTakenElsewhere: true,
  },
  {
    ...selectionCommand('paste', ['Mod+V'], (editor) => void paste(editor)),
    enabled: () => true,
    keysTakenElsewhere: true,
  },
]
