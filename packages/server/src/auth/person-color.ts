import { personColors } from '@flowstate/protocol'

/** A colour for a new account; `random` in [0, 1). */
export function personColor(random: number): string {
  return personColors[Math.floor(random * personColors.length) % personColors.length] ?? personColors[0]
}
