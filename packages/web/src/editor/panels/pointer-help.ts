import type { helpEnglish } from './help-english.ts'

/** What keys do while the pointer is at work; they are no commands. */
export const pointerHelp: readonly {
  readonly word: Extract<keyof typeof helpEnglish, `pointer.${string}`>
  /** None where dragging says it all. */
  readonly keys: string | null
}[] = [
  { word: 'pointer.dragTool', keys: null },
  { word: 'pointer.place', keys: 'Enter' },
  { word: 'pointer.pan', keys: 'Space' },
  { word: 'pointer.carry', keys: 'Space' },
  { word: 'pointer.straight', keys: 'Shift' },
  { word: 'pointer.middle', keys: 'Alt' },
  { word: 'pointer.free', keys: 'Mod' },
  { word: 'pointer.convert', keys: 'Tab' },
  { word: 'pointer.lasso', keys: 'Alt' },
  { word: 'pointer.openLink', keys: 'Mod' },
  { word: 'pointer.layers', keys: 'Alt' },
  { word: 'pointer.zoom', keys: 'Mod' },
]
