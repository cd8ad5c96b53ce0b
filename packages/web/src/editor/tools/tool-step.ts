import type { Draft } from './draft.ts'
import { noDraft } from './draft.ts'
import type { ToolEffect, ToolOverlay, ToolStep } from './tool.ts'

const nothing: ToolOverlay = {}

/** A step that only changes the state: nothing shown, nothing to do. */
export function quietStep<State>(state: State, ...effects: readonly ToolEffect[]): ToolStep<State> {
  return { state, draft: noDraft, overlay: nothing, effects }
}

/** A step in the middle of a gesture. */
export function draftStep<State>(
  state: State,
  draft: Draft,
  overlay: ToolOverlay = nothing,
): ToolStep<State> {
  return { state, draft, overlay, effects: [] }
}
