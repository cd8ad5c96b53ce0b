import { Toast } from 'radix-ui'
import { create } from 'zustand'
import styles from './primitives.module.css'

interface ToastState {
  readonly toasts: readonly { readonly id: number; readonly text: string; readonly undo?: ToastVerb }[]
}

/** What can be done about it, at once. */
interface ToastVerb {
  readonly label: string
  run(): void
}

const shownMs = 5_000
const useToasts = create<ToastState>()(() => ({ toasts: [] }))
let lastId = 0

/** Says that something happened; with a way to take it back, where there is one. */
export function toast(text: string, undo?: ToastVerb): void {
  lastId += 1
  const next = { id: lastId, text, ...(undo === undefined ? {} : { undo }) }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), next] }))
}

/** Where toasts appear; once per page. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts)
  const close = (id: number) =>
    useToasts.setState((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) }))
  return (
    <Toast.Provider duration={shownMs} swipeDirection="down">
      {toasts.map(({ id, text, undo }) => (
        <Toast.Root key={id} className={styles.toast} onOpenChange={(open) => !open && close(id)}>
          <Toast.Description>{text}</Toast.Description>
          {undo !== undefined && (
            <Toast.Action asChild altText={undo.label}>
              <button type="button" className={styles.toastVerb} onClick={undo.run}>
                {undo.label}
              </button>
            </Toast.Action>
          )}
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles.toasts} />
    </Toast.Provider>
  )
}
