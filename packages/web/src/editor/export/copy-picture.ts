import i18next from 'i18next'
import { useTheme } from '../../app/theme-store.ts'
import { copyText } from '../../lib/copy-text.ts'
import { type Editor, notify } from '../editor.ts'
import type { PictureOptions } from './export-options.ts'
import { gatherPictures } from './gather-pictures.ts'
import { makePng, makeSvg } from './make-export.ts'

const scaleOfCopies = 2

/** The selection, or everything where nothing is selected, as it looks now. */
export function pictureOfSelection(editor: Editor): PictureOptions {
  const { selection } = editor.store.getState()
  const ids = selection.size === 0 ? null : selection
  return { ids, theme: useTheme.getState().theme, background: true, scale: scaleOfCopies }
}

async function pngFor(editor: Editor, options: PictureOptions): Promise<Blob> {
  const png = await makePng(editor, options, await gatherPictures(editor, options.ids))
  if (png === null) throw new Error('nothing to copy')
  return png
}

/**
 * Puts a picture on the clipboard and says how it went. The picture is handed over before it is painted: some browsers take it
 * only in the very moment of the click. Over plain http there is no clipboard for pictures.
 */
export async function copyPng(editor: Editor, options: PictureOptions): Promise<boolean> {
  if (!('clipboard' in navigator) || typeof ClipboardItem === 'undefined') {
    notify(editor, i18next.t('export.noClipboard'))
    return false
  }
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngFor(editor, options) })])
    notify(editor, i18next.t('export.copiedPng'))
    return true
  } catch {
    notify(editor, i18next.t('export.notCopied'))
    return false
  }
}

/** The same as the text of an SVG, which editors of pictures and of text take. */
export async function copySvg(editor: Editor, options: PictureOptions): Promise<boolean> {
  const svg = await makeSvg(editor, options, await gatherPictures(editor, options.ids))
  const isCopied = await copyText(svg)
  notify(editor, i18next.t(isCopied ? 'export.copiedSvg' : 'export.notCopied'))
  return isCopied
}
