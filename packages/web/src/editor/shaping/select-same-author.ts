import { RestError } from '@flowstate/client'
import type { Shape, ShapeId, UserId } from '@flowstate/engine'
import type { CanvasStateAnswer } from '@flowstate/protocol'
import i18next from 'i18next'
import { type Editor, notify, select } from '../editor.ts'
import { isPickable } from './select-alike.ts'

/** Who drew the shapes the server has; undefined for what nobody drew, such as a tidied order. Throws RestError. */
type Authors = ReadonlyMap<ShapeId, UserId | undefined>

async function readAuthors({ rest, images }: Editor): Promise<Authors> {
  if (rest === null || images.canvasId === null) return new Map()
  const { shapes } = await rest.get<CanvasStateAnswer>(`/canvases/${images.canvasId}/state?meta=1`)
  return new Map(shapes.map(({ id, meta }) => [id, meta?.createdBy]))
}

/** What the server has not confirmed yet is one's own. */
const here = Symbol('here')

function authorIn(authors: Authors, editor: Editor, shape: Shape): UserId | typeof here | undefined {
  const me = editor.port.status().you?.userId
  if (!authors.has(shape.id))
    return editor.port.confirmed().get(shape.id) === undefined ? (me ?? here) : undefined
  return authors.get(shape.id)
}

/** Selects everything that was drawn by whoever drew what is selected. The log is the server's, so it has to be asked. */
export async function selectSameAuthor(editor: Editor): Promise<void> {
  let authors: Authors
  try {
    authors = await readAuthors(editor)
  } catch (error) {
    const isOffline = error instanceof RestError && error.status === 0
    notify(editor, i18next.t(isOffline ? 'author.offline' : 'author.failed'))
    return
  }
  const view = editor.port.view()
  const authorOf = (shape: Shape) => authorIn(authors, editor, shape)
  const wanted = new Set(
    [...editor.store.getState().selection].flatMap((id) => {
      const shape = view.get(id)
      return (shape && authorOf(shape)) ?? []
    }),
  )
  if (wanted.size === 0) {
    notify(editor, i18next.t('author.unknown'))
    return
  }
  const found = [...view.shapes()].filter((shape) => {
    const author = authorOf(shape)
    return author !== undefined && wanted.has(author) && isPickable(editor, shape)
  })
  select(
    editor,
    found.map(({ id }) => id),
  )
}
