/** What a User-Agent says of a device; null for what it does not say. */
export interface DeviceName {
  readonly browser: string | null
  readonly system: string | null
}

/** In this order: most browsers also name those they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Mac'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

const firstOf = (agent: string, known: readonly (readonly [RegExp, string])[]): string | null =>
  known.find(([pattern]) => pattern.test(agent))?.[1] ?? null

/** Names a device so that its owner knows it again: browser and system, no version numbers. A guess, never more. */
export function deviceNameOf(userAgent: string): DeviceName {
  return { browser: firstOf(userAgent, browsers), system: firstOf(userAgent, systems) }
}
