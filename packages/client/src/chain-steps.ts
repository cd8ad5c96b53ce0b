import type { SyncState, SyncStep } from './sync-state.ts'

/** Runs `next` on the state a step left and joins the effects. (A module that exports `then` would be taken for a promise.) */
export function andThen(before: SyncStep, next: (state: SyncState) => SyncStep): SyncStep {
  const after = next(before.state)
  return { state: after.state, effects: [...before.effects, ...after.effects] }
}
