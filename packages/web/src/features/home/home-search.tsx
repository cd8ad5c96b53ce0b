import { Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './home-search.module.css'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function firstResult(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-canvas-link]')
}

/** Searches everything while one types. `/` leads here, Escape clears, the arrow down leads to what was found, Enter opens the best. */
export function HomeSearch(props: { readonly query: string; search(query: string): void }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const { query, search } = props

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      const dialog = document.querySelector('[role="dialog"], [role="menu"]') !== null
      if (event.key !== '/' || !plain || dialog || isTyping(event.target)) return
      event.preventDefault()
      field.current?.select()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <search className={styles.search}>
      <Search size={16} aria-hidden />
      <input
        ref={field}
        className={`${controls.field} ${styles.field}`}
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('home.search')}
        aria-keyshortcuts="/"
        placeholder={t('home.search')}
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') search('')
          else if (event.key === 'ArrowDown') firstResult()?.focus()
          else if (event.key === 'Enter' && query.trim() !== '') firstResult()?.click()
          else return
          event.preventDefault()
        }}
      />
      {query === '' ? (
        <kbd className={styles.hint} aria-hidden>
          /
        </kbd>
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('home.clearSearch')}
          onClick={() => {
            search('')
            field.current?.focus()
          }}
        >
          <X size={16} aria-hidden />
        </button>
      )}
    </search>
  )
}
