import type { OperationId } from '@flowstate/engine'

/** Sends an undo or redo of exactly these operations, and gives its id. */
type Rewind = (target: readonly OperationId[]) => OperationId

/** What was typed in one field, in steps that its undo takes back one by one: never what came before the field (UN8). */
export interface TypingSteps {
  /** An edit has gone out. Those of one burst are one step (TX3). */
  sent(id: OperationId, gesture: string): void
  /** Edits that were refused: their words are in the field and will go out in others. */
  tookBack(ids: readonly OperationId[]): void
  undo(rewind: Rewind): void
  redo(rewind: Rewind): void
}

interface Step {
  readonly gesture: string
  readonly ids: readonly OperationId[]
}

export function typingSteps(): TypingSteps {
  let steps: readonly Step[] = []
  let undone: readonly { readonly step: Step; readonly undoId: OperationId }[] = []
  return {
    sent(id, gesture) {
      const last = steps.at(-1)
      undone = []
      steps =
        last?.gesture === gesture
          ? [...steps.slice(0, -1), { gesture, ids: [...last.ids, id] }]
          : [...steps, { gesture, ids: [id] }]
    },
    tookBack(refused) {
      steps = steps
        .map((step) => ({ ...step, ids: step.ids.filter((id) => !refused.includes(id)) }))
        .filter(({ ids }) => ids.length > 0)
    },
    undo(rewind) {
      const step = steps.at(-1)
      if (step === undefined) return
      steps = steps.slice(0, -1)
      undone = [...undone, { step, undoId: rewind(step.ids) }]
    },
    redo(rewind) {
      const last = undone.at(-1)
      if (last === undefined) return
      undone = undone.slice(0, -1)
      rewind([last.undoId])
      steps = [...steps, last.step]
    },
  }
}
