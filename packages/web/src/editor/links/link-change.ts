import { type ProposedChange, type Shape, stringCell } from '@flowstate/engine'
import { commit, type Editor } from '../editor.ts'
import { linkIn } from '../paste/read-link.ts'

/** Sets where a shape leads; nothing typed means nowhere. @returns false for what is no link: then nothing has changed */
export function commitLink(editor: Editor, shape: Shape, typed: string): boolean {
  const isEmpty = typed.trim() === ''
  const link = linkIn(typed)
  if (link === null && !isEmpty) return false
  if ((link ?? '') === stringCell(shape, 'link', '')) return true
  const change: ProposedChange =
    link === null
      ? { kind: 'update', id: shape.id, set: {}, unset: ['link'] }
      : { kind: 'update', id: shape.id, set: { link } }
  commit(editor, [change], { label: 'link' })
  return true
}
