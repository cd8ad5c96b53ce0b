import { useEffect, useRef, useState } from 'react'
import styles from './primitives.module.css'
import { type ToastVerb, useToasts } from './toasts.ts'

const shownMs = 5_000

/** One toast: it goes by itself, but not while somebody is at it. */
function ToastItem(props: { readonly text: string; readonly undo?: ToastVerb; onGone(): void }) {
  const { text, undo, onGone } = props
  const [isHeld, setHeld] = useState(false)
  const gone = useRef(onGone)
  gone.current = onGone
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => gone.current(), shownMs)
    return () => clearTimeout(timer)
  }, [isHeld])
  const hold = () => setHeld(true)
  const letGo = () => setHeld(false)
  return (
    <li
      className={styles.toast}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
      onKeyDown={(event) => event.key === 'Escape' && onGone()}
    >
      <span role="status">{text}</span>
      {undo !== undefined && (
        <button
          type="button"
          className={styles.toastVerb}
          onClick={() => {
            undo.run()
            onGone()
          }}
        >
          {undo.label}
        </button>
      )}
    </li>
  )
}

/** Where toasts appear; once per page. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts)
  const close = (id: number) =>
    useToasts.setState((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) }))
  return (
    <ol className={styles.toasts}>
      {toasts.map(({ id, text, undo }) => (
        <ToastItem key={id} text={text} {...(undo && { undo })} onGone={() => close(id)} />
      ))}
    </ol>
  )
}
