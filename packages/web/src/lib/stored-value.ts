/** A small value kept in this browser. Where storage is forbidden it lives until the page is left. */
export interface StoredValue<T> {
  read(): T
  write(value: T): void
}

/** @param parse what was stored, or null for what does not read as a value */
export function storedValue<T>(
  key: string,
  fallback: T,
  parse: (stored: unknown) => T | null,
): StoredValue<T> {
  const name = `flowstate.${key}`
  let current: T | null = null
  return {
    read() {
      if (current !== null) return current
      try {
        const text = localStorage.getItem(name)
        current = text === null ? fallback : (parse(JSON.parse(text)) ?? fallback)
      } catch {
        current = fallback
      }
      return current
    },
    write(value) {
      current = value
      try {
        localStorage.setItem(name, JSON.stringify(value))
      } catch {
        // Private mode: the value lasts as long as the page.
      }
    },
  }
}
