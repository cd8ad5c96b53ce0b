import type { Canvas } from '@flowstate/protocol'
import { create } from 'zustand'
import { perLocale } from '../../lib/per-locale.ts'
import { storedValue } from '../../lib/stored-value.ts'

export type CanvasSort = 'recent' | 'name' | 'created'
export type CanvasView = 'grid' | 'list'

const storedSort = storedValue<CanvasSort>('homeSort', 'recent', (value) =>
  value === 'recent' || value === 'name' || value === 'created' ? value : null,
)
const storedView = storedValue<CanvasView>('homeView', 'grid', (value) =>
  value === 'grid' || value === 'list' ? value : null,
)

interface HomePreferences {
  readonly sort: CanvasSort
  readonly view: CanvasView
  sortBy(sort: CanvasSort): void
  viewAs(view: CanvasView): void
}

/** How this person likes lists of canvases; kept in this browser. */
export const useHomePreferences = create<HomePreferences>()((set) => ({
  sort: storedSort.read(),
  view: storedView.read(),
  sortBy(sort) {
    storedSort.write(sort)
    set({ sort })
  },
  viewAs(view) {
    storedView.write(view)
    set({ view })
  },
}))

// Numbers in names count as numbers: Plan 2 comes before Plan 10.
const byLetters = perLocale((locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))

const orders: Readonly<Record<CanvasSort, (a: Canvas, b: Canvas) => number>> = {
  recent: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  name: (a, b) => byLetters().compare(a.name, b.name),
  created: (a, b) => b.createdAt.localeCompare(a.createdAt),
}

export function sortCanvases(canvases: readonly Canvas[], sort: CanvasSort): readonly Canvas[] {
  return canvases.toSorted((a, b) => orders[sort](a, b) || b.id.localeCompare(a.id))
}
