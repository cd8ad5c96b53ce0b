import type { BrowserContextOptions } from 'playwright-core'
import { phone } from '../../tests/e2e/fingers-on-page.ts'

/** One screen in one colour scheme: every state is photographed in each. */
export interface Variant {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Keys are pressed in all variants; what only fingers do is asked for with this. */
  readonly touch: boolean
  readonly options: BrowserContextOptions
}

const screens: Readonly<
  Record<string, BrowserContextOptions & { viewport: { width: number; height: number } }>
> = {
  wide: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone,
}

/** All variants: wide, tablet and phone, first in light and then in dark. */
export const variants: readonly Variant[] = (['light', 'dark'] as const).flatMap((colorScheme) =>
  Object.entries(screens).map(([screen, options]) => ({
    name: `${screen}-${colorScheme}`,
    width: options.viewport.width,
    height: options.viewport.height,
    touch: options.hasTouch === true,
    options: {
      ...options,
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    },
  })),
)
