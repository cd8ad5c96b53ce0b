import { positionOf, type ShapeId } from '@flowstate/engine'
import { zoomToFit } from './commands/view-commands.ts'
import { type Editor, select } from './editor.ts'

export interface PaintedStage {
  /** Whether the picture is as it should be and no frame is due. */
  isPainted(): boolean
}

/**
 * What `bench/render` asks of a page, at `window.renderPage`: where things are, and to look somewhere. Everything that is
 * measured comes as it does in use, by the mouse and through the socket.
 */
export function showToBench(editor: Editor, stage: PaintedStage): void {
  const { store, port } = editor
  const shapeOf = (id: string) => port.view().get(id as ShapeId)
  const page = {
    shapeCount: () => port.view().size,
    isPainted: () => stage.isPainted(),
    camera() {
      const { x, y, zoom } = store.getState().camera
      return { x: -x * zoom, y: -y * zoom, zoom }
    },
    setCamera({ x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number }) {
      store.setState({ camera: { x: -x / zoom, y: -y / zoom, zoom } })
    },
    showAll: () => zoomToFit(editor),
    select: (ids: readonly string[]) => select(editor, ids as readonly ShapeId[]),
    positionOf(id: string) {
      const shape = shapeOf(id)
      if (shape === undefined) throw new Error(`no shape ${id}`)
      return positionOf(shape)
    },
    messagesTaken: () => port.version(),
  }
  Object.assign(window, { renderPage: page })
}
