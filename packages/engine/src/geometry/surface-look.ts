import type { Theme } from './palette.ts'

/** Colours of what belongs to no palette name, and the shadow of notes. */
export interface SurfaceLook {
  readonly frameLine: string
  readonly frameName: string
  /** Stands in for a picture that is on its way. */
  readonly missingPicture: string
}

const looks: { readonly [Name in Theme]: SurfaceLook } = {
  light: { frameLine: '#c9ced6', frameName: '#6b7280', missingPicture: '#eceef1' },
  dark: { frameLine: '#444a55', frameName: '#9aa3b0', missingPicture: '#2a2e35' },
}

export function surfaceLook(theme: Theme): SurfaceLook {
  return looks[theme]
}

export const frameNameFont = {
  family: "'Inter Variable', system-ui, sans-serif",
  weight: 500,
  sizePx: 13,
  /** Canvas units from the frame's top up to the baseline. */
  above: 8,
} as const

/** Soft shadow in flat steps: a blurred one costs more than everything else that is painted. */
export const noteShadow: readonly (readonly [spread: number, drop: number, alpha: number])[] = [
  [4, 6, 0.02],
  [2, 4, 0.03],
  [1, 3, 0.04],
  [0, 1.5, 0.05],
]

/** A highlighter tints what is under it: on light paper it darkens, on dark it lightens. */
export const highlightLook = {
  light: { alpha: 0.8, blend: 'multiply' },
  dark: { alpha: 0.7, blend: 'screen' },
} as const
