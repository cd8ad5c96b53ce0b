import { storedValue } from '../../lib/stored-value.ts'

const recentMax = 4

const stored = storedValue<readonly string[]>('recentColours', [], (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && /^#[0-9a-f]{6}$/.test(item))
    ? value
    : null,
)

/** Own colours, the last first. */
export function recentColours(): readonly string[] {
  return stored.read()
}

export function rememberColour(colour: string): void {
  stored.write([colour, ...stored.read().filter((other) => other !== colour)].slice(0, recentMax))
}
