/**
 * A tag of fixed width inside each operation. Receivers look for its bytes, so that the load generator can attribute and
 * time a delivery without parsing what it receives: ~# kind client(4) seq(8) ####!
 */
const needle = Buffer.from('~#')
const markerBytes = 20

export const operationKind = 'o'.charCodeAt(0)

export function opMarker(kind: 'o' | 'c', client: number, seq: number): string {
  return `~#${kind}${String(client).padStart(4, '0')}${String(seq).padStart(8, '0')}####!`
}

function digitsAt(bytes: Buffer, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) value = value * 10 + ((bytes[i] ?? 48) - 48)
  return value
}

export function scanMarkers(bytes: Buffer, found: (kind: number, client: number, seq: number) => void): void {
  let at = bytes.indexOf(needle)
  while (at !== -1 && at + markerBytes <= bytes.length) {
    found(bytes[at + 2] ?? 0, digitsAt(bytes, at + 3, 4), digitsAt(bytes, at + 7, 8))
    at = bytes.indexOf(needle, at + markerBytes)
  }
}

export function countText(bytes: Buffer, text: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) count += 1
  return count
}
