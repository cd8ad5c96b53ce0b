/** A key with its modifiers, written like `Mod+Shift+Z`. `Mod` is Cmd on Apple keyboards and Ctrl elsewhere. */
export type Shortcut = string

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The Latin letter or digit printed on a key, for keyboards that type something else. */
function latinKey(code: string): string | null {
  if (code.startsWith('Key')) return code.slice(3).toLowerCase()
  if (code.startsWith('Digit')) return code.slice(5)
  const named: { readonly [code: string]: string } = {
    BracketLeft: '[',
    BracketRight: ']',
    Quote: "'",
    Minus: '-',
    Equal: '=',
  }
  return named[code] ?? null
}

/**
 * Whether a key press means a shortcut: by the character typed, or by the key's place where that is no Latin letter, digit or plus. A German Z
 * lies where an English Y does, and means what is written on it.
 */
export function matchesShortcut(press: KeyPress, shortcut: Shortcut): boolean {
  // The last sign is the key, also where it is a plus.
  const at = shortcut.lastIndexOf('+', shortcut.length - 2) + 1
  const key = shortcut.slice(at).toLowerCase()
  const modifiers = shortcut.slice(0, at)
  if ((press.metaKey || press.ctrlKey) !== modifiers.includes('Mod')) return false
  if (press.altKey !== modifiers.includes('Alt')) return false
  const typed = press.key.toLowerCase()
  // Where they are depends on the keyboard, and so does Shift.
  if ('?/+'.includes(key) && typed === key) return true
  if (press.shiftKey !== modifiers.includes('Shift')) return false
  return typed === key || (!/^[a-z0-9+]$/.test(typed) && latinKey(press.code) === key)
}

/** How a shortcut is written on this keyboard. */
export function showShortcut(shortcut: Shortcut, apple: boolean): string {
  const names: { readonly [part: string]: string } = apple
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' }
  const keys: { readonly [key: string]: string } = {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ContextMenu: '☰',
    Escape: 'Esc',
  }
  const parts = shortcut
    .split(/\+(?!$)/)
    .map((part) => names[part] ?? keys[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  return parts.join(apple ? '' : '+')
}
