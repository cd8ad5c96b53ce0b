import { create } from 'zustand'
import type { DrawingProblem, Loss } from './drawing.ts'

/** How the import of one file ended, and what of it was lost. */
export type ImportOutcome = { readonly name: string; readonly losses: readonly Loss[] } & (
  | { readonly kind: 'added'; readonly shapes: number }
  | { readonly kind: 'failed'; readonly problem: DrawingProblem }
)

interface ReportState {
  readonly outcomes: readonly ImportOutcome[]
}

/** What the last import has to say; shown by the dialog of its own. */
export const useImportReport = create<ReportState>()(() => ({ outcomes: [] }))

/** Whether somebody has to be told more than that it worked. */
export function needsReport(outcomes: readonly ImportOutcome[]): boolean {
  return outcomes.some((outcome) => outcome.kind === 'failed' || outcome.losses.length > 0)
}
