import { create } from 'zustand'

interface ToastState {
  readonly toasts: readonly { readonly id: number; readonly text: string; readonly undo?: ToastVerb }[]
}

/** What can be done about it, at once. */
export interface ToastVerb {
  readonly label: string
  run(): void
}

export const useToasts = create<ToastState>()(() => ({ toasts: [] }))
let lastId = 0

/** Says that something happened; with a way to take it back, where there is one. */
export function toast(text: string, undo?: ToastVerb): void {
  lastId += 1
  const next = { id: lastId, text, ...(undo === undefined ? {} : { undo }) }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), next] }))
}
