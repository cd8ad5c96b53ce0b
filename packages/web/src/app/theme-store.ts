import type { Theme } from '@flowstate/engine'
import { create } from 'zustand'
import { storedValue } from '../lib/stored-value.ts'

export type ThemeChoice = Theme | 'system'

const stored = storedValue<ThemeChoice>('theme', 'system', (value) =>
  value === 'light' || value === 'dark' || value === 'system' ? value : null,
)
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

function resolve(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice
  return systemDark.matches ? 'dark' : 'light'
}

interface ThemeState {
  readonly choice: ThemeChoice
  readonly theme: Theme
  choose(choice: ThemeChoice): void
}

/** Light, dark or as the system says; the page follows at once. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: stored.read(),
  theme: resolve(stored.read()),
  choose(choice) {
    stored.write(choice)
    set({ choice, theme: resolve(choice) })
  },
}))

function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}

/** Call once, before the first paint. */
export function startTheme(): void {
  applyTheme(useTheme.getState().theme)
  useTheme.subscribe((state) => applyTheme(state.theme))
  systemDark.addEventListener('change', () => {
    const { choice } = useTheme.getState()
    if (choice === 'system') useTheme.setState({ theme: resolve(choice) })
  })
}
