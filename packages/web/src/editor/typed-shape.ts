import {
  type OperationId,
  type ProposedChange,
  type ProposedShape,
  type Shape,
  type ShapeId,
  stringCell,
} from '@flowstate/engine'
import type { CanvasPort } from './canvas-port.ts'
import { dispatch, type Editor } from './editor.ts'
import type { Sending, TypedCanvas, TypingSession } from './typing-session.ts'

function textOf(shape: Shape | undefined): string | null {
  return shape === undefined ? null : stringCell(shape, 'text', '')
}

/** The shape a text is typed into, as typing sees it. */
export interface TypedShape {
  readonly id: ShapeId
  readonly gesture: string
  /** The shape to be made for the first words; null for a shape that is there already. */
  fresh(): ProposedShape | null
  /** The first words have made it. */
  made(): void
}

/** The text of one shape on the canvas of an editor. */
export function typedCanvas(editor: Editor, typed: TypedShape): TypedCanvas {
  const { port } = editor
  const { id, gesture } = typed
  const find = (): Shape | undefined => port.view().get(id)

  function change(as: 'delta' | 'whole', edit: Parameters<TypedCanvas['send']>[0]): ProposedChange {
    if (as === 'whole') return { kind: 'update', id, set: { text: edit.text } }
    return { kind: 'text', id, field: 'text', base: port.version(), delta: edit.delta }
  }

  return {
    read: () => textOf(find()),
    sending(text): Sending {
      const shape = find()
      const { pending, connection } = port.status()
      if (shape === undefined) return typed.fresh() !== null && text.trim() !== '' ? 'whole' : 'never'
      if (pending === 0) return 'delta'
      // Made here and not sent yet: a predicted shape carries the version of the state it was predicted on. Offline its
      // words go into the outbox with it; an answer may be hours away.
      const isOwn = shape.createdVersion === port.version()
      return isOwn && connection.name !== 'live' ? 'whole' : 'wait'
    },
    send(edit): OperationId | null {
      const fresh = find() === undefined ? typed.fresh() : null
      if (fresh === null) return dispatch(editor, [change(edit.as, edit)], { label: 'type', gesture })
      const shape = { ...fresh, text: edit.text }
      const sent = dispatch(editor, [{ kind: 'create', shape }], { label: 'text', gesture })
      if (sent !== null) typed.made()
      return sent
    },
    outcome(operationId) {
      const { pending, failed } = port.status()
      const failure = failed.find(({ entry }) => entry.id === operationId)
      if (failure === undefined) return pending === 0 ? 'saved' : 'pending'
      if (failure.code !== 'text_conflict' || find() === undefined) return 'refused'
      // The words are in the field still and will be sent again.
      void port.forgetFailed(operationId)
      return 'conflict'
    },
  }
}

/** Sends the last words of a field that is gone, now or when what is on its way has been answered. */
export function flushUntilDone(port: CanvasPort, session: TypingSession): void {
  if (session.flush() === 'done') return
  const stop = port.subscribe({
    status() {
      if (session.flush() === 'done') stop()
    },
  })
}
